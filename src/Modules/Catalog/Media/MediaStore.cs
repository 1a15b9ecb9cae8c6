using System.Globalization;
using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Encoding;
using Maru.Engines.Imaging.Transforms;
using Maru.Modules.Catalog.Products;
using Maru.Platform;
using Maru.Platform.Data;

namespace Maru.Modules.Catalog.Media;

/// <summary>
/// Pictures under the data directory, named by the hash of their content: one that comes twice is kept once, and what an address shows never changes.
/// Sizes are made when first asked for and kept beside the originals.
/// </summary>
internal sealed class MediaStore(Database<CatalogModule> database, DataDirectory data, TimeProvider time)
{
    public const int MostBytes = 16 << 20;
    private static readonly DecodeLimits Limits = new() { MaxBytes = MostBytes };
    private static readonly JpegOptions Jpeg = new() { Quality = 84 };

    /// <summary>Decoding holds whole pictures in memory: a few at a time, however many ask.</summary>
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string _root = Path.Combine(data.Path, "media");

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The hash of the picture an address of this shop shows (an export of ours that comes back); null for any other address.</summary>
    public string? Own(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Segments is not ["/", "media/", var folder, _])
        {
            return null;
        }

        var hash = folder.TrimEnd('/');
        return DraftRules.IsHash(hash) && File.Exists(OriginalOf(hash)) ? hash : null;
    }

    public async Task<Result<StoredPicture>> StoreAsync(byte[] content, CancellationToken ct)
    {
        var hash = HashOf(content);
        if (await FindAsync(hash, ct) is { } known && File.Exists(OriginalOf(hash)))
        {
            return known;
        }

        await _places.WaitAsync(ct);
        try
        {
            return ImageDecoder.Decode(content, Limits) switch
            {
                DecodeResult.Decoded(var image, _) => await KeepAsync(hash, content, image, ct),
                var refused => new PictureRefused(refused.Describe()),
            };
        }
        finally
        {
            _places.Release();
        }
    }

    /// <returns>The file as it was handed in, or null if there is none.</returns>
    public async Task<byte[]?> ReadOriginalAsync(string hash, CancellationToken ct)
    {
        var original = DraftRules.IsHash(hash) ? OriginalOf(hash) : null;
        return File.Exists(original) ? await File.ReadAllBytesAsync(original, ct) : null;
    }

    /// <returns>The file of a picture in one of the sizes, or null if there is no such picture.</returns>
    public async Task<string?> FindSizeAsync(string hash, int width, CancellationToken ct)
    {
        var size = Path.Combine(FolderOf("sizes", hash), string.Create(CultureInfo.InvariantCulture, $"{hash}-{width}.jpg"));
        if (File.Exists(size))
        {
            return size;
        }

        var original = OriginalOf(hash);
        if (!File.Exists(original))
        {
            return null;
        }

        await _places.WaitAsync(ct);
        try
        {
            if (!File.Exists(size))
            {
                if (ImageDecoder.Decode(await File.ReadAllBytesAsync(original, ct), Limits) is not DecodeResult.Decoded(var image, _))
                {
                    return null;
                }

                var fitted = image.Width <= width ? image : Resizer.Fit(image, width, int.MaxValue, ResizeFilter.Lanczos);
                await WriteAsync(size, JpegEncoder.Encode(fitted, Jpeg), ct);
            }
        }
        finally
        {
            _places.Release();
        }

        return size;
    }

    private async Task<StoredPicture?> FindAsync(string hash, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<StoredPicture>("select hash, width, height from media_files where hash = @hash", new { hash }, ct);

    private async Task<Result<StoredPicture>> KeepAsync(string hash, byte[] content, Image image, CancellationToken ct)
    {
        await WriteAsync(OriginalOf(hash), content, ct);
        await database.ExecuteAsync(
            """
            insert into media_files (hash, format, width, height, size, created_at) values (@hash, @format, @Width, @Height, @size, @now)
            on conflict do nothing
            """,
            new { hash, format = ImageFormats.Detect(content).ToString(), image.Width, image.Height, size = content.Length, now = time.GetUtcNow() }, ct);
        return new StoredPicture(hash, image.Width, image.Height);
    }

    private string OriginalOf(string hash) => Path.Combine(FolderOf("originals", hash), hash);

    private string FolderOf(string kind, string hash) => Path.Combine(_root, kind, hash[..2], hash[2..4]);

    /// <summary>Written beside its place and renamed: no reader sees half a picture.</summary>
    private static async Task WriteAsync(string path, byte[] content, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(fresh, content, ct);
        File.Move(fresh, path, overwrite: true);
    }
}

internal sealed record PictureRefused(string Reason) : Failure(FailureKind.Unprocessable, "picture-refused", Reason);
