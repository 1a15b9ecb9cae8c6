using System.Globalization;
using System.Text.RegularExpressions;
using Maru.Contracts;
using Maru.Contracts.Reviews;

namespace Maru.Modules.Reviews.Spam;

/// <summary>What is known of a text beside its words.</summary>
/// <param name="Duplicates">Texts nearly the same, under other products or by others.</param>
/// <param name="ByAuthor">Texts of the same author in the last hour.</param>
/// <param name="ByAddress">Texts of others from the same network address in the last hour.</param>
/// <param name="OfProduct">Texts about the same product in the last hour, and what is usual for an hour.</param>
/// <param name="Blocked">Words found that are not shown.</param>
/// <param name="Learned">The probability of spam that moderators' decisions suggest; null while too little was learned.</param>
internal sealed record SpamFacts(int Duplicates, int ByAuthor, int ByAddress, int OfProduct, double UsualOfProduct, IReadOnlyList<string> Blocked, double? Learned, bool Verified)
{
    public static SpamFacts None { get; } = new(0, 0, 0, 0, 0, [], null, false);
}

/// <summary>
/// Weighs the signs of spam in a text. Signs are independent witnesses: the score is one minus the chance that all of them err (a noisy-or; Pearl 1988),
/// so each is named with its weight and can be argued with.
/// </summary>
internal static partial class SpamScorer
{
    public static SpamVerdict Judge(string text, SpamFacts facts)
    {
        var signs = new List<SpamSign>();
        Words(text, facts, signs);
        Shape(text, signs);
        Company(facts, signs);
        Learned(facts, signs);
        var doubt = signs.Where(s => s.Weight > 0).Aggregate(1.0, (left, sign) => left * (1 - sign.Weight));
        if (facts.Verified && doubt < 1)
        {
            signs.Add(Sign("verified", -0.3, "구매자가 썼어요", "written by somebody who bought it"));
        }

        var score = signs.Where(s => s.Weight < 0).Aggregate(1 - doubt, (kept, sign) => kept * (1 + sign.Weight));
        return new SpamVerdict(Math.Round(score, 4), [.. signs.OrderByDescending(s => Math.Abs(s.Weight))]);
    }

    private static void Words(string text, SpamFacts facts, List<SpamSign> signs)
    {
        var links = Link().Count(text) + HiddenLink().Count(text);
        if (links > 0)
        {
            signs.Add(Sign("links", Math.Min(0.45 + (0.2 * (links - 1)), 0.9), $"링크 {links}개", $"{links} links"));
        }

        if (Phone().IsMatch(text) || Mail().IsMatch(text) || Messenger().IsMatch(text))
        {
            signs.Add(Sign("contact", 0.5, "연락처나 메신저 아이디", "a phone number, address or messenger name"));
        }

        if (facts.Blocked.Count > 0)
        {
            signs.Add(Sign("blocked-words", Math.Min(0.6 + (0.15 * (facts.Blocked.Count - 1)), 0.95), "금지어: " + string.Join(", ", facts.Blocked), "blocked words: " + string.Join(", ", facts.Blocked)));
        }
    }

    private static void Shape(string text, List<SpamSign> signs)
    {
        var folded = TextFold.Fold(text);
        if (folded.Length >= 40 && Variety(folded) is < 0.4 and var variety)
        {
            signs.Add(Sign("repetition", 0.45, "같은 말이 반복돼요", string.Create(CultureInfo.InvariantCulture, $"says the same over and over ({variety:0.00} of it differs)")));
        }

        var longest = LongestRun(text);
        if (longest >= 12)
        {
            signs.Add(Sign("repetition", 0.25, $"한 글자가 {longest}번 이어져요", $"one letter {longest} times in a row"));
        }

        var (upper, latin) = (text.Count(char.IsAsciiLetterUpper), text.Count(char.IsAsciiLetter));
        if (latin >= 20 && upper > latin * 0.7)
        {
            signs.Add(Sign("shouting", 0.2, "대문자로만 썼어요", "written in capitals"));
        }

        if (Gibberish(text) is > 0.3 and var share)
        {
            signs.Add(Sign("gibberish", 0.5, "뜻이 없는 글자예요", string.Create(CultureInfo.InvariantCulture, $"{share:P0} of it is no word")));
        }
    }

    private static void Company(SpamFacts facts, List<SpamSign> signs)
    {
        if (facts.Duplicates > 0)
        {
            signs.Add(Sign("duplicate", Math.Min(0.5 + (0.1 * (facts.Duplicates - 1)), 0.95), $"거의 같은 글이 {facts.Duplicates}개 있어요", $"nearly the same as {facts.Duplicates} other texts"));
        }

        if (facts.ByAuthor >= 5)
        {
            signs.Add(Sign("burst-author", Math.Min(0.1 * (facts.ByAuthor - 2), 0.8), $"한 시간에 {facts.ByAuthor}번째", $"{facts.ByAuthor} texts by this author within an hour"));
        }

        if (facts.ByAddress >= 4)
        {
            signs.Add(Sign("burst-address", Math.Min(0.1 * (facts.ByAddress - 1), 0.8), $"같은 곳에서 다른 사람 글 {facts.ByAddress}개", $"{facts.ByAddress} texts by others from the same address within an hour"));
        }

        if (facts.OfProduct >= 10 && facts.OfProduct > 5 * facts.UsualOfProduct)
        {
            signs.Add(Sign("burst-product", 0.35, $"한 시간에 이 상품 글 {facts.OfProduct}개", $"{facts.OfProduct} texts about this product within an hour"));
        }
    }

    private static void Learned(SpamFacts facts, List<SpamSign> signs)
    {
        if (facts.Learned is > 0.8 and var spam)
        {
            signs.Add(Sign("learned", Math.Round(0.7 * spam, 2), "스팸으로 거른 글과 비슷해요", "like what moderators rejected as spam"));
        }
        else if (facts.Learned is < 0.1)
        {
            signs.Add(Sign("learned", -0.2, "승인한 글과 비슷해요", "like what moderators approved"));
        }
    }

    /// <summary>How much of a text is new: different three-letter pieces over all of them.</summary>
    private static double Variety(string folded)
    {
        var pieces = new HashSet<string>();
        for (var i = 0; i + 3 <= folded.Length; i++)
        {
            pieces.Add(folded.Substring(i, 3));
        }

        return (double)pieces.Count / (folded.Length - 2);
    }

    /// <summary>Laughter, tears and emphasis are drawn out by honest people too: ㅋㅋㅋㅋ, ㅠㅠㅠ, !!!, ~~~ do not count.</summary>
    private static int LongestRun(string text)
    {
        var (longest, run, last) = (0, 0, '\0');
        foreach (var c in text)
        {
            run = c == last ? run + 1 : 1;
            last = c;
            if (!char.IsWhiteSpace(c) && c is not ('ㅋ' or 'ㅎ' or 'ㅠ' or 'ㅜ' or '!' or '~' or '.' or '?' or '♡' or '♥' or '^'))
            {
                longest = Math.Max(longest, run);
            }
        }

        return longest;
    }

    /// <summary>The share of letters that form no word: jamo on their own that are no emotion, and Latin words without vowels.</summary>
    private static double Gibberish(string text)
    {
        var letters = text.Count(char.IsLetter);
        if (letters < 8)
        {
            return 0;
        }

        var jamo = text.Count(c => TextFold.IsJamo(c) && c is not ('ㅋ' or 'ㅎ' or 'ㅠ' or 'ㅜ' or 'ㅇ' or 'ㄱ' or 'ㄷ' or 'ㅁ' or 'ㅊ' or 'ㅍ'));
        var consonants = VowellessWord().Matches(text).Sum(m => m.Length);
        return (double)(jamo + consonants) / letters;
    }

    private static SpamSign Sign(string code, double weight, string korean, string english) => new(code, weight, new LocalizedText(korean, english));

    [GeneratedRegex(@"(?:https?|hxxps?)://|www\.|\b[a-z0-9-]+\.(?:com|net|org|kr|co|io|me|shop|store|xyz|top|site|info|link|ly|gl|cc|ru|cn)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"[a-z0-9]+\s*(?:\(dot\)|\[dot\]|\sdot\s|닷컴|점컴)\s*(?:com|net|kr)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HiddenLink();

    [GeneratedRegex(@"(?<!\d)(?:\+?82[ -]?|0)1[016789][ .-]?\d{3,4}[ .-]?\d{4}(?!\d)|공일공")]
    private static partial Regex Phone();

    [GeneratedRegex(@"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:카톡|카카오톡|텔레|텔레그램|라인|오픈채팅|kakao|telegram|whatsapp|wechat)\s*(?:아이디|id|문의|상담|추가|방)?\s*[:@=]\s*\S+|(?:카톡|텔레그램|오픈채팅)\s*(?:아이디|문의|상담|추가)|t\.me/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Messenger();

    [GeneratedRegex(@"\b[b-df-hj-np-tv-xz]{6,}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VowellessWord();
}
