using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Embedding;
using Maru.Platform.Data;

namespace Maru.Modules.Vision.Index;

/// <summary>
/// Looking at every picture anew. How far it has come is written down together with each batch, so that whoever goes on after a crash does nothing twice
/// and leaves nothing out. The index that answers is not touched: every process builds another from the new vectors and puts it in its place.
/// </summary>
internal sealed class Rebuilds(Database<VisionModule> database, PictureEmbedder pictureEmbedder, ICatalogPictures pictures, Embedders embedders, TimeProvider time)
{
    private const int CountStep = 10_000;

    /// <summary>The one that runs, else a new one.</summary>
    public async Task<RebuildView> StartAsync(CancellationToken ct)
    {
        var total = (await AllPicturesAsync(ct)).Count;
        await database.ExecuteAsync(
            "insert into rebuilds (id, model, total, started_at) values (@id, @model, @total, @now) on conflict ((true)) where finished_at is null do nothing",
            new { id = Guid.CreateVersion7(), model = embedders.Current.ModelVersion, total, now = time.GetUtcNow() }, ct);
        return (await LastAsync(ct))!;
    }

    public async Task<RebuildView?> LastAsync(CancellationToken ct) => await database.QuerySingleOrDefaultAsync<RebuildView>(
        "select id, model, total, done, started_at, finished_at from rebuilds order by started_at desc limit 1", null, ct);

    /// <summary>The last rebuild of a model that came to its end; empty if none did. Indexes and snapshots from before it are out of date.</summary>
    public async Task<string> EpochAsync(string model, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Guid?>(
            "select id from rebuilds where model = @model and finished_at is not null order by finished_at desc limit 1", new { model }, ct))?.ToString("N") ?? "";

    /// <summary>Looks at the next 32 pictures of the rebuild that runs.</summary>
    /// <returns>False if none runs, or another process is at it.</returns>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        var running = await database.QuerySingleOrDefaultAsync<Running>("select id, model, after, started_at from rebuilds where finished_at is null", null, ct);
        if (running is null)
        {
            return false;
        }

        if (embedders.Find(running.Model) is not { } embedder)
        {
            // Begun by a version with another model, which now no process has: what it wanted is done by the new model's own first look.
            await FinishAsync(running.Id, ct);
            return true;
        }

        var next = await pictures.ListAsync(running.After, PictureEmbedder.BatchSize, ct);
        if (next.Count == 0)
        {
            await FinishAsync(running.Id, ct);
            return true;
        }

        return await pictureEmbedder.EmbedAsync(
            embedder, next, running.StartedAt,
            transaction => transaction.ExecuteAsync(
                "update rebuilds set after = @last, done = done + @count where id = @Id and after = @After", new { last = next[^1], count = next.Count, running.Id, running.After }, ct),
            ct);
    }

    public async Task<IReadOnlyList<string>> AllPicturesAsync(CancellationToken ct)
    {
        var all = new List<string>();
        while (await pictures.ListAsync(all.Count == 0 ? null : all[^1], CountStep, ct) is { Count: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }

    private Task FinishAsync(Guid id, CancellationToken ct) =>
        database.ExecuteAsync("update rebuilds set finished_at = @now where id = @id and finished_at is null", new { id, now = time.GetUtcNow() }, ct);

    private sealed record Running(Guid Id, string Model, string After, DateTimeOffset StartedAt);
}
