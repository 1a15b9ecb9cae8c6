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
            root.MapPost(language + path, handler).ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter(SameOriginAsync);
        }
    }

    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, Visit visit, object? parameters = null, int status = 200) where TPage : IComponent
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        var values = parameters is null ? [] : parameters.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(parameters));
        values["Visit"] = visit;
        return new RazorComponentResult<TPage>(values) { StatusCode = status };
    }

    /// <summary>303: the browser shows the page by GET, and going back does not send the form again.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    /// <summary>Forms are taken from the shop's own pages only. Cookies are SameSite=Lax as well; this holds where an old browser ignores that.</summary>
    private static async ValueTask<object?> SameOriginAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var request = invocation.HttpContext.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var same = site.Length > 0
            ? site is "same-origin" or "none"
            : origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
        return same ? await next(invocation) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
    }

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
