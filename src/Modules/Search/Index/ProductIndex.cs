using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Engines.Search;
using Suggestion = Maru.Contracts.Search.Suggestion;

namespace Maru.Modules.Search.Index;

/// <summary>This process's copy of the index over all published goods.</summary>
internal sealed class ProductIndex(ICatalogBrowsing catalog) : ISearch
{
    private const int LongestText = 200;

    private long _version;

    private readonly SearchIndex _index = new(new SearchSchema
    {
        Texts =
        [
            new TextField("nameKo", 3), new TextField("nameEn", 3), new TextField("brand", 2), new TextField("category", 1.5), new TextField("tags", 1),
            new TextField("summary", 0.5, RemembersOrder: false),
        ],
        Signals = [new BusinessSignal("inStock", 0.05, SignalShape.Linear)],
        Numbers = ["inStock"],
    })
    {
        Rules = new SearchRules(ShopSynonyms.All, []),
    };

    public async Task<SearchAnswer> FindAsync(string text, PageRequest page, CancellationToken ct)
    {
        await Task.CompletedTask;
        var found = _index.Search(new SearchRequest { Text = Cut(text), Page = page.Number, PageSize = page.Size });
        return new SearchAnswer(
            [.. found.Hits.Select(h => ProductId.From(Guid.Parse(h.Id)))], found.Total, [.. found.Corrections.Select(c => new TextCorrection(c.From, c.To))], found.Relaxed is not null);
    }

    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, int limit, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var found = _index.Search(new SearchRequest { Text = Cut(text), PageSize = limit, IsBeingTyped = true });
        var products = await catalog.GetSummariesAsync([.. found.Hits.Select(h => ProductId.From(Guid.Parse(h.Id)))], Currency.Krw, ct);
        return [.. products.Select(p => new Suggestion(p.Name.In(language), $"/{language}/p/{p.Slug}"))];
    }

    /// <summary>Brings some goods up to date; those no longer published leave the index.</summary>
    public async Task UpdateAsync(IReadOnlyCollection<ProductId> ids, CancellationToken ct)
    {
        var details = (await catalog.GetDetailsAsync(ids, Currency.Krw, ct)).ToDictionary(d => d.Id);
        // Changes come through here one after another, so the count of them is version enough.
        foreach (var id in ids)
        {
            var version = Interlocked.Increment(ref _version);
            if (details.TryGetValue(id, out var product))
            {
                _index.Upsert(DocumentOf(product, version));
            }
            else
            {
                _index.Remove(id.ToString(), version);
            }
        }

        _index.Refresh();
    }

    private static SearchDocument DocumentOf(ProductDetail product, long version) => new()
    {
        Id = product.Id.ToString(),
        Version = version,
        Texts = new Dictionary<string, string>
        {
            ["nameKo"] = product.Name.In("ko"),
            ["nameEn"] = product.Name.In("en"),
            ["brand"] = product.BrandName is { } brand ? $"{brand.In("ko")} {brand.In("en")}" : "",
            ["category"] = string.Join(' ', product.CategoryPath.Select(c => $"{c.Name.In("ko")} {c.Name.In("en")}")),
            ["tags"] = string.Join(' ', product.Tags),
            ["summary"] = $"{product.Summary.In("ko")} {product.Summary.In("en")}",
        },
        Numbers = new Dictionary<string, double> { ["inStock"] = product.InStock ? 1 : 0 },
    };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
