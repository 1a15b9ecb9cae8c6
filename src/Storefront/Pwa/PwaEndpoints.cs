using Maru.Contracts.Carts;
using Maru.Storefront.Cart;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Pwa;

/// <summary>What makes the shop an app on a phone: manifest, service worker, the page for when there is no connection.</summary>
internal static class PwaEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/sw.js", ServiceWorker.Serve).ExcludeFromDescription();
        root.MapPage("/app.webmanifest", WebManifest.Serve);
        root.MapPage("/offline", (HttpContext context) => Pages.Show<OfflinePage>(context, Visit.Of(context)));
        root.MapPage("/app", (HttpContext context) => Pages.Show<AppPage>(context, Visit.Of(context)));
        root.MapForm("/cart/open", OpenCartAsync);
    }

    /// <summary>The visitor's cart, made if there is none, for a service worker that has something to put in and cannot read the cookie.</summary>
    private static async Task<IResult> OpenCartAsync(HttpContext context, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var cart = await CartEndpoints.FindAsync(visit, carts, ct) ?? await CartEndpoints.OpenAsync(context, visit, carts, ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new { cart.Id });
    }
}
