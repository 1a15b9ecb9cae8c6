using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Identity.Sessions;

/// <summary>The public keys of access tokens, where everybody looks for them (RFC 7517).</summary>
internal static class JwksEndpoint
{
    public static void Map(IEndpointRouteBuilder root) => root.MapGet("/.well-known/jwks.json", async (ICallers callers, HttpContext context, CancellationToken ct) =>
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        var keys = await callers.GetPublicKeysAsync(ct);
        return TypedResults.Ok(new { keys = keys.Select(k => new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = k.Id, x = k.X, y = k.Y }) });
    });
}
