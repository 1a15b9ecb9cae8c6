using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>
/// Lets products share what they have in common: 50,000 of them have the same hundred options, tags and attribute values, and each read from the
/// database is an object of its own.
/// </summary>
internal sealed class WordPool
{
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<OptionValue, OptionValue> _options = [];
    private readonly Dictionary<LocalizedText, LocalizedText> _texts = [];

    public string Share(string word) => _words.TryAdd(word, word) ? word : _words[word];

    public string[] Share(string[] words) => Array.ConvertAll(words, Share);

    public ShelfVariant Share(ShelfVariant variant) => variant with { Options = [.. variant.Options.Select(o => Share(_options, o))] };

    public IReadOnlyDictionary<string, LocalizedText> Share(IReadOnlyDictionary<string, LocalizedText> attributes) =>
        attributes.ToDictionary(a => Share(a.Key), a => Share(_texts, a.Value), StringComparer.Ordinal);

    private static T Share<T>(Dictionary<T, T> known, T value) where T : notnull => known.TryAdd(value, value) ? value : known[value];
}
