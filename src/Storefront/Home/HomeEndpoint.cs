using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;

namespace Maru.Storefront.Home;

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

    private static async Task<IResult> ShowAsync(HttpContext context, FrontWindow window)
    {
        var visit = Visit.Of(context);
        return Pages.Show<HomePage>(context, visit, new { Goods = await window.LayOutAsync(visit.Currency) });
    }
}
