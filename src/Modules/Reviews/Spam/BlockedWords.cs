using System.Text.RegularExpressions;

namespace Maru.Modules.Reviews.Spam;

/// <summary>Words that are not shown without a look: abuse, and the trades of those who post for money. The shop adds its own.</summary>
internal sealed partial class BlockedWords
{
    // Looked for in the Hangul of a text with everything else taken out, so that dots and digits between syllables do not hide them.
    private static readonly string[] KoreanAbuse =
        ["씨발", "시발", "씨팔", "ㅅㅂ", "ㅆㅂ", "병신", "ㅂㅅ", "개새끼", "개색기", "새끼야", "좆", "존나", "지랄", "염병", "엿먹어", "닥쳐", "꺼져", "미친놈", "미친년", "썅", "느금마", "니애미", "창녀", "걸레년"];

    private static readonly string[] KoreanTrade =
        ["카지노", "바카라", "사설토토", "토토사이트", "스포츠토토", "먹튀", "꽁머니", "첫충전", "오피사이트", "출장안마", "조건만남", "비아그라", "시알리스", "무직자대출", "당일대출", "급전", "재택부업", "고수익알바", "리딩방", "코인리딩", "체험단모집", "리뷰알바", "상위노출"];

    // Ordinary words in which one of the above happens to stand: starting point, Sibal station, a year's name, to get out of a slump.
    private static readonly string[] KoreanInnocent = ["시발점", "시발역", "시발자동차", "병신년", "꺼져서", "꺼져요", "꺼져버", "꺼져있", "불이꺼져", "급전직하", "급전환", "급전개"];

    private static readonly HashSet<string> EnglishAbuse =
        ["fuck", "fucking", "fucker", "motherfucker", "shit", "bullshit", "asshole", "bitch", "bastard", "cunt", "dickhead", "whore", "slut", "retard", "faggot", "nigger"];

    private static readonly HashSet<string> EnglishTrade =
        ["casino", "viagra", "cialis", "porn", "xxx", "escort", "escorts", "forex", "payday", "jackpot", "betting", "bitcoin", "crypto", "backlinks", "telegram", "whatsapp"];

    private static readonly string[] EnglishPhrases = ["work from home", "click here", "make money", "earn money", "free gift card", "buy followers", "paid review", "promo code for"];

    private readonly string[] _own;

    public BlockedWords(ReviewsOptions options) => _own = [.. options.BlockedWords.Select(TextFold.Fold).Where(w => w.Length > 0)];

    /// <summary>What was found, each once.</summary>
    public IReadOnlyList<string> FindIn(string text, string folded)
    {
        var found = new List<string>();
        var hangul = TextFold.HangulOnly(text);
        foreach (var innocent in KoreanInnocent)
        {
            hangul = hangul.Replace(innocent, "", StringComparison.Ordinal);
        }

        found.AddRange(KoreanAbuse.Concat(KoreanTrade).Where(w => hangul.Contains(w, StringComparison.Ordinal)));

        // English words count whole only, or Scunthorpe could not be delivered to. Letters with single spaces between them are one word.
        var words = Spaced().Replace(folded, m => m.Value.Replace(" ", "", StringComparison.Ordinal)).Split(' ');
        found.AddRange(words.Where(w => EnglishAbuse.Contains(w) || EnglishTrade.Contains(w)));
        found.AddRange(EnglishPhrases.Concat(_own).Where(p => folded.Contains(p, StringComparison.Ordinal)));
        return [.. found.Distinct()];
    }

    [GeneratedRegex(@"(?<![a-z0-9])(?:[a-z0-9] ){2,}[a-z0-9](?![a-z0-9])")]
    private static partial Regex Spaced();
}
