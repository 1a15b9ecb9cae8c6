using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Embedding;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Vision.Index;

/// <summary>
/// Keeps what this process sees in step with the catalogue. An event reaches one process only and every process has an index of its own, so besides the
/// events all goods are walked through now and then.
/// </summary>
internal sealed partial class IndexKeeper(
    Sights sights, Rebuilds rebuilds, PictureEmbedder pictureEmbedder, ChangedGoods changed, ICatalogBrowsing catalog, Database<VisionModule> database, IHostApplicationLifetime life,
    TimeProvider time, ILogger<IndexKeeper> log)
    : BackgroundService
{
    private const int BatchSize = 500;
    private const int WalkStep = 2_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PaceAfterFailure = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WalkEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookForRebuildEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(10);

    private DateTimeOffset _walkedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _savedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first page does not wait for pictures.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        _savedAt = time.GetUtcNow();
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            do
            {
                try
                {
                    while (await TurnAsync(stoppingToken))
                    {
                    }
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(log, e);
                    await Task.Delay(PaceAfterFailure, time, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }

        sights.Save();
    }

    /// <returns>Whether there is more to do at once.</returns>
    private async Task<bool> TurnAsync(CancellationToken ct)
    {
        await sights.OpenAsync(ct);
        if (time.GetUtcNow() - _walkedAt >= WalkEvery)
        {
            await WalkAsync(sights.All, ct);
            sights.DropStrays();
            _walkedAt = time.GetUtcNow();
        }

        await TakeChangesAsync(ct);
        await sights.ExchangeAsync(ct);
        var more = await EmbedAsync(ct);
        if (more || time.GetUtcNow() - _lookedAt >= LookForRebuildEvery)
        {
            more |= await rebuilds.StepAsync(ct);
            await TakeRebuiltAsync(ct);
            _lookedAt = more ? DateTimeOffset.MinValue : time.GetUtcNow();
        }

        if (time.GetUtcNow() - _savedAt >= SaveEvery)
        {
            sights.Save();
            _savedAt = time.GetUtcNow();
        }

        return more;
    }

    private async Task WalkAsync(IReadOnlyList<Sight> wanted, CancellationToken ct)
    {
        ProductId? after = null;
        while (await catalog.ListIdsAsync(after, WalkStep, ct) is { Count: > 0 } ids)
        {
            await UpdateAsync(wanted, ids, ct);
            after = ids[^1];
        }

        foreach (var sight in wanted)
        {
            var known = sight.Index.Products.Select(p => p.Id).ToList();
            var gone = known.Except((await catalog.GetSummariesAsync(known, Currency.Krw, ct)).Select(p => p.Id)).ToList();
            await sight.UpdateAsync(gone, [], ct);
        }
    }

    private async Task TakeChangesAsync(CancellationToken ct)
    {
        if (await changed.TakeAsync(BatchSize, ct) is { Count: > 0 } ids)
        {
            await UpdateAsync(sights.All, ids, ct);
        }
    }

    private async Task UpdateAsync(IReadOnlyList<Sight> wanted, IReadOnlyCollection<ProductId> ids, CancellationToken ct)
    {
        var details = await catalog.GetDetailsAsync(ids, Currency.Krw, ct);
        foreach (var sight in wanted)
        {
            await sight.UpdateAsync(ids, details, ct);
        }
    }

    /// <summary>Looks at some of the pictures nobody has looked at. Another process may be at it: then its vectors are taken as they come.</summary>
    private async Task<bool> EmbedAsync(CancellationToken ct)
    {
        foreach (var sight in sights.All)
        {
            if (sight.Embedder is { } embedder && sight.Next() is { Length: > 0 } hashes)
            {
                var mine = await pictureEmbedder.EmbedAsync(embedder, hashes, DateTimeOffset.MinValue, null, ct);
                var products = sight.Take(hashes);
                await UpdateAsync([sight], products, ct);
                if (mine)
                {
                    await TellAsync(sight, products, ct);
                }

                return mine;
            }
        }

        return false;
    }

    private async Task TellAsync(Sight sight, IEnumerable<ProductId> products, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        foreach (var product in products.Where(p => sight.Index.Find(p) is { Keys.Length: > 0 }))
        {
            transaction.Publish(new ProductSeen(product, sight.Model));
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>A rebuild came to its end: another index is built from its vectors beside the one that answers, and takes its place when it is whole.</summary>
    private async Task TakeRebuiltAsync(CancellationToken ct)
    {
        if (await sights.BeginAnewAsync(ct) is { } anew)
        {
            await WalkAsync([anew], ct);
            sights.Replace(anew);
            LogRebuilt(log, anew.Index.Statistics.Count);
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "Bringing the picture index up to date failed; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(7002, LogLevel.Information, "A rebuilt picture index of {Vectors} vectors answers from now on.")]
    private static partial void LogRebuilt(ILogger logger, int vectors);
}
