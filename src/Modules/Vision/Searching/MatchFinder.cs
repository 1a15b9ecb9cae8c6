using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Engines.Vectors;
using Maru.Modules.Vision.Index;

namespace Maru.Modules.Vision.Searching;

/// <summary>From vectors to goods on sale: the index finds, the catalogue has the last word on stock and price.</summary>
internal sealed class MatchFinder(CategoryNumbers categories, ICatalogBrowsing catalog)
{
    /// <summary>The index keeps prices in it.</summary>
    private static readonly Currency Indexed = Currency.Krw;

    /// <param name="sight">Held by the caller.</param>
    /// <param name="queries">A product is as near as the nearest of them.</param>
    /// <param name="only">Just this category, not those below it; null for the filter's own.</param>
    public async Task<Result<VisualMatches>> FindAsync(
        Sight sight, IReadOnlyList<float[]> queries, VisualFilter filter, string? only, ProductId? without, CancellationToken ct)
    {
        IReadOnlyList<int>? numbers = only is null ? null : [categories.NumberOf(only)];
        if (filter.Category is { } wanted && (numbers = await categories.WithDescendantsAsync(wanted, ct)) is null)
        {
            return new NotFound("category");
        }

        var vectorFilter = new VectorFilter<PictureKey>(
            numbers, filter.Currency == Indexed ? filter.MinPrice : null, filter.Currency == Indexed ? filter.MaxPrice : null, filter.InStock);
        for (var count = filter.Count + 4; ; count *= 4)
        {
            var found = Search(sight.Index, queries, count, vectorFilter, without);
            var matches = await MatchesAsync(found, filter, ct);
            if (matches.Count >= filter.Count || found.Count < count)
            {
                return new VisualMatches([.. matches.Take(filter.Count)]);
            }
        }
    }

    private static List<(ProductId Product, float Distance)> Search(
        PictureIndex index, IReadOnlyList<float[]> queries, int count, VectorFilter<PictureKey> filter, ProductId? without) => queries.Count == 1
        ? index.Search(queries[0], count, filter, without)
        : [.. queries.SelectMany(q => index.Search(q, count, filter, without)).GroupBy(f => f.Product).Select(g => g.MinBy(f => f.Distance)).OrderBy(f => f.Distance).Take(count)];

    private async Task<List<VisualMatch>> MatchesAsync(List<(ProductId Product, float Distance)> found, VisualFilter filter, CancellationToken ct)
    {
        var summaries = (await catalog.GetSummariesAsync([.. found.Select(f => f.Product)], filter.Currency, ct)).ToDictionary(s => s.Id);
        var matches = new List<VisualMatch>(found.Count);
        foreach (var (product, distance) in found)
        {
            if (summaries.TryGetValue(product, out var summary) && (summary.InStock || !filter.InStock)
                && summary.Price.Amount >= (filter.MinPrice ?? 0) && summary.Price.Amount <= (filter.MaxPrice ?? long.MaxValue))
            {
                matches.Add(new VisualMatch(summary, Math.Round(1 / (1 + distance), 4)));
            }
        }

        return matches;
    }
}
