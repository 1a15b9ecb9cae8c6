using System.Globalization;
using System.Text;
using System.Xml;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Findable;

/// <summary>Site maps after sitemaps.org 0.9: an index, one of the standing pages, and goods a thousand at a time; every page names its other language.</summary>
internal static class SiteMap
{
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Links = "http://www.w3.org/1999/xhtml";
    private const int ProductsAFile = 1_000;
    private const int Batch = 200;
    private static readonly string[] Languages = ["ko", "en"];
    private static readonly string[] Standing = ["", "/help/shipping", "/help/returns", "/help/privacy"];

    public static async Task WriteIndexAsync(HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var origin = FindableEndpoints.OriginOf(context);
        var total = (await catalog.ListAsync(ProductQuery.All(Currency.Krw) with { Page = new PageRequest(1, 1) }, ct)).Products.Total;
        await using var xml = Begin(context);
        await xml.WriteStartElementAsync(null, "sitemapindex", Space);
        await WriteAsync("pages");
        for (var i = 1; (i - 1) * ProductsAFile < total; i++)
        {
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"products-{i}"));
        }

        await xml.WriteEndElementAsync();

        async Task WriteAsync(string name)
        {
            await xml.WriteStartElementAsync(null, "sitemap", Space);
            await xml.WriteElementStringAsync(null, "loc", Space, $"{origin}/sitemaps/{name}.xml");
            await xml.WriteEndElementAsync();
        }
    }

    public static async Task WritePagesAsync(HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var origin = FindableEndpoints.OriginOf(context);
        var categories = await catalog.CategoriesAsync(ct);
        await using var xml = Begin(context);
        await BeginSetAsync(xml);
        foreach (var path in Standing.Concat(Slugs(categories).Select(s => "/c/" + s)))
        {
            await WritePageAsync(xml, origin, path, null);
        }

        await xml.WriteEndElementAsync();
    }

    public static async Task WriteProductsAsync(int number, HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var origin = FindableEndpoints.OriginOf(context);
        ProductId? after = null;
        for (var skipped = 0; skipped < (number - 1) * ProductsAFile; skipped += ProductsAFile)
        {
            var ids = await catalog.ListIdsAsync(after, ProductsAFile, ct);
            if (ids.Count < ProductsAFile)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            after = ids[^1];
        }

        await using var xml = Begin(context);
        await BeginSetAsync(xml);
        foreach (var batch in (await catalog.ListIdsAsync(after, ProductsAFile, ct)).Chunk(Batch))
        {
            foreach (var product in (await catalog.GetDetailsAsync(batch, Currency.Krw, ct)).OrderBy(p => p.Id.Value))
            {
                await WritePageAsync(xml, origin, "/p/" + product.Slug, product.UpdatedAt);
            }

            await xml.FlushAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static XmlWriter Begin(HttpContext context)
    {
        context.Response.ContentType = "application/xml; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return XmlWriter.Create(context.Response.Body, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });
    }

    private static async Task BeginSetAsync(XmlWriter xml)
    {
        await xml.WriteStartElementAsync(null, "urlset", Space);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, Links);
    }

    private static async Task WritePageAsync(XmlWriter xml, string origin, string path, DateTimeOffset? changed)
    {
        foreach (var language in Languages)
        {
            await xml.WriteStartElementAsync(null, "url", Space);
            await xml.WriteElementStringAsync(null, "loc", Space, $"{origin}/{language}{path}");
            if (changed is { } at)
            {
                await xml.WriteElementStringAsync(null, "lastmod", Space, at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            foreach (var other in Languages)
            {
                await xml.WriteStartElementAsync("xhtml", "link", Links);
                await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
                await xml.WriteAttributeStringAsync(null, "hreflang", null, other);
                await xml.WriteAttributeStringAsync(null, "href", null, $"{origin}/{other}{path}");
                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }
    }

    private static IEnumerable<string> Slugs(IReadOnlyList<CategoryNode> nodes) => nodes.SelectMany(n => Slugs(n.Children).Prepend(n.Slug));
}
