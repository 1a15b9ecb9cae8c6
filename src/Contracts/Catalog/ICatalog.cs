namespace Maru.Contracts.Catalog;

/// <summary>What the sale needs to know of goods. Pages and search have richer doors of their own beside this one.</summary>
public interface ICatalog
{
    /// <summary>The variants that exist and are published, by SKU; an unknown SKU is simply absent. Prices are list prices in <paramref name="currency"/>.</summary>
    Task<IReadOnlyDictionary<string, SellableVariant>> GetVariantsAsync(IReadOnlyCollection<string> skus, Currency currency, CancellationToken ct);
}

/// <param name="WeightGrams">Weight of one piece with its packing.</param>
/// <param name="OptionText">"Navy / M" in both languages; empty for a product of one variant.</param>
public sealed record SellableVariant(
    string Sku,
    ProductId ProductId,
    VariantId VariantId,
    string ProductSlug,
    LocalizedText Name,
    LocalizedText OptionText,
    Money Price,
    Money? CompareAtPrice,
    SellerId SellerId,
    string CategorySlug,
    string Brand,
    int WeightGrams,
    int VolumeCm3,
    bool RequiresShipping,
    string? ImageUrl);
