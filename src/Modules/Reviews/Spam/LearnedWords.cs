using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Spam;

/// <summary>
/// Learns words from what moderators approve and reject as spam: a naive Bayes filter over the few features that say most (Graham 2002, "A plan for spam";
/// rare words are drawn towards one half after Robinson 2003). What was decided otherwise later is unlearned.
/// </summary>
internal sealed class LearnedWords(Database<ReviewsModule> database)
{
    /// <summary>Below this many texts of each kind it has no opinion.</summary>
    public const int FewestTexts = 20;

    private const int MostTelling = 15;
    private const int MostFeatures = 300;

    public async Task<double?> JudgeAsync(string folded, CancellationToken ct)
    {
        var features = FeaturesOf(folded);
        var rows = await database.QueryAsync<WordRow>("select word, ham, spam from learned_words where word = any(@words)", new { words = features.Append("").ToArray() }, ct);
        var texts = rows.Find(r => r.Word.Length == 0);
        return texts is null || texts.Ham < FewestTexts || texts.Spam < FewestTexts
            ? null
            : Combine(rows.Where(r => r.Word.Length > 0).Select(r => ProbabilityOf(r, texts)));
    }

    /// <summary>Takes in a decision; null forgets what was learned from the text before.</summary>
    public async Task LearnAsync(Transaction transaction, Guid post, string text, bool? isSpam, CancellationToken ct)
    {
        var before = await transaction.QuerySingleOrDefaultAsync<LearnedRow>("delete from learned_posts where post_id = @post returning spam, words", new { post }, ct);
        var words = isSpam is null ? [] : FeaturesOf(TextFold.Fold(text));
        var changes = new SortedDictionary<string, (int Ham, int Spam)>(StringComparer.Ordinal);
        Add(before?.Words ?? [], before?.Spam ?? false, -1);
        Add(words, isSpam ?? false, 1);
        if (changes.Count > 0)
        {
            // In order, so that two moderators never wait for each other in a circle.
            await transaction.ExecuteAsync(
                """
                insert into learned_words as w (word, ham, spam) select * from unnest(@words, @ham, @spam) order by 1
                on conflict (word) do update set ham = w.ham + excluded.ham, spam = w.spam + excluded.spam
                """,
                new { words = changes.Keys.ToArray(), ham = changes.Values.Select(c => c.Ham).ToArray(), spam = changes.Values.Select(c => c.Spam).ToArray() }, ct);
        }

        if (isSpam is { } spam)
        {
            await transaction.ExecuteAsync("insert into learned_posts (post_id, spam, words) values (@post, @spam, @words)", new { post, spam, words }, ct);
        }

        void Add(IEnumerable<string> features, bool asSpam, int sign)
        {
            foreach (var feature in features.Append("").Where(f => f.Length > 0 || features.Any()))
            {
                var (ham, counted) = changes.GetValueOrDefault(feature);
                changes[feature] = asSpam ? (ham, counted + sign) : (ham + sign, counted);
            }
        }
    }

    /// <summary>Words, and for Korean, whose words change their endings, pairs of syllables too.</summary>
    internal static string[] FeaturesOf(string folded)
    {
        var features = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length is > 1 and <= 40)
            {
                features.Add(word);
            }

            for (var i = 0; i + 2 <= word.Length; i++)
            {
                if (TextFold.IsSyllable(word[i]) && TextFold.IsSyllable(word[i + 1]))
                {
                    features.Add("~" + word.Substring(i, 2));
                }
            }
        }

        return [.. features.Take(MostFeatures)];
    }

    internal static double Combine(IEnumerable<double> probabilities)
    {
        var telling = probabilities.OrderByDescending(p => Math.Abs(p - 0.5)).Take(MostTelling);
        var odds = telling.Sum(p => Math.Log(p) - Math.Log(1 - p));
        return 1 / (1 + Math.Exp(-odds));
    }

    private static double ProbabilityOf(WordRow word, WordRow texts)
    {
        const double strength = 1;
        var (spam, ham) = ((double)word.Spam / texts.Spam, (double)word.Ham / texts.Ham);
        var seen = word.Spam + word.Ham;
        var raw = spam + ham == 0 ? 0.5 : spam / (spam + ham);
        return Math.Clamp(((strength * 0.5) + (seen * raw)) / (strength + seen), 0.01, 0.99);
    }

    private sealed record WordRow(string Word, int Ham, int Spam);

    private sealed record LearnedRow(bool Spam, string[] Words);
}
