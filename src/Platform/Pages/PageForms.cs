using System.Text;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Pages;

/// <summary>What the forms of all pages have in common.</summary>
public static class PageForms
{
    /// <summary>
    /// Forms are taken from the shop's own pages only. Cookies are SameSite=Lax as well; this holds where an old browser ignores that, and needs no
    /// token in the page.
    /// </summary>
    public static RouteHandlerBuilder FromOwnPagesOnly(this RouteHandlerBuilder form) => form.DisableAntiforgery().WithMetadata(new OwnPagesOnly());

    /// <summary>303: the browser shows the page by GET, and going back does not send the form again.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = string.Concat(path.EnumerateRunes().Select(InUri));
            return Task.CompletedTask;
        }

        /// <summary>Headers carry ASCII only, and paths here have Korean names in them.</summary>
        private static string InUri(Rune rune) => rune.Value is > ' ' and <= '~' ? rune.ToString() : Uri.EscapeDataString(rune.ToString());
    }
}

/// <summary>Refuses forms that come from elsewhere.</summary>
public sealed record OwnPagesOnly : IDoor
{
    public IResult? Refuse(HttpContext context) => IsOwn(context.Request) ? null : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site.Length > 0
            ? site is "same-origin" or "none"
            : origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}
