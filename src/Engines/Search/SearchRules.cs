using Maru.Engines.Search.Query;

namespace Maru.Engines.Search;

/// <summary>Words that mean the same.</summary>
/// <param name="Words">A word or a phrase each.</param>
/// <param name="To">Null: each stands for each of the others. Else one way: <paramref name="Words"/> are also sought as these, not the other way round.</param>
public sealed record Synonyms(IReadOnlyList<string> Words, IReadOnlyList<string>? To = null);

/// <summary>What a merchant puts on a query.</summary>
/// <param name="Query">The query, whatever its case and spacing.</param>
/// <param name="Pinned">Ids that come first, in this order.</param>
/// <param name="Banner">What to show above the hits, or null.</param>
public sealed record QueryRule(string Query, IReadOnlyList<string> Pinned, string? Banner = null);

/// <summary>Synonyms and rules, as editors have them. Replaced as a whole; a query sees one set or the other.</summary>
public sealed class SearchRules
{
    public static readonly SearchRules None = new([], []);

    private readonly Dictionary<string, List<string>> _synonyms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<QueryRule>> _rules = new(StringComparer.Ordinal);

    public SearchRules(IReadOnlyList<Synonyms> synonyms, IReadOnlyList<QueryRule> rules)
    {
        foreach (var set in synonyms)
        {
            foreach (var word in set.Words)
            {
                var to = _synonyms.TryGetValue(Key(word), out var known) ? known : _synonyms[Key(word)] = [];
                to.AddRange((set.To ?? set.Words).Where(w => Key(w) != Key(word)));
            }
        }

        foreach (var rule in rules)
        {
            (_rules.TryGetValue(Key(rule.Query), out var known) ? known : _rules[Key(rule.Query)] = []).Add(rule);
        }

        LongestPhrase = _synonyms.Keys.Select(k => k.Count(' '.Equals) + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>How many words the longest phrase with synonyms has.</summary>
    internal int LongestPhrase { get; }

    internal IReadOnlyList<string> SynonymsOf(string key) => _synonyms.TryGetValue(key, out var words) ? words : [];

    internal IReadOnlyList<string> PinnedFor(string query) =>
        _rules.Count > 0 && _rules.TryGetValue(Key(query), out var rules) ? [.. rules.SelectMany(r => r.Pinned).Distinct(StringComparer.Ordinal)] : [];

    internal IReadOnlyList<string> BannersFor(string query) =>
        _rules.Count > 0 && _rules.TryGetValue(Key(query), out var rules) ? [.. rules.Select(r => r.Banner).OfType<string>()] : [];

    private static string Key(string text) => string.Join(' ', QueryWords.Read(text).Select(w => w.Text));
}
