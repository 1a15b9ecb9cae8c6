using System.Globalization;

namespace Maru.Contracts.Catalog;

public enum ProductStatus
{
    Draft,
    Published,
    Archived,
}

/// <summary>What state a seller's piece is in.</summary>
public enum OfferCondition
{
    New,
    Refurbished,
    Used,
}

/// <summary>One choice of a variant. <paramref name="Name"/> is "color", "size" or what the shop calls it; <paramref name="Hex"/> is given for colours.</summary>
public sealed record OptionValue(string Name, string Code, LocalizedText Label, string? Hex = null);

/// <summary>A picture. <paramref name="Hash"/> names a file of ours, served in sizes; without it <paramref name="Url"/> is a picture elsewhere.</summary>
public sealed record ProductPicture(string Url, string? Hash, LocalizedText Alt, string? Color, int Width, int Height)
{
    public static IReadOnlyList<int> Widths { get; } = [80, 160, 320, 480, 640, 960, 1280, 1920];

    /// <summary>The address of the picture about this wide, in pixels of the screen.</summary>
    public string At(int width) => Hash is null ? Url : AddressOf(Hash, width);

    public static string AddressOf(string hash, int width)
    {
        var step = Widths[^1];
        for (var i = Widths.Count - 1; i >= 0 && Widths[i] >= width; i--)
        {
            step = Widths[i];
        }

        return string.Create(CultureInfo.InvariantCulture, $"/media/{hash}/{step}.jpg");
    }
}

/// <summary>A product as a card shows it. The price is that of its cheapest variant in stock, else of its cheapest.</summary>
public sealed record ProductSummary(
    ProductId Id,
    string Slug,
    LocalizedText Name,
    LocalizedText Summary,
    string? BrandSlug,
    LocalizedText? BrandName,
    string? CategorySlug,
    Money Price,
    Money? CompareAtPrice,
    int DiscountPercent,
    bool PriceVaries,
    bool InStock,
    IReadOnlyList<OptionValue> Colors,
    ProductPicture? Picture,
    ProductPicture? SecondPicture,
    SellerId SellerId,
    int SellerCount,
    DateTimeOffset CreatedAt);

public sealed record ProductDetail(
    ProductId Id,
    string Slug,
    LocalizedText Name,
    LocalizedText Summary,
    LocalizedText Description,
    string? BrandSlug,
    LocalizedText? BrandName,
    IReadOnlyList<CategoryLink> CategoryPath,
    Money Price,
    Money? CompareAtPrice,
    int DiscountPercent,
    bool InStock,
    IReadOnlyList<AttributeView> Attributes,
    IReadOnlyList<string> Tags,
    IReadOnlyList<VariantView> Variants,
    IReadOnlyList<ProductPicture> Pictures,
    SellerLink Seller,
    string? SeoTitle,
    string? SeoDescription,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>From the root down to the product's own.</summary>
    public string? CategorySlug => CategoryPath.Count == 0 ? null : CategoryPath[^1].Slug;
}

public sealed record CategoryLink(string Slug, LocalizedText Name);

public sealed record SellerLink(SellerId Id, string Slug, string Name);

public sealed record AttributeView(string Code, LocalizedText Name, LocalizedText Value, string? Unit);

/// <summary>
/// A combination of options. SKU, price and stock are those of the best offer: the cheapest in stock, else the cheapest. <see cref="Offers"/> has
/// every seller's, the best first; each can be bought by its own SKU.
/// </summary>
public sealed record VariantView(
    VariantId Id,
    string Sku,
    IReadOnlyList<OptionValue> Options,
    Money Price,
    Money? CompareAtPrice,
    bool InStock,
    int Available,
    string? Barcode,
    int WeightGrams,
    IReadOnlyList<OfferView> Offers)
{
    /// <summary>"Navy / M" in both languages; empty for a product of one variant.</summary>
    public LocalizedText OptionText => OptionTexts.Join(Options);
}

public sealed record OfferView(string Sku, SellerLink Seller, OfferCondition Condition, Money Price, Money? CompareAtPrice, bool InStock, int Available);

public static class OptionTexts
{
    public static LocalizedText Join(IReadOnlyList<OptionValue> options) => options.Count == 0
        ? LocalizedText.Same("")
        : new LocalizedText(string.Join(" / ", options.Select(o => o.Label.In("ko"))), string.Join(" / ", options.Select(o => o.Label.In("en"))));
}
