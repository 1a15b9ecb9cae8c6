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
        await Task.CompletedTask;
        var found = index.Search(new SearchRequest { Text = text, Page = page.Number, PageSize = page.Size });
        var reading = ProductIndex.ReadingOf(found);
        return new SearchAnswer(ProductIndex.Ids(found), found.Total, reading.Corrections, reading.Relaxed);
    }

    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, int limit, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var found = index.Search(new SearchRequest { Text = text, PageSize = limit, IsBeingTyped = true });
        var products = await catalog.GetSummariesAsync(ProductIndex.Ids(found), Currency.Krw, ct);
        return [.. products.Select(p => new Suggestion(p.Name.In(language), $"/{language}/p/{p.Slug}"))];
    }
}
