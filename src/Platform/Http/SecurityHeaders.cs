using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Maru.Platform.Http;

/// <summary>
/// What every answer says to a browser. Scripts and styles come from the shop alone and never from inside a page; the only frames are those of payment
/// providers. Pictures may come from elsewhere, because imported feeds name pictures on their own hosts.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, FrameOrigins frames)
{
    private readonly StringValues _policy = string.Join("; ",
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob: https:", "font-src 'self'", "connect-src 'self'",
        "media-src 'self' blob:", "worker-src 'self'", $"frame-src 'self' {string.Join(' ', frames.Origins)}".TrimEnd(), "object-src 'none'", "base-uri 'self'",
        "form-action 'self'" + (frames.Origins.Count == 0 ? "" : " " + string.Join(' ', frames.Origins)), "frame-ancestors 'none'");

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(self)";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}

/// <summary>Origins whose frames and forms pages may hold: payment providers.</summary>
public sealed record FrameOrigins(IReadOnlyList<string> Origins);
