using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Pages;

/// <summary>
/// Styles, scripts and pictures of pages, from inside the binary, beside the fonts and colours that all pages share. Their address holds a hash of
/// all of them, so browsers may keep them for ever.
/// </summary>
public sealed class EmbeddedAssets
{
    private const string ResourcePrefix = "assets/";

    // The fonts are in every set; their bytes are read once.
    private static readonly ConcurrentDictionary<(Assembly Assembly, string Name), Asset> Known = new();

    private readonly FrozenDictionary<string, Asset> _files;
    private readonly string _root;
    private readonly string _version;

    private EmbeddedAssets(string root, Dictionary<string, Asset> files, string version)
    {
        _root = root;
        _files = files.ToFrozenDictionary();
        _version = version;
    }

    /// <param name="root">Where they are served: "/assets".</param>
    /// <param name="own">Its resources called "assets/..." are in the set; they stand before those that are shared.</param>
    public static EmbeddedAssets Load(string root, Assembly own)
    {
        var files = new Dictionary<string, Asset>();
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var assembly in (Assembly[])[own, typeof(EmbeddedAssets).Assembly])
        {
            foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                var asset = Known.GetOrAdd((assembly, resource), static key => Asset.Read(key.Assembly, key.Name));
                all.AppendData(asset.Content);
                files.TryAdd(resource[ResourcePrefix.Length..], asset);
            }
        }

        return new EmbeddedAssets(root, files, Convert.ToHexStringLower(all.GetHashAndReset().AsSpan(0, 6)));
    }

    public string Url(string name) => $"{_root}/{_version}/{name}";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(_root + "/{version}/{**name}", (string version, string name, HttpContext context) => Serve(name, version, context)).ExcludeFromDescription();

    private IResult Serve(string name, string version, HttpContext context)
    {
        if (!_files.TryGetValue(name, out var asset))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = version == _version ? "public, max-age=31536000, immutable" : "no-cache";
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

        public static Asset Read(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return new Asset(content, TypeOf(resource));
        }

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
