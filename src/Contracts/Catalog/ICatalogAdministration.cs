namespace Maru.Contracts.Catalog;

/// <summary>The back office of the catalogue. A <c>scope</c> narrows an act to one seller's own goods; null is for staff.</summary>
public interface ICatalogAdministration
{
    /// <summary>Drafts and archived products included.</summary>
    Task<Page<AdminProductRow>> ListAsync(AdminProductQuery query, CancellationToken ct);

    Task<AdminProduct?> FindAsync(ProductId id, SellerId? scope, CancellationToken ct);

    Task<Result<AdminProduct>> CreateAsync(ProductDraft draft, SellerId seller, CancellationToken ct);

    /// <param name="version">The one that was read; another means that somebody else changed the product meanwhile.</param>
    Task<Result<AdminProduct>> UpdateAsync(ProductId id, int version, ProductDraft draft, SellerId? scope, CancellationToken ct);

    /// <summary>Takes it off sale for good; orders of it keep what they know.</summary>
    Task<Result<Done>> ArchiveAsync(ProductId id, SellerId? scope, CancellationToken ct);

    /// <summary>One change to up to 500 products, all or none.</summary>
    Task<Result<BulkReport>> BulkEditAsync(BulkEdit edit, SellerId? scope, CancellationToken ct);

    /// <summary>Puts a seller's piece beside those of others for a combination of options that the product has. The SKU is the offer's own.</summary>
    Task<Result<Done>> PutOfferAsync(ProductId id, OfferDraft offer, SellerId seller, CancellationToken ct);

    Task<Result<Done>> WithdrawOfferAsync(string sku, SellerId? scope, CancellationToken ct);

    /// <summary>Every category with its own attribute definitions; parents come before children.</summary>
    Task<IReadOnlyList<CategoryDraft>> CategoriesAsync(CancellationToken ct);

    /// <summary>What products of a category may or must have, those inherited from above included; null if there is no such category.</summary>
    Task<IReadOnlyList<AttributeDefinition>?> AttributesAsync(string category, CancellationToken ct);

    /// <summary>Makes or changes a category; its products stay in it when it moves.</summary>
    Task<Result<Done>> SaveCategoryAsync(CategoryDraft category, CancellationToken ct);

    /// <summary>Only while nothing is in it and nothing below it.</summary>
    Task<Result<Done>> RemoveCategoryAsync(string slug, CancellationToken ct);
}

/// <param name="Sort">slug, name, status or updated, with a minus from the end; the newest first if not said.</param>
public sealed record AdminProductQuery(string? Text, ProductStatus? Status, string? Category, string? Brand, SellerId? Seller, bool SoldOut, string? Sort, PageRequest Page);

/// <param name="Available">Over all variants.</param>
public sealed record AdminProductRow(
    ProductId Id, int Version, string Slug, LocalizedText Name, ProductStatus Status, string? BrandSlug, string? CategorySlug, SellerLink Seller, int VariantCount, string? FirstSku,
    Money? LowestPrice, int Available, string? PictureUrl, DateTimeOffset UpdatedAt);

/// <param name="Offers">Of all sellers, archived ones left out; the owner's are in the draft too.</param>
public sealed record AdminProduct(ProductId Id, int Version, SellerLink Seller, ProductDraft Draft, IReadOnlyList<AdminOffer> Offers, DateTimeOffset UpdatedAt);

public sealed record AdminOffer(VariantId Id, string Sku, SellerId SellerId, OfferCondition Condition, IReadOnlyList<OptionValue> Options, IReadOnlyList<PriceDraft> Prices, int Available);

/// <summary>What to change; what is null stays. A price change in percent applies to all prices, and keeps the former ones.</summary>
public sealed record BulkEdit(IReadOnlyList<ProductId> Products)
{
    public ProductStatus? Status { get; init; }

    public string? Category { get; init; }

    public IReadOnlyList<string>? AddTags { get; init; }

    public IReadOnlyList<string>? RemoveTags { get; init; }

    /// <summary>-90 to 900.</summary>
    public decimal? PricePercent { get; init; }

    /// <summary>The price before a cut becomes the compare-at price.</summary>
    public bool MarkDown { get; init; }
}

public sealed record BulkReport(int Changed);

public sealed record OfferDraft(string? Sku, IReadOnlyList<OptionValue> Options, IReadOnlyList<PriceDraft> Prices)
{
    public OfferCondition Condition { get; init; } = OfferCondition.New;

    public IReadOnlyDictionary<string, int>? Stock { get; init; }
}
