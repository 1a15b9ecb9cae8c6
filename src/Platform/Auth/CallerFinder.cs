using Microsoft.AspNetCore.Http;

namespace Maru.Platform.Auth;

/// <summary>Who a request says it is from. Asked once a request, and again and again while a live connection lasts.</summary>
internal sealed class CallerFinder(CallerGrants grants, AccessTokens tokens)
{
    /// <returns>Null if the token or key it carries is not good.</returns>
    public async Task<Caller?> FindAsync(HttpRequest request, CancellationToken ct)
    {
        var apiKey = ApiKeyOf(request);
        if (apiKey.Length > 0)
        {
            return await grants.OfApiKeyAsync(apiKey, ct);
        }

        if (BearerOf(request) is { } bearer)
        {
            return await OfTokenAsync(bearer, ct);
        }

        // A cookie that is no longer good reads as nobody: a page must still be shown, and can offer to sign in.
        return request.Cookies[SessionCookie.Name] is { Length: > 0 } cookie ? await OfTokenAsync(cookie, ct) ?? Caller.Anonymous : Caller.Anonymous;
    }

    public static bool SaysByCookieOnly(HttpRequest request) =>
        ApiKeyOf(request).Length == 0 && BearerOf(request) is null && request.Cookies[SessionCookie.Name] is { Length: > 0 };

    private static string ApiKeyOf(HttpRequest request) => request.Headers["X-Api-Key"].ToString();

    private static string? BearerOf(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;
    }

    private async Task<Caller?> OfTokenAsync(string token, CancellationToken ct) =>
        await tokens.ReadSessionAsync(token, ct) is { } session ? await grants.OfSessionAsync(session, ct) : null;
}
