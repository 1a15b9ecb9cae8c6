using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Products;

internal static class ProductEndpoint
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/p/{slug}", ShowAsync);
        root.MapForm("/p/{slug}/watch", WatchAsync);
        ReviewForms.Map(root);
        QuestionForms.Map(root);
    }

    private static async Task<IResult> ShowAsync(
        string slug, HttpContext context, ICatalogBrowsing catalog, ProductVoices voices, IWishlists wishlists, IStockWatches watches, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await catalog.FindAsync(slug, visit.Currency, ct) is not { Variants.Count: > 0 } product)
        {
            return NotFoundPage.Show(context, visit);
        }

        var chosen = Choose(product, context.Request.Query["sku"]);
        var choice = ReviewChoice.Read(context.Request.Query);
        var similar = product.CategorySlug is { } category
            ? (await catalog.ListAsync(ProductQuery.All(visit.Currency) with { Category = category, InStock = true, Page = new PageRequest(1, 5) }, ct)).Products.Items
            : [];
        var heard = await voices.HearAsync(product.Id, choice, visit.Caller.User, ct);
        return Pages.Show<ProductPage>(context, visit, new
        {
            Product = product,
            Chosen = chosen,
            Similar = (IReadOnlyList<ProductSummary>)[.. similar.Where(p => p.Id != product.Id).Take(4)],
            Choice = choice,
            heard.Reviews,
            heard.Questions,
            Delivery = await voices.DeliveryAsync(chosen.WeightGrams, chosen.Price),
            IsWished = visit.Caller.User is { } user && (await wishlists.WhichAreListedAsync(user, [.. product.Variants.Select(v => v.Sku)], ct)).Count > 0,
            Watched = visit.Caller.User is { } waiting ? await watches.WhichAreWatchedAsync(waiting, [.. product.Variants.Select(v => v.Sku)], ct) : [],
            Note = context.Request.Query["note"].ToString(),
        });
    }

    private static async Task<IResult> WatchAsync(string slug, [FromForm] string sku, HttpContext context, IStockWatches watches, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return ReviewForms.SignInAt(visit, slug);
        }

        var watching = await watches.WatchAsync(user, sku, ct);
        return Pages.SeeOther(visit.To($"/p/{slug}?sku={Uri.EscapeDataString(sku)}{(watching.Succeeded ? "&note=watching" : "")}"));
    }

    private static VariantView Choose(ProductDetail product, string? sku) =>
        product.Variants.FirstOrDefault(v => v.Sku == sku) ?? product.Variants.FirstOrDefault(v => v.InStock) ?? product.Variants[0];
}
