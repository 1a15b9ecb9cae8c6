using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Inventory.Reservations;

/// <summary>Puts goods back on sale whose hold ran out: on a schedule, and at once when somebody else wants them.</summary>
internal sealed class OverdueReservations(Database<InventoryModule> database, ReservationQueue queue, TimeProvider time) : IJob
{
    private const int BatchSize = 500;
    private const int RememberedSkus = 10_000;
    private const string Reason = "expired";

    // In a rush thousands are refused a second: one look at a time is enough for all of them.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, long> _lookedAt = new();

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        int found;
        do
        {
            var ids = await database.QueryAsync<ReservationId>(
                "select id from reservations where state = 'Held' and expires_at <= @now order by expires_at limit @BatchSize", new { now = time.GetUtcNow(), BatchSize }, ct);
            await ReleaseAsync(ids, ct);
            found = ids.Count;
        }
        while (found == BatchSize);
    }

    /// <returns>Whether any hold on these SKUs was overdue; false too if somebody looked a moment ago.</returns>
    public async Task<bool> ExpireAsync(string[] skus, CancellationToken ct)
    {
        if (!IsTimeToLook(skus))
        {
            return false;
        }

        var ids = await database.QueryAsync<ReservationId>(
            """
            select r.id from reservations r
            where r.state = 'Held' and r.expires_at <= @now and exists (select from reservation_lines l where l.reservation = r.id and l.sku = any(@skus))
            order by r.expires_at limit @BatchSize
            """,
            new { now = time.GetUtcNow(), skus, BatchSize }, ct);
        await ReleaseAsync(ids, ct);
        return ids.Count > 0;
    }

    private bool IsTimeToLook(string[] skus)
    {
        if (_lookedAt.Count > RememberedSkus)
        {
            _lookedAt.Clear();
        }

        var now = time.GetTimestamp();
        var looks = false;
        foreach (var sku in skus)
        {
            if (!_lookedAt.TryGetValue(sku, out var last) || time.GetElapsedTime(last, now) >= Pause)
            {
                _lookedAt[sku] = now;
                looks = true;
            }
        }

        return looks;
    }

    private Task ReleaseAsync(List<ReservationId> ids, CancellationToken ct) =>
        Task.WhenAll(ids.Select(id => queue.SubmitAsync(new ReleaseOperation(id, Reason, expired: true, ct))));
}
