using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Shell;

/// <summary>The back office's one style sheet, from inside the binary. Its address holds its hash, so browsers may keep it for ever.</summary>
internal static class AdminStyle
{
    private static readonly byte[] Content = Load();

    public static string Url { get; } = $"/admin/assets/{Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 6))}/admin.css";

    public static void Map(IEndpointRouteBuilder root) => root.MapGet("/admin/assets/{version}/admin.css", (HttpContext context) =>
    {
        context.Response.Headers.CacheControl = context.Request.Path == Url ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    }).ExcludeFromDescription();

    private static byte[] Load()
    {
        using var stream = typeof(AdminStyle).Assembly.GetManifestResourceStream("admin.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
