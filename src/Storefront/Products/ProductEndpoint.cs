using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Reviews;
using Maru.Contracts.Shipping;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Products;

internal static class ProductEndpoint
{
    private const int QuestionsShown = 5;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/p/{slug}", ShowAsync);
        root.MapForm("/p/{slug}/watch", WatchAsync);
        ReviewForms.Map(root);
        QuestionForms.Map(root);
    }

    private static async Task<IResult> ShowAsync(
        string slug, HttpContext context, ICatalogBrowsing catalog, IReviews reviews, IQuestions questions, IShipping shipping, IWishlists wishlists, IStockWatches watches, CancellationToken ct)
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
        return Pages.Show<ProductPage>(context, visit, new
        {
            Product = product,
            Chosen = chosen,
            Similar = (IReadOnlyList<ProductSummary>)[.. similar.Where(p => p.Id != product.Id).Take(4)],
            Choice = choice,
            Reviews = await reviews.ListAsync(choice.For(product.Id, visit.Caller.User), ct),
            Questions = await questions.ListAsync(new QuestionQuery(product.Id, new PageRequest(1, QuestionsShown), Viewer: visit.Caller.User), ct),
            Delivery = await DeliveryAsync(chosen, visit, shipping, ct),
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

    /// <summary>The cheapest way to where this language's shoppers mostly live; checkout asks for the real address.</summary>
    private static async Task<ShippingOption?> DeliveryAsync(VariantView variant, Visit visit, IShipping shipping, CancellationToken ct)
    {
        var options = await shipping.QuoteAsync(
            new ShippingQuoteRequest(visit.Currency == Currency.Krw ? "KR" : "US", null, Math.Max(variant.WeightGrams, 1), 0, variant.Price), ct);
        return options.Count == 0 ? null : options.MinBy(o => o.Price.Amount);
    }
}
