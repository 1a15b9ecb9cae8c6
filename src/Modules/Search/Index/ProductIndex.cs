using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Engines.Search;
using Maru.Modules.Search.Prices;
using Maru.Modules.Search.Rules;

namespace Maru.Modules.Search.Index;

/// <summary>This process's copy of the index over all published goods.</summary>
internal sealed class ProductIndex(PriceBoard board) : ISearchRanking
{
    private const int LongestText = 200;

    private long _version;
    private long _completeTo = DateTimeOffset.MinValue.UtcTicks;

    private readonly SearchIndex _index = new(new SearchSchema
    {
        Texts =
        [
            new TextField("nameKo", 3), new TextField("nameEn", 3), new TextField("brand", 2), new TextField("category", 1.5), new TextField("tags", 1),
            new TextField("summary", 0.5, RemembersOrder: false), new TextField("skus", 0.5, RemembersOrder: false),
        ],
        Signals = [new BusinessSignal("inStock", 0.05, SignalShape.Linear)],
        Numbers = ["inStock"],
    });

    private RuleBook _book = RuleBook.Of(RuleBook.Initial);

    /// <summary>The rules that hold.</summary>
    public RuleBook Book
    {
        get => Volatile.Read(ref _book);
        set => Volatile.Write(ref _book, value);
    }

    /// <summary>Whatever changed later may not be found yet.</summary>
    public DateTimeOffset CompleteTo
    {
        get => new(Interlocked.Read(ref _completeTo), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _completeTo, value.UtcTicks);
    }

    public async Task<SearchRanking> RankAsync(string text, CancellationToken ct)
    {
        await Task.CompletedTask;
        return Rank(new SearchRequest { Text = text, PageSize = SearchRequest.LargestPage }, Book);
    }

    /// <summary>What is found, by these rules.</summary>
    public SearchRanking Rank(SearchRequest request, RuleBook book)
    {
        var completeTo = CompleteTo;
        var found = _index.Search(request.Text.Length <= LongestText ? request : request with { Text = request.Text[..LongestText] }, book.Engine);
        var rules = book.For(found);
        var hidden = rules.SelectMany(r => r.Hidden).ToHashSet();
        var reading = new SearchReading([.. found.Corrections.Select(c => new TextCorrection(c.From, c.To))], found.Relaxed is not null)
        {
            Banners = [.. rules.Select(r => r.Banner).OfType<SearchBanner>()],
        };
        return new SearchRanking([.. found.Hits.Select(h => ProductId.From(Guid.Parse(h.Id))).Where(id => !hidden.Contains(id))], reading, completeTo) { Hidden = [.. hidden] };
    }

    /// <summary>Brings some goods up to date; those no longer published leave the index.</summary>
    /// <param name="ids">Those that were looked at.</param>
    /// <param name="published">Those of them that are published, as they are now.</param>
    public void Update(IReadOnlyCollection<ProductId> ids, IReadOnlyList<ProductDetail> published)
    {
        var details = published.ToDictionary(d => d.Id);
        // Changes come through here one after another, so the count of them is version enough.
        foreach (var id in ids)
        {
            var version = Interlocked.Increment(ref _version);
            if (details.TryGetValue(id, out var product))
            {
                _index.Upsert(DocumentOf(product, version));
                board.Put(product);
            }
            else
            {
                _index.Remove(id.ToString(), version);
                board.Remove(id);
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
            ["skus"] = string.Join(' ', product.Variants.Select(v => v.Sku)),
        },
        Numbers = new Dictionary<string, double> { ["inStock"] = product.InStock ? 1 : 0 },
    };
}
