using Maru.Contracts.Catalog;
using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Embedding;
using Maru.Engines.Imaging.Regions;
using Maru.Platform.Data;

namespace Maru.Modules.Vision.Embedding;

/// <summary>
/// Looks at pictures of the catalogue, up to 32 at a time, and writes down what they look like. One process at a time does it, so that several do not
/// look at the same ones; the others find the result in the database.
/// </summary>
internal sealed class PictureEmbedder(Database<VisionModule> database, EmbeddingStore store, ICatalogPictures pictures)
{
    public const int BatchSize = 32;

    // Networks look at 60 to 224 pixels; twice that leaves their resizing something to average.
    private static readonly DecodeLimits Limits = new() { EnoughSide = 448 };

    /// <param name="since">Pictures looked at since then are left as they are.</param>
    /// <param name="also">Done in the same transaction.</param>
    /// <returns>False if another process is at it; nothing was done then.</returns>
    public async Task<bool> EmbedAsync(IImageEmbedder embedder, IReadOnlyList<string> hashes, DateTimeOffset since, Func<Transaction, Task>? also, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        // Until the writes at its end this transaction has no number of its own, so that it holds up no reader of the log while pictures are decoded.
        if (!await transaction.QuerySingleOrDefaultAsync<bool>("select pg_try_advisory_xact_lock(hashtext('maru vision'), hashtext('embed'))", null, ct))
        {
            return false;
        }

        var images = new List<(string Hash, Image Image)>();
        var missed = new List<(string Hash, string Reason)>();
        foreach (var hash in await store.UnseenAsync(transaction, embedder.ModelVersion, hashes, since, ct))
        {
            if (await pictures.ReadAsync(hash, ct) is not { } file)
            {
                missed.Add((hash, "The file is not here."));
            }
            else
            {
                var result = ImageDecoder.Decode(file, Limits);
                if (result is DecodeResult.Decoded(var image, _))
                {
                    images.Add((hash, image));
                }
                else
                {
                    missed.Add((hash, result.Describe()));
                }
            }
        }

        await store.WriteAsync(transaction, embedder.ModelVersion, Look(embedder, images), missed, ct);
        if (also is not null)
        {
            await also(transaction);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private static SeenPicture[] Look(IImageEmbedder embedder, IReadOnlyList<(string Hash, Image Image)> images)
    {
        var vectors = new float[images.Count * embedder.Dimensions];
        embedder.Embed([.. images.Select(i => i.Image)], vectors);
        return
        [
            .. images.Select((p, i) => new SeenPicture(
                p.Hash, vectors.AsSpan(i * embedder.Dimensions, embedder.Dimensions).ToArray(), [.. DominantColours.Of(p.Image).Select(c => c.Colour)])),
        ];
    }
}
