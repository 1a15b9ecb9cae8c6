using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Products;

/// <summary>A product as data in its page: for search engines, and for choosing a variant without another request.</summary>
internal static class ProductData
{
    // The default encoder escapes < and &, so that no text of a product can end the script element it stands in.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>schema.org Product with its offers and place in the catalogue, as JSON-LD.</summary>
    public static string StructuredData(ProductDetail product, ReviewListing reviews, Visit visit)
    {
        var url = visit.Origin + visit.To("/p/" + product.Slug);
        var data = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = visit.Say(product.Name),
            ["description"] = visit.Say(product.Summary),
            ["image"] = product.Pictures.Take(4).Select(p => p.Hash is null ? p.Url : visit.Origin + p.At(960)),
            ["sku"] = product.Variants[0].Sku,
            ["aggregateRating"] = reviews.Rating is not { Count: > 0 } rating ? null : new Dictionary<string, object?>
            {
                ["@type"] = "AggregateRating", ["ratingValue"] = rating.Average, ["reviewCount"] = rating.Count, ["bestRating"] = 5, ["worstRating"] = 1,
            },
            ["review"] = reviews.Reviews.Items.Count == 0 ? null : reviews.Reviews.Items.Take(3).Select(r => new Dictionary<string, object?>
            {
                ["@type"] = "Review", ["author"] = new Dictionary<string, object?> { ["@type"] = "Person", ["name"] = r.Author ?? "-" },
                ["datePublished"] = r.WrittenAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["reviewBody"] = r.Text,
                ["reviewRating"] = new Dictionary<string, object?> { ["@type"] = "Rating", ["ratingValue"] = r.Stars },
            }),
            ["brand"] = product.BrandName is null ? null : new Dictionary<string, object?> { ["@type"] = "Brand", ["name"] = visit.Say(product.BrandName) },
            ["offers"] = product.Variants.Select(v => new Dictionary<string, object?>
            {
                ["@type"] = "Offer",
                ["sku"] = v.Sku,
                ["price"] = Prices.Plain(v.Price),
                ["priceCurrency"] = v.Price.Currency.Code,
                ["availability"] = "https://schema.org/" + (v.InStock ? "InStock" : "OutOfStock"),
                ["url"] = url + "?sku=" + Uri.EscapeDataString(v.Sku),
                ["seller"] = new Dictionary<string, object?> { ["@type"] = "Organization", ["name"] = v.Offers.Count > 0 ? v.Offers[0].Seller.Name : product.Seller.Name },
            }),
        };
        return ShopData.Script(data) + ShopData.Crumbs(product.CategoryPath.Select(c => (c.Slug, c.Name)), visit);
    }

    /// <summary>What the page's script needs to follow the shopper's choice.</summary>
    public static string Variants(ProductDetail product, Visit visit)
    {
        var data = product.Variants.Select(v => new
        {
            v.Sku, options = v.Options.ToDictionary(o => o.Name, o => o.Code), price = visit.Price(v.Price),
            was = v.CompareAtPrice is { } was && was.Amount > v.Price.Amount ? visit.Price(was) : null, percent = Percent(v.Price, v.CompareAtPrice), v.InStock,
            stock = StockText(v, visit), buy = v.InStock ? visit.Say("장바구니에 담기", "Add to cart") : visit.Say("품절이에요", "Sold out"),
        });
        return $"<script type=\"application/json\" data-variants>{JsonSerializer.Serialize(data, Json)}</script>";
    }

    public static string StockText(VariantView variant, Visit visit) => variant switch
    {
        { InStock: false } => visit.Say("지금은 살 수 없어요.", "Not available now."),
        { Available: <= 5 } => visit.Say($"{variant.Available}개 남았어요.", $"{variant.Available} left."),
        _ => visit.Say("바로 보낼 수 있어요.", "Ready to ship."),
    };

    public static int Percent(Money price, Money? before) =>
        before is { Amount: > 0 } was && was.Amount > price.Amount ? (int)((was.Amount - price.Amount) * 100 / was.Amount) : 0;
}
