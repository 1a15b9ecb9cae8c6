using System.Runtime.InteropServices;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging;
using Maru.Platform.Data;

namespace Maru.Modules.Vision.Embedding;

/// <summary>Vectors of pictures in the database, so that a restart computes none again.</summary>
internal sealed class EmbeddingStore(Database<VisionModule> database, TimeProvider time)
{
    public async Task<IReadOnlyList<SeenPicture>> ReadAsync(string model, IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        if (hashes.Count == 0)
        {
            return [];
        }

        var rows = await database.QueryAsync<Row>(
            "select hash, vector, colors from embeddings where model = @model and hash = any(@hashes)", new { model, hashes = hashes.ToArray() }, ct);
        return [.. rows.Select(r => new SeenPicture(r.Hash, MemoryMarshal.Cast<byte, float>(r.Vector).ToArray(), ColoursOf(r.Colors)))];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Colour>>> ReadColoursAsync(string model, IReadOnlyCollection<string> hashes, CancellationToken ct)
    {
        var rows = hashes.Count == 0 ? [] : await database.QueryAsync<ColourRow>(
            "select hash, colors from embeddings where model = @model and hash = any(@hashes)", new { model, hashes = hashes.ToArray() }, ct);
        return rows.ToDictionary(r => r.Hash, r => (IReadOnlyList<Colour>)ColoursOf(r.Colors));
    }

    public async Task<IReadOnlySet<string>> UnreadableAsync(string model, IReadOnlyCollection<string> hashes, CancellationToken ct) =>
        (await database.QueryAsync<string>("select hash from misses where model = @model and hash = any(@hashes)", new { model, hashes = hashes.ToArray() }, ct)).ToHashSet();

    /// <summary>Those of the pictures that nobody has looked at since a moment.</summary>
    public async Task<IReadOnlyList<string>> UnseenAsync(Transaction transaction, string model, IReadOnlyList<string> hashes, DateTimeOffset since, CancellationToken ct) =>
        await transaction.QueryAsync<string>(
            """
            select h from unnest(@hashes) h
            where not exists (select from embeddings e where e.model = @model and e.hash = h and e.embedded_at >= @since)
              and not exists (select from misses m where m.model = @model and m.hash = h and m.at >= @since)
            """,
            new { model, hashes = hashes.ToArray(), since }, ct);

    public async Task WriteAsync(Transaction transaction, string model, IReadOnlyList<SeenPicture> seen, IReadOnlyList<(string Hash, string Reason)> missed, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            """
            insert into embeddings (model, hash, vector, colors, embedded_at)
            select @model, h, v, c, @now from unnest(@hashes, @vectors, @colors) as t (h, v, c)
            on conflict (model, hash) do update set vector = excluded.vector, colors = excluded.colors, embedded_at = excluded.embedded_at;
            delete from misses where model = @model and hash = any(@hashes);
            insert into misses (model, hash, reason, at) select @model, h, r, @now from unnest(@missed, @reasons) as t (h, r)
            on conflict (model, hash) do update set reason = excluded.reason, at = excluded.at
            """,
            new
            {
                model, now,
                hashes = seen.Select(s => s.Hash).ToArray(),
                vectors = seen.Select(s => MemoryMarshal.AsBytes(s.Vector.AsSpan()).ToArray()).ToArray(),
                colors = seen.Select(s => s.Colours.SelectMany(c => new[] { c.Red, c.Green, c.Blue }).ToArray()).ToArray(),
                missed = missed.Select(m => m.Hash).ToArray(),
                reasons = missed.Select(m => m.Reason).ToArray(),
            },
            ct);
    }

    /// <summary>How many of the pictures have a vector, and how many could not be read.</summary>
    public async Task<(int Embedded, int Unreadable)> CountAsync(string model, IReadOnlyList<string> hashes, CancellationToken ct)
    {
        var counts = await database.QuerySingleOrDefaultAsync<Counts>(
            """
            select (select count(*) from embeddings where model = @model and hash = any(@hashes))::int as embedded,
                   (select count(*) from misses where model = @model and hash = any(@hashes))::int as unreadable
            """,
            new { model, hashes = hashes.ToArray() }, ct);
        return (counts!.Embedded, counts.Unreadable);
    }

    public async Task<IReadOnlyList<PictureMiss>> MissesAsync(string model, int limit, CancellationToken ct) => await database.QueryAsync<PictureMiss>(
        "select hash, reason, at from misses where model = @model order by at desc, hash limit @limit", new { model, limit }, ct);

    private static Colour[] ColoursOf(byte[] bytes) => [.. bytes.Chunk(3).Select(c => new Colour(c[0], c[1], c[2]))];

    private sealed record Row(string Hash, byte[] Vector, byte[] Colors);

    private sealed record ColourRow(string Hash, byte[] Colors);

    private sealed record Counts(int Embedded, int Unreadable);
}
