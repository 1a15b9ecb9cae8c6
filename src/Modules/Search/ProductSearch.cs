using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Engines.Search;
using Maru.Modules.Search.Index;
using Suggestion = Maru.Contracts.Search.Suggestion;

namespace Maru.Modules.Search;

/// <summary>Finds and suggests goods from this process's index.</summary>
internal sealed class ProductSearch(ProductIndex index, ICatalogBrowsing catalog) : ISearch
{
    public async Task<SearchAnswer> FindAsync(string text, PageRequest page, CancellationToken ct)
    {
        var found = await index.RankAsync(text, ct);
        return new SearchAnswer([.. found.Products.Skip(page.Offset).Take(page.Size)], found.Products.Count, found.Reading.Corrections, found.Reading.Relaxed);
    }

    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, int limit, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var found = index.Rank(new SearchRequest { Text = text, PageSize = limit, IsBeingTyped = true }, index.Book);
        var products = await catalog.GetSummariesAsync(found.Products, Currency.Krw, ct);
        return [.. products.Select(p => new Suggestion(p.Name.In(language), $"/{language}/p/{p.Slug}"))];
    }
}
