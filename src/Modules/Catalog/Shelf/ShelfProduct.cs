using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>A published product as it lies in the database, without stock and before a currency is chosen.</summary>
internal sealed record ShelfProduct(
    ProductId Id,
    string Slug,
    LocalizedText Name,
    LocalizedText Summary,
    LocalizedText Description,
    Guid? Brand,
    Guid? Category,
    SellerId Seller,
    IReadOnlyDictionary<string, LocalizedText> Attributes,
    IReadOnlyList<string> Tags,
    IReadOnlyList<ShelfVariant> Variants,
    IReadOnlyList<ProductPicture> Pictures,
    string? SeoTitle,
    string? SeoDescription,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Touched);

internal sealed record ShelfVariant(
    VariantId Id,
    string Sku,
    SellerId Seller,
    OfferCondition Condition,
    IReadOnlyList<OptionValue> Options,
    string? Barcode,
    int WeightGrams,
    int VolumeCm3,
    bool RequiresShipping,
    IReadOnlyList<ShelfPrice> Prices);

internal readonly record struct ShelfPrice(Currency Currency, long Price, long? CompareAt)
{
    public Money Money => new(Price, Currency);

    public Money? CompareAtMoney => CompareAt is { } amount ? new Money(amount, Currency) : null;
}

internal sealed record ShelfBrand(Guid Id, string Slug, LocalizedText Name);

internal sealed record ShelfSeller(SellerId Id, string Slug, string Name, bool Approved, LocalizedText Policy, SellerQuality Quality, DateTimeOffset Since)
{
    /// <summary>One for all offers of the seller.</summary>
    public SellerLink Link { get; } = new(Id, Slug, Name);
}
