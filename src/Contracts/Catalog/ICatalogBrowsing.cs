using Maru.Contracts.Search;

namespace Maru.Contracts.Catalog;

/// <summary>The shop window: what pages, search and recommendation read. Answers come from memory; drafts and archived products are not in it.</summary>
public interface ICatalogBrowsing
{
    Task<ProductListing> ListAsync(ProductQuery query, CancellationToken ct);

    /// <summary>By id or slug; null if there is none, or it is not published.</summary>
    Task<ProductDetail?> FindAsync(string idOrSlug, Currency currency, CancellationToken ct);

    /// <summary>Cards in the order of <paramref name="ids"/>; those not published are left out.</summary>
    Task<IReadOnlyList<ProductSummary>> GetSummariesAsync(IReadOnlyList<ProductId> ids, Currency currency, CancellationToken ct);

    /// <summary>Whole products, in no order; those not published are left out.</summary>
    Task<IReadOnlyList<ProductDetail>> GetDetailsAsync(IReadOnlyCollection<ProductId> ids, Currency currency, CancellationToken ct);

    /// <summary>All published ids after one, in order of id, for those who walk through everything (index builders, feeds).</summary>
    Task<IReadOnlyList<ProductId>> ListIdsAsync(ProductId? after, int limit, CancellationToken ct);

    /// <summary>The roots of the category tree.</summary>
    Task<IReadOnlyList<CategoryNode>> CategoriesAsync(CancellationToken ct);

    Task<IReadOnlyList<BrandView>> BrandsAsync(CancellationToken ct);

    /// <summary>A seller as shoppers see it; null if there is none or it is not approved.</summary>
    Task<SellerView?> FindSellerAsync(string idOrSlug, CancellationToken ct);
}

public enum ProductSort
{
    /// <summary>Newest first, or by relevance when there is a text.</summary>
    Best,
    Newest,
    PriceAsc,
    PriceDesc,
    Discount,
    Name,
}

/// <param name="Category">A category's slug; its descendants count too.</param>
/// <param name="MinPrice">In minor units of <paramref name="Currency"/>.</param>
/// <param name="MinDiscount">In percent.</param>
public sealed record ProductQuery(
    string? Text, string? Category, string? Brand, long? MinPrice, long? MaxPrice, int? MinDiscount, bool InStock, ProductSort Sort, PageRequest Page, Currency Currency)
{
    public string? Color { get; init; }

    public string? Size { get; init; }

    public SellerId? Seller { get; init; }

    public string? Tag { get; init; }

    public static ProductQuery All(Currency currency) => new(null, null, null, null, null, null, false, ProductSort.Best, PageRequest.First, currency);
}

public sealed record ProductListing(Page<ProductSummary> Products, ProductFacets Facets)
{
    /// <summary>How the text was understood; null without one.</summary>
    public SearchReading? Reading { get; init; }
}

/// <summary>Counts over everything that matches. Each facet is counted without its own filter, so that a shopper sees what else could be chosen.</summary>
public sealed record ProductFacets(
    IReadOnlyList<FacetValue> Categories, IReadOnlyList<FacetValue> Brands, IReadOnlyList<FacetValue> Colors, IReadOnlyList<FacetValue> Sizes, PriceRange? Prices,
    int InStock, IReadOnlyList<DiscountStep> Discounts);

/// <param name="Value">What to put into the query.</param>
public sealed record FacetValue(string Value, LocalizedText Name, int Count, string? Hex = null);

public sealed record PriceRange(Money Min, Money Max);

public sealed record DiscountStep(int MinDiscount, int Count);

/// <param name="ProductCount">Published products in it and below.</param>
public sealed record CategoryNode(string Slug, LocalizedText Name, string? ParentSlug, int ProductCount, IReadOnlyList<CategoryNode> Children);

public sealed record BrandView(string Slug, LocalizedText Name, int ProductCount);

public sealed record SellerView(SellerId Id, string Slug, string Name, LocalizedText Policy, int ProductCount, SellerQuality Quality, DateTimeOffset Since);

/// <summary>How well a seller does, each in basis points of orders over the last 90 days; null while there are too few to say.</summary>
public sealed record SellerQuality(int? CancelledBasisPoints, int? ReturnedBasisPoints, int? LateBasisPoints, int OrderCount);
