using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Findable;

/// <summary>
/// The goods as Google Merchant Center reads them: RSS 2.0 with its own fields (support.google.com/merchants/answer/7052112), an item a variant.
/// Written while it is read, so that a large shop needs no more memory than a small one.
/// </summary>
internal static partial class GoogleFeed
{
    private const string Fields = "http://base.google.com/ns/1.0";
    private const int Batch = 100;
    private const int LongestTitle = 150;
    private const int LongestDescription = 5_000;
    private const int OtherPictures = 10;

    public static async Task WriteAsync(HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var language = context.Request.Query["lang"] == "en" ? "en" : "ko";
        var currency = Currency.TryParse(context.Request.Query["currency"], null, out var asked) ? asked : language == "ko" ? Currency.Krw : Currency.Usd;
        var origin = FindableEndpoints.OriginOf(context);
        context.Response.ContentType = "application/xml; charset=utf-8";
        await using var xml = XmlWriter.Create(context.Response.Body, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CheckCharacters = false });
        await xml.WriteStartElementAsync(null, "rss", null);
        await xml.WriteAttributeStringAsync(null, "version", null, "2.0");
        await xml.WriteAttributeStringAsync("xmlns", "g", null, Fields);
        await xml.WriteStartElementAsync(null, "channel", null);
        await xml.WriteElementStringAsync(null, "title", null, language == "ko" ? "마루" : "Maru");
        await xml.WriteElementStringAsync(null, "link", null, $"{origin}/{language}");
        await xml.WriteElementStringAsync(null, "description", null, language == "ko" ? "모든 상품" : "All goods");
        ProductId? after = null;
        while ((await catalog.ListIdsAsync(after, Batch, ct)) is { Count: > 0 } ids)
        {
            foreach (var product in (await catalog.GetDetailsAsync(ids, currency, ct)).OrderBy(p => p.Id.Value))
            {
                foreach (var variant in product.Variants.Where(v => v.Price.Currency == currency && v.Price.Amount > 0))
                {
                    await WriteItemAsync(xml, product, variant, language, origin);
                }
            }

            await xml.FlushAsync();
            after = ids[^1];
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteItemAsync(XmlWriter xml, ProductDetail product, VariantView variant, string language, string origin)
    {
        await xml.WriteStartElementAsync(null, "item", null);
        var option = variant.OptionText.In(language);
        await WriteAsync("id", variant.Sku);
        await WriteAsync("title", Short(option.Length == 0 ? product.Name.In(language) : $"{product.Name.In(language)} - {option}", LongestTitle));
        await WriteAsync("description", Short(Plain(product.Description.In(language) is { Length: > 0 } text ? text : product.Summary.In(language)), LongestDescription));
        await WriteAsync("link", $"{origin}/{language}/p/{product.Slug}?sku={Uri.EscapeDataString(variant.Sku)}");
        var color = variant.Options.FirstOrDefault(o => o.Name == "color");
        var pictures = product.Pictures.OrderByDescending(p => p.Color is not null && p.Color == color?.Code).Select(p => p.Hash is null ? p.Url : origin + p.At(1280)).ToArray();
        if (pictures.Length > 0)
        {
            await WriteAsync("image_link", pictures[0]);
            foreach (var picture in pictures.Skip(1).Take(OtherPictures))
            {
                await WriteAsync("additional_image_link", picture);
            }
        }

        await WriteAsync("availability", variant.InStock ? "in_stock" : "out_of_stock");
        var reduced = variant.CompareAtPrice is { } before && before.Amount > variant.Price.Amount ? before : (Money?)null;
        await WriteAsync("price", Amount(reduced ?? variant.Price));
        if (reduced is not null)
        {
            await WriteAsync("sale_price", Amount(variant.Price));
        }

        await WriteAsync("condition", (variant.Offers.Count > 0 ? variant.Offers[0].Condition : OfferCondition.New).ToString().ToLowerInvariant());
        if (product.BrandName is { } brand)
        {
            await WriteAsync("brand", brand.In(language));
        }

        if (variant.Barcode is { Length: > 0 } barcode)
        {
            await WriteAsync("gtin", barcode);
        }
        else
        {
            await WriteAsync("identifier_exists", "no");
        }

        if (product.Variants.Count > 1)
        {
            await WriteAsync("item_group_id", product.Id.ToString());
        }

        foreach (var value in variant.Options.Where(o => o.Name is "color" or "size"))
        {
            await WriteAsync(value.Name, value.Label.In(language));
        }

        if (product.CategoryPath.Count > 0)
        {
            await WriteAsync("product_type", string.Join(" > ", product.CategoryPath.Select(c => c.Name.In(language))));
        }

        if (variant.WeightGrams > 0)
        {
            await WriteAsync("shipping_weight", string.Create(CultureInfo.InvariantCulture, $"{variant.WeightGrams} g"));
        }

        await xml.WriteEndElementAsync();

        Task WriteAsync(string field, string value) => xml.WriteElementStringAsync("g", field, Fields, Clean(value));
    }

    private static string Amount(Money money) => $"{Prices.Plain(money)} {money.Currency.Code}";

    private static string Short(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>Descriptions may hold markup; the feed wants words.</summary>
    private static string Plain(string html) => System.Net.WebUtility.HtmlDecode(Tags().Replace(html, " ")).Trim();

    /// <summary>Without what XML cannot hold at all.</summary>
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where((c, i) =>
        XmlConvert.IsXmlChar(c) || (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Tags();
}
