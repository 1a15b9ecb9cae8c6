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

    public static void MapForm(this IEndpointRouteBuilder root, string path, Delegate handler)
    {
        foreach (var language in Languages)
        {
            root.MapPost(language + path, handler).ExcludeFromDescription().FromOwnPagesOnly();
        }
    }

    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, Visit visit, object? parameters = null, int status = 200) where TPage : IComponent =>
        PageResults.Show<TPage>(context, "private, no-cache", ("Visit", visit), parameters, status);

    public static IResult SeeOther(string path) => PageForms.SeeOther(path);
}
