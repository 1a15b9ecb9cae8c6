using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Browsing;

/// <summary>Products as the public API writes them: texts in one language, pictures as addresses.</summary>
internal sealed record ProductListAnswer(IReadOnlyList<ProductCard> Items, long Total, int Page, int PageSize, FacetsAnswer Facets, SearchReading? Reading)
{
    public static byte[] Write(ProductListing listing, string language) => JsonSerializer.SerializeToUtf8Bytes(
        new ProductListAnswer(
            [.. listing.Products.Items.Select(p => ProductCard.Of(p, language))], listing.Products.Total, listing.Products.Number, listing.Products.Size,
            FacetsAnswer.Of(listing.Facets, language), listing.Reading),
        MaruJson.Internal);
}

internal sealed record ProductCard(
    ProductId Id, string Slug, string Name, string Summary, NamedLink? Brand, string? Category, Money Price, Money? CompareAtPrice, int DiscountPercent, bool PriceVaries, bool InStock,
    IReadOnlyList<OptionAnswer> Colors, PictureAnswer? Image, PictureAnswer? SecondImage, SellerId SellerId, int SellerCount, DateTimeOffset CreatedAt)
{
    public static ProductCard Of(ProductSummary p, string language) => new(
        p.Id, p.Slug, p.Name.In(language), p.Summary.In(language), NamedLink.Of(p.BrandSlug, p.BrandName, language), p.CategorySlug, p.Price, p.CompareAtPrice, p.DiscountPercent,
        p.PriceVaries, p.InStock, [.. p.Colors.Select(c => OptionAnswer.Of(c, language))], PictureAnswer.Of(p.Picture, language, 480), PictureAnswer.Of(p.SecondPicture, language, 480),
        p.SellerId, p.SellerCount, p.CreatedAt);
}

internal sealed record ProductAnswer(
    ProductId Id, string Slug, string Name, LocalizedText Names, string Summary, string Description, NamedLink? Brand, IReadOnlyList<NamedLink> Categories, Money Price,
    Money? CompareAtPrice, int DiscountPercent, bool InStock, IReadOnlyList<AttributeAnswer> Attributes, IReadOnlyList<string> Tags, IReadOnlyList<VariantAnswer> Variants,
    IReadOnlyList<PictureAnswer> Pictures, SellerLink Seller, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static byte[] Write(ProductDetail p, string language) => JsonSerializer.SerializeToUtf8Bytes(
        new ProductAnswer(
            p.Id, p.Slug, p.Name.In(language), p.Name, p.Summary.In(language), p.Description.In(language), NamedLink.Of(p.BrandSlug, p.BrandName, language),
            [.. p.CategoryPath.Select(c => new NamedLink(c.Slug, c.Name.In(language)))], p.Price, p.CompareAtPrice, p.DiscountPercent, p.InStock,
            [.. p.Attributes.Select(a => new AttributeAnswer(a.Code, a.Name.In(language), a.Value.In(language), a.Unit))], p.Tags,
            [.. p.Variants.Select(v => VariantAnswer.Of(v, language))], [.. p.Pictures.Select(x => PictureAnswer.Of(x, language, 960)!)], p.Seller, p.CreatedAt, p.UpdatedAt),
        MaruJson.Internal);
}

internal sealed record VariantAnswer(
    VariantId Id, string Sku, IReadOnlyList<OptionAnswer> Options, Money Price, Money? CompareAtPrice, bool InStock, int? Left, string? Barcode, int WeightGrams,
    IReadOnlyList<OfferAnswer> Offers)
{
    /// <summary>How many are left is told when there are few; competitors need not know the rest.</summary>
    private const int Few = 5;

    public static VariantAnswer Of(VariantView v, string language) => new(
        v.Id, v.Sku, [.. v.Options.Select(o => OptionAnswer.Of(o, language))], v.Price, v.CompareAtPrice, v.InStock, v.Available <= Few ? v.Available : null, v.Barcode, v.WeightGrams,
        [.. v.Offers.Select(o => new OfferAnswer(o.Sku, o.Seller, o.Condition, o.Price, o.CompareAtPrice, o.InStock))]);
}

internal sealed record OfferAnswer(string Sku, SellerLink Seller, OfferCondition Condition, Money Price, Money? CompareAtPrice, bool InStock);

internal sealed record OptionAnswer(string Name, string Code, string Label, string? Hex)
{
    public static OptionAnswer Of(OptionValue o, string language) => new(o.Name, o.Code, o.Label.In(language), o.Hex);
}

internal sealed record AttributeAnswer(string Code, string Name, string Value, string? Unit);

internal sealed record NamedLink(string Slug, string Name)
{
    public static NamedLink? Of(string? slug, LocalizedText? name, string language) => slug is null ? null : new NamedLink(slug, name?.In(language) ?? slug);
}

internal sealed record PictureAnswer(string Url, string Alt, string? Color, int Width, int Height)
{
    public static PictureAnswer? Of(ProductPicture? p, string language, int width) =>
        p is null ? null : new PictureAnswer(p.At(width), p.Alt.In(language), p.Color, p.Width, p.Height);
}

internal sealed record FacetsAnswer(
    IReadOnlyList<FacetAnswer> Categories, IReadOnlyList<FacetAnswer> Brands, IReadOnlyList<FacetAnswer> Colors, IReadOnlyList<FacetAnswer> Sizes, PriceRange? Prices, int InStock,
    IReadOnlyList<DiscountStep> Discounts)
{
    public static FacetsAnswer Of(ProductFacets f, string language)
    {
        return new FacetsAnswer(Texts(f.Categories), Texts(f.Brands), Texts(f.Colors), Texts(f.Sizes), f.Prices, f.InStock, f.Discounts);

        FacetAnswer[] Texts(IReadOnlyList<FacetValue> values) => [.. values.Select(v => new FacetAnswer(v.Value, v.Name.In(language), v.Count, v.Hex))];
    }
}

internal sealed record FacetAnswer(string Value, string Name, int Count, string? Hex);

internal sealed record CategoryAnswer(string Slug, string Name, int ProductCount, IReadOnlyList<CategoryAnswer> Children)
{
    public static CategoryAnswer Of(CategoryNode c, string language) => new(c.Slug, c.Name.In(language), c.ProductCount, [.. c.Children.Select(x => Of(x, language))]);
}

internal sealed record BrandAnswer(string Slug, string Name, int ProductCount);

/// <summary>A list that fits on one page.</summary>
internal sealed record ItemsAnswer<T>(IReadOnlyList<T> Items);
