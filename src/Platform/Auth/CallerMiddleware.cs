using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>
/// Finds out who is calling, once per request: an access token, an API key, or the session cookie of a page. A token that is not good is refused
/// rather than ignored, so that a client notices. A cookie alone never moves anything across origins: unsafe requests must come from the same origin.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, CallerFinder finder)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (CallerFinder.SaysByCookieOnly(request) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsSameOrigin(request))
        {
            await new CrossOriginRefused().ToProblem().ExecuteAsync(context);
            return;
        }

        var caller = await finder.FindAsync(request, context.RequestAborted);
        if (caller is null)
        {
            await new TokenNotValid().ToProblem().ExecuteAsync(context);
            return;
        }

        if (caller.IsKnown)
        {
            context.Features.Set(caller);
        }

        await next(context);
    }

    internal static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value);
    }
}

internal sealed record CrossOriginRefused() : Failure(FailureKind.Forbidden, "cross-origin", "This request must come from the shop's own pages.");

/// <summary>The cookie that carries a page visitor's access token.</summary>
public static class SessionCookie
{
    public const string Name = "maru_session";

    public static void Set(HttpContext context, string token, TimeSpan lifetime) => context.Response.Cookies.Append(Name, token, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = lifetime,
        Path = "/",
        IsEssential = true,
    });

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name);
}
