using Maru.Contracts;
using Maru.Contracts.Search;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>
/// Which items answer a text, and in which order. The search decides. Items that it may not know yet are held against the words as they stand, so that what
/// was just put on the shelf is found at once.
/// </summary>
internal sealed class TextMatches
{
    private readonly string[] _terms;
    private readonly SearchRanking? _ranking;
    private readonly Dictionary<ProductId, int> _places;

    public TextMatches(string[] terms, SearchRanking? ranking)
    {
        _terms = terms;
        _ranking = ranking;
        _places = new Dictionary<ProductId, int>(ranking?.Products.Count ?? 0);
        for (var i = 0; i < ranking?.Products.Count; i++)
        {
            _places[ranking.Products[i]] = i;
        }
    }

    public bool IsAsked => _terms.Length > 0;

    public bool Holds(ShelfItem item) => !IsAsked || _places.ContainsKey(item.Product.Id) || HasWords(item);

    /// <summary>The best first. An item with the very words goes before what the search found only by reading them otherwise.</summary>
    public IEnumerable<ShelfItem> Sort(IEnumerable<ShelfItem> found)
    {
        if (_ranking is not { } ranking)
        {
            return found.OrderByDescending(WordsInName).ThenByDescending(i => i.InStock);
        }

        var otherwise = ranking.Reading.Relaxed || ranking.Reading.Corrections.Count > 0;
        return found.OrderBy(i => otherwise && HasWords(i) ? -1 : _places.GetValueOrDefault(i.Product.Id, int.MaxValue)).ThenByDescending(WordsInName).ThenByDescending(i => i.InStock);
    }

    private bool HasWords(ShelfItem item) =>
        (_ranking is null || (item.Product.UpdatedAt > _ranking.CompleteTo && !_ranking.Hidden.Contains(item.Product.Id))) && Array.TrueForAll(_terms, t => item.SearchText.Contains(t, StringComparison.Ordinal));

    private int WordsInName(ShelfItem item) => _terms.Count(t => Has(item.Product.Name.Ko, t) || Has(item.Product.Name.En, t));

    private static bool Has(string? name, string term) => name?.Contains(term, StringComparison.OrdinalIgnoreCase) ?? false;
}
