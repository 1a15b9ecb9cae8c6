using System.Globalization;
using Maru.Contracts;
using Maru.Platform.Auth;
using Maru.Platform.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Shell;

/// <summary>How the back office's pages and forms are mapped: each asks for its permission, sends strangers to sign in, and is kept by no cache.</summary>
internal static class Pages
{
    public const string Root = "/admin";
    private const int PageSize = 50;

    public static void MapPage(this IEndpointRouteBuilder root, string path, string permission, Delegate handler) =>
        root.MapGet(Root + path, handler).ExcludeFromDescription().WithMetadata(new PageRequirement(permission));

    /// <summary>A page for everybody who may see any other page.</summary>
    public static void MapOpenPage(this IEndpointRouteBuilder root, string path, Delegate handler) =>
        root.MapGet(Root + path, handler).ExcludeFromDescription().WithMetadata(new OpenToStaff());

    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder root, string path, string permission, Delegate handler) =>
        root.MapPost(Root + path, handler).ExcludeFromDescription().FromOwnPagesOnly().WithMetadata(new PageRequirement(permission));

    public static void MapLanguage(IEndpointRouteBuilder root) =>
        root.MapPost(Root + "/language/{language}", (string language, HttpContext context) =>
        {
            context.Response.Cookies.Append(Desk.LanguageCookie, language == "en" ? "en" : "ko", new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), Path = Root, IsEssential = true,
            });
            return PageForms.SeeOther(Root);
        }).ExcludeFromDescription().FromOwnPagesOnly();

    public static RazorComponentResult<TPage> Show<TPage>(HttpContext context, Desk desk, object? parameters = null, int status = 200) where TPage : IComponent =>
        PageResults.Show<TPage>(context, "no-store", ("Desk", desk), parameters, status);

    public static IResult NotFound(HttpContext context, Desk desk) => Show<RefusalPage>(context, desk, new { Missing = true }, StatusCodes.Status404NotFound);

    /// <summary>Back to a page after a form, with what it came to.</summary>
    public static IResult After<T>(HttpContext context, Result<T> result, string path, string done)
    {
        new Said(result.Succeeded, result.Failure is { } failure ? Words(failure) : done).Keep(context);
        return PageForms.SeeOther(Root + path);
    }

    /// <summary>Elsewhere where it went well, back to the form where it did not.</summary>
    public static IResult After<T>(HttpContext context, Result<T> result, Func<T, string> path, string back, string done) =>
        After(context, result, result.Succeeded ? path(result.Value) : back, done);

    public static string Words(Failure failure) => failure is ValidationFailure invalid
        ? string.Join(" ", invalid.Errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}."))
        : failure.Message;

    /// <summary>A page is for people: what cannot be understood in its address is left out rather than refused.</summary>
    public static PageRequest PageOf(HttpContext context) => new(
        int.TryParse(context.Request.Query["page"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 100_000) : 1, PageSize);

    public static string? TextOf(HttpContext context, string name) => context.Request.Query[name].ToString().Trim() is { Length: > 0 and <= 200 } text ? text : null;

    public static bool IsOn(HttpContext context, string name) => context.Request.Query[name] == "true";

    public static T? ChoiceOf<T>(HttpContext context, string name) where T : struct, Enum =>
        TextOf(context, name) is { } text && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>A day of the shop's calendar.</summary>
    public static DateOnly? DayOf(HttpContext context, string name) =>
        DateOnly.TryParseExact(context.Request.Query[name].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Members of staff are told in the shop's look that something is not theirs to see; strangers are led to the sign-in.</summary>
    internal static IResult Refusal(HttpContext context)
    {
        var desk = Desk.Of(context);
        return context.Caller().IsKnown
            ? Show<RefusalPage>(context, desk, status: StatusCodes.Status403Forbidden)
            : PageForms.SeeOther($"/{desk.Language}/sign-in");
    }
}

/// <summary>A page's permission; it refuses by a page.</summary>
internal sealed record PageRequirement(string Needed) : Requirement(Needed)
{
    public override IResult? Refuse(HttpContext context) => context.Caller().May(Needed) ? null : Pages.Refusal(context);
}

/// <summary>A page that shows each member of staff what he may see.</summary>
internal sealed record OpenToStaff : IDoor
{
    public IResult? Refuse(HttpContext context)
    {
        var caller = context.Caller();
        return Section.All.Any(s => s.Permission is { } permission && caller.May(permission)) ? null : Pages.Refusal(context);
    }
}
