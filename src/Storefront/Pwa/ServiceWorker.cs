using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Pwa;

/// <summary>
/// /sw.js: the scripts of Assets/worker, one behind the other, after what they must know of this build. Asset addresses hold a hash of all
/// assets, so whenever one of them changes this text does too, and browsers take it for a new worker.
/// </summary>
internal static class ServiceWorker
{
    private static readonly string[] Parts = ["keep.js", "fetching.js", "cart.js", "push.js"];

    private static readonly string[] Files =
    [
        "/ko/offline", "/en/offline", .. new[]
        {
            "tokens.css", "shop.css", "account.css", "fonts.css", "pwa.css", "shop.js", "product.js", "cart.js", "suggest.js", "pwa.js", "offline.js", "logo.svg", "icon-192.png",
        }.Select(ShopAssets.Url),
    ];

    private static readonly byte[] Script = Write();

    public static IResult Serve(HttpContext context)
    {
        // Asked for anew by every browser now and then; a kept copy would hold back an update.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Script, "text/javascript; charset=utf-8");
    }

    private static byte[] Write()
    {
        var scripts = string.Join('\n', Parts.Select(Read));
        var files = string.Join('\n', Files);
        var shop = JsonSerializer.Serialize(new
        {
            version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(files + scripts)).AsSpan(0, 6)),
            files = Files,
            icon = ShopAssets.Url("icon-192.png"),
            badge = ShopAssets.Url("badge-96.png"),
        });
        return Encoding.UTF8.GetBytes($"const shop = {shop};\n{scripts}");
    }

    private static string Read(string part)
    {
        using var reader = new StreamReader(typeof(ServiceWorker).Assembly.GetManifestResourceStream("assets/worker/" + part)!);
        return reader.ReadToEnd();
    }
}
