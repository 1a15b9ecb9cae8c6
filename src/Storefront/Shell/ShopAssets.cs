using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Shell;

/// <summary>Styles, scripts and fonts, from inside the binary. Their address holds a hash of all of them, so browsers may keep them for ever.</summary>
internal sealed class ShopAssets
{
    private readonly FrozenDictionary<string, Asset> _files;

    private ShopAssets(Dictionary<string, Asset> files, string version)
    {
        _files = files.ToFrozenDictionary();
        Version = version;
    }

    public static ShopAssets Embedded { get; } = Load();

    public string Version { get; }

    public static string Url(string name) => $"/assets/{Embedded.Version}/{name}";

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/assets/{version}/{**name}", (string version, string name, HttpContext context) => Embedded.Serve(name, version, context)).ExcludeFromDescription();
    }

    private static ShopAssets Load()
    {
        var assembly = typeof(ShopAssets).Assembly;
        var files = new Dictionary<string, Asset>();
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith("assets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            all.AppendData(content);
            files[resource["assets/".Length..]] = new Asset(content, TypeOf(resource));
        }

        return new ShopAssets(files, Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 6)));
    }

    private IResult Serve(string name, string version, HttpContext context)
    {
        if (!_files.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (asset.Brotli is { } brotli && context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "br";
            context.Response.Headers.Vary = "Accept-Encoding";
            return TypedResults.Bytes(brotli, asset.Type);
        }

        return TypedResults.Bytes(asset.Content, asset.Type);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".woff2" => "font/woff2",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    };

    private sealed class Asset(byte[] content, string type)
    {
        private readonly Lazy<byte[]?> _brotli = new(() => Compress(content, type));

        public byte[] Content { get; } = content;

        public string Type { get; } = type;

        public byte[]? Brotli => _brotli.Value;

        private static byte[]? Compress(byte[] content, string type)
        {
            if (type.StartsWith("font/", StringComparison.Ordinal) || (type.StartsWith("image/", StringComparison.Ordinal) && type != "image/svg+xml"))
            {
                return null;
            }

            using var buffer = new MemoryStream();
            using (var brotli = new BrotliStream(buffer, CompressionLevel.SmallestSize))
            {
                brotli.Write(content);
            }

            return buffer.ToArray();
        }
    }
}
