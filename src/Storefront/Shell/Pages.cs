using Maru.Platform.Http.Limits;
using Maru.Platform.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Shell;

/// <summary>How pages are mapped and shown: each under /ko and /en, rendered on the server, never kept by a shared cache.</summary>
internal static class Pages
{
    private static readonly string[] Languages = ["/ko", "/en"];

    public static void MapPage(this IEndpointRouteBuilder root, string path, Delegate handler)
    {
        foreach (var language in Languages)
        {
            root.MapGet(language + path, handler).ExcludeFromDescription();
        }
    }

    public static void MapForm(this IEndpointRouteBuilder root, string path, Delegate handler, params ReadOnlySpan<RateLimitPolicy> limits)
    {
        foreach (var language in Languages)
        {
            root.MapPost(language + path, handler).ExcludeFromDescription().FromOwnPagesOnly().Limited(limits);
        }
    }

    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, Visit visit, object? parameters = null, int status = 200) where TPage : IComponent =>
        PageResults.Show<TPage>(context, "private, no-cache", ("Visit", visit), parameters, status);

    /// <summary>To the sign-in page, and from there back to this one.</summary>
    public static IResult SignIn(Visit visit) => SeeOther(visit.To("/sign-in?next=" + Uri.EscapeDataString(visit.Path)));

    /// <summary>A path within the shop, without its language, that came in from outside; empty if it leads anywhere else.</summary>
    public static string Inside(string? path) =>
        path is { Length: > 1 and < 2048 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? path : "";

    public static IResult SeeOther(string path) => PageForms.SeeOther(path);
}
