using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;

namespace Maru.Storefront.Home;

/// <summary>A category with a picture of one of its goods.</summary>
public sealed record CategoryCard(CategoryNode Node, ProductPicture? Picture);

internal static class HomeEndpoint
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/", (HttpContext context) => TypedResults.LocalRedirect("/" + LanguageOf(context))).ExcludeFromDescription();

        // Links in mails name no language: whoever opens them brings his own.
        foreach (var room in new[] { "account", "cart", "checkout", "c", "help", "orders", "p", "search", "sellers", "shared", "sign-in" })
        {
            root.MapGet($"/{room}/{{**rest}}", (HttpContext context) =>
                TypedResults.LocalRedirect($"/{LanguageOf(context)}{context.Request.Path}{context.Request.QueryString}")).ExcludeFromDescription();
        }

        root.MapPage("", ShowAsync);
    }

    private static string LanguageOf(HttpContext context) =>
        context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value?.Split('-')[0]).FirstOrDefault(l => l is "ko" or "en") ?? "ko";

    private static async Task<IResult> ShowAsync(HttpContext context, ICatalogBrowsing catalog, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var query = ProductQuery.All(visit.Currency) with { Page = new PageRequest(1, 8), InStock = true };
        var deals = await catalog.ListAsync(query with { Sort = ProductSort.Discount, MinDiscount = 10 }, ct);
        var newest = await catalog.ListAsync(query with { Sort = ProductSort.Newest }, ct);
        var categories = new List<CategoryCard>();
        foreach (var node in (await catalog.CategoriesAsync(ct)).Where(c => c.ProductCount > 0))
        {
            var first = await catalog.ListAsync(query with { Category = node.Slug, Page = new PageRequest(1, 1) }, ct);
            categories.Add(new CategoryCard(node, first.Products.Items.Count > 0 ? first.Products.Items[0].Picture : null));
        }

        var ratings = await reviews.GetRatingsAsync([.. deals.Products.Items.Concat(newest.Products.Items).Select(p => p.Id).Distinct()], ct);
        return Pages.Show<HomePage>(context, visit, new { Deals = deals.Products.Items, Newest = newest.Products.Items, Categories = categories, Ratings = ratings });
    }
}
