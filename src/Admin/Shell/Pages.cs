using System.Globalization;
using Maru.Contracts;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Shell;

/// <summary>How the back office's pages and forms are mapped: each asks for its permission, sends strangers to sign in, and is kept by no cache.</summary>
internal static class Pages
{
    private const string Root = "/admin";
    private const int PageSize = 50;

    public static void MapPage(this IEndpointRouteBuilder root, string path, string permission, Delegate handler) =>
        root.MapGet(Root + path, handler).ExcludeFromDescription().WithMetadata(new Requirement(permission)).AddEndpointFilter((i, next) => GuardAsync(i, next, c => c.May(permission)));

    /// <summary>A page for everybody who may see any other page.</summary>
    public static void MapOpenPage(this IEndpointRouteBuilder root, string path, Delegate handler) =>
        root.MapGet(Root + path, handler).ExcludeFromDescription().AddEndpointFilter((i, next) => GuardAsync(i, next, c => Section.All.Any(s => s.Permission is { } p && c.May(p))));

    public static void MapForm(this IEndpointRouteBuilder root, string path, string permission, Delegate handler) =>
        root.MapPost(Root + path, handler).ExcludeFromDescription().DisableAntiforgery().WithMetadata(new Requirement(permission))
            .AddEndpointFilter(SameOriginAsync).AddEndpointFilter((i, next) => GuardAsync(i, next, c => c.May(permission)));

    public static void MapLanguage(IEndpointRouteBuilder root) =>
        root.MapPost(Root + "/language/{language}", (string language, HttpContext context) =>
        {
            context.Response.Cookies.Append(Desk.LanguageCookie, language == "en" ? "en" : "ko", new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), Path = Root, IsEssential = true,
            });
            return SeeOther(Root);
        }).ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter(SameOriginAsync);

    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, Desk desk, object? parameters = null, int status = 200) where TPage : IComponent
    {
        context.Response.Headers.CacheControl = "no-store";
        var values = parameters is null ? [] : parameters.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(parameters));
        values["Desk"] = desk;
        return new RazorComponentResult<TPage>(values) { StatusCode = status };
    }

    public static IResult NotFound(HttpContext context, Desk desk) => Show<RefusalPage>(context, desk, new { Missing = true }, StatusCodes.Status404NotFound);

    /// <summary>Back to a page after a form, with what it came to.</summary>
    public static IResult After<T>(HttpContext context, Result<T> result, string path, string done)
    {
        var said = result.Failure switch
        {
            null => new Said(true, done),
            ValidationFailure invalid => new Said(false, string.Join(" ", invalid.Errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}"))),
            { } failure => new Said(false, failure.Message),
        };
        said.Keep(context);
        return SeeOther(Root + path);
    }

    /// <summary>303: the browser shows the page by GET, and going back does not send the form again.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    /// <summary>A page is for people: what cannot be understood in its address is left out rather than refused.</summary>
    public static PageRequest PageOf(HttpContext context) => new(
        int.TryParse(context.Request.Query["page"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1, PageSize);

    public static string? TextOf(HttpContext context, string name) => context.Request.Query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    public static T? ChoiceOf<T>(HttpContext context, string name) where T : struct, Enum =>
        TextOf(context, name) is { } text && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, Func<Caller, bool> may)
    {
        var context = invocation.HttpContext;
        var caller = context.Caller();
        if (may(caller))
        {
            return next(invocation);
        }

        var desk = Desk.Of(context);
        return ValueTask.FromResult<object?>(caller.IsKnown
            ? Show<RefusalPage>(context, desk, status: StatusCodes.Status403Forbidden)
            : SeeOther($"/{desk.Language}/sign-in"));
    }

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
