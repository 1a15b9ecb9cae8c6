using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Storefront.Shell;

/// <summary>The page for what went wrong, in the shop's look. It asks no module for anything.</summary>
internal sealed class ShopErrorPage : IErrorPage
{
    public bool IsFor(HttpContext context) => IsPage(context.Request.Path) && WantsPage(context.Request);

    public async Task ShowAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.CacheControl = "no-store";
        var services = context.RequestServices;

        // What renders a page serves one page: the one that failed may have been its.
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<ErrorPage>(new { Visit = Visit.Of(context), Status = status }) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }

    internal static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool IsPage(PathString path) => path.StartsWithSegments("/ko") || path.StartsWithSegments("/en");
}
