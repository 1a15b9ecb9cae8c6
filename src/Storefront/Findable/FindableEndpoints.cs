using Maru.Contracts.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Findable;

/// <summary>What search engines and price comparisons come for: robots.txt, site maps, the feed of goods.</summary>
internal static class FindableEndpoints
{
    /// <summary>Pages for one visitor, or for nobody's index.</summary>
    private static readonly string[] Private = ["account", "cart", "checkout", "orders", "shared", "sign-in", "sign-up", "forgot"];

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/robots.txt", Robots).ExcludeFromDescription();
        root.MapGet("/sitemap.xml", (HttpContext context, ICatalogBrowsing catalog, CancellationToken ct) => SiteMap.WriteIndexAsync(context, catalog, ct)).ExcludeFromDescription();
        root.MapGet("/sitemaps/pages.xml", (HttpContext context, ICatalogBrowsing catalog, CancellationToken ct) => SiteMap.WritePagesAsync(context, catalog, ct)).ExcludeFromDescription();
        root.MapGet("/sitemaps/products-{number:int:min(1)}.xml", (int number, HttpContext context, ICatalogBrowsing catalog, CancellationToken ct) =>
            SiteMap.WriteProductsAsync(number, context, catalog, ct)).ExcludeFromDescription();
        root.MapGet("/feeds/google.xml", GoogleFeed.WriteAsync).ExcludeFromDescription();
    }

    internal static string OriginOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static IResult Robots(HttpContext context) => TypedResults.Text(
        string.Join('\n', [
            "User-agent: *", .. from language in new[] { "ko", "en" } from page in Private select $"Disallow: /{language}/{page}", "Disallow: /api/", "Disallow: /admin", "",
            $"Sitemap: {OriginOf(context)}/sitemap.xml", ""]),
        "text/plain; charset=utf-8");
}
