using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Search.Index;

/// <summary>
/// Keeps the index in step. An event reaches one process only and every process has an index of its own, so besides the events all goods are walked
/// through now and then.
/// </summary>
internal sealed partial class IndexKeeper(ProductIndex index, ICatalogBrowsing catalog, TimeProvider time, ILogger<IndexKeeper> log)
    : BackgroundService, IEventHandler<ProductChanged>, IEventHandler<ProductRemoved>
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WalkEvery = TimeSpan.FromMinutes(2);

    /// <summary>The shop window may show a change a moment after its event came: what changed is looked at again.</summary>
    private static readonly TimeSpan[] LookAgainAfter = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    /// <summary>So late an event may come, and the shop window show it; and another process's hears of it by its walk only.</summary>
    private static readonly TimeSpan Slack = WalkEvery + TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<ProductId> _changed = new();
    private readonly PriorityQueue<ProductId, DateTimeOffset> _again = new();

    public Task HandleAsync(ProductChanged happened, EventContext context, CancellationToken ct)
    {
        _changed.Enqueue(happened.ProductId);
        return Task.CompletedTask;
    }

    public Task HandleAsync(ProductRemoved happened, EventContext context, CancellationToken ct)
    {
        _changed.Enqueue(happened.ProductId);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var walkedAt = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            do
            {
                try
                {
                    if (time.GetUtcNow() - walkedAt >= WalkEvery)
                    {
                        await WalkAsync(stoppingToken);
                        walkedAt = time.GetUtcNow();
                    }

                    var now = time.GetUtcNow();
                    await TakeChangesAsync(stoppingToken);
                    index.CompleteTo = (_changed.IsEmpty ? now : walkedAt) - Slack;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailed(log, e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task WalkAsync(CancellationToken ct)
    {
        ProductId? after = null;
        while (await catalog.ListIdsAsync(after, BatchSize, ct) is { Count: > 0 } ids)
        {
            await UpdateAsync(ids, ct);
            after = ids[^1];
        }
    }

    private async Task TakeChangesAsync(CancellationToken ct)
    {
        var ids = new HashSet<ProductId>();
        while (ids.Count < BatchSize && _changed.TryDequeue(out var id))
        {
            ids.Add(id);
        }

        var now = time.GetUtcNow();
        foreach (var id in ids)
        {
            foreach (var delay in LookAgainAfter)
            {
                _again.Enqueue(id, now + delay);
            }
        }

        while (ids.Count < 2 * BatchSize && _again.TryPeek(out var again, out var due) && due <= now)
        {
            ids.Add(again);
            _again.Dequeue();
        }

        if (ids.Count > 0)
        {
            await UpdateAsync(ids, ct);
        }
    }

    private async Task UpdateAsync(IReadOnlyCollection<ProductId> ids, CancellationToken ct) => index.Update(ids, await catalog.GetDetailsAsync(ids, Currency.Krw, ct));

    [LoggerMessage(6001, LogLevel.Warning, "Bringing the search index up to date failed; trying again.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
