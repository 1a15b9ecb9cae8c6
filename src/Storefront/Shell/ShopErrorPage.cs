using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Storefront.Shell;

/// <summary>The page for what went wrong, in the shop's look. It asks no module for anything.</summary>
internal sealed class ShopErrorPage : IErrorPage
{
    public bool IsFor(HttpContext context) => IsPage(context.Request.Path) && WantsPage(context.Request);

    public Task ShowAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ErrorPage>(new { Visit = Visit.Of(context), Status = status }) { StatusCode = status }.ExecuteAsync(context);
    }

    internal static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(PathString path) => path.StartsWithSegments("/ko") || path.StartsWithSegments("/en");
}
