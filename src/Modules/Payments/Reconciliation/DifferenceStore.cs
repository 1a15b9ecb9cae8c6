using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Platform.Data;

namespace Maru.Modules.Payments.Reconciliation;

/// <summary>Keeps differences from the first time they are seen until a later comparison of the same time does not see them.</summary>
internal sealed class DifferenceStore(Database<PaymentsModule> db)
{
    /// <summary>Far enough back to see again, or to settle, what is open; but not further than the limit.</summary>
    public async Task<DateTimeOffset> ReachBackAsync(DateTimeOffset since, DateTimeOffset limit, CancellationToken ct)
    {
        var oldest = await db.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select min(since) from differences where settled_at is null and since >= @limit", new { limit }, ct);
        return oldest is { } open && open < since ? open : since;
    }

    public async Task RecordAsync(ReconciliationOutcome run, IReadOnlyList<Difference> found, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            insert into differences as d (key, kind, payment_id, order_id, provider, reference, detail, since, first_seen_at, last_seen_at)
            select *, @Since, @EndedAt, @EndedAt from unnest(@keys, @kinds, @payments, @orders, @providers, @references, @details)
            on conflict (key) do update set detail = excluded.detail, since = least(d.since, excluded.since), last_seen_at = excluded.last_seen_at, settled_at = null
            """,
            new
            {
                run.EndedAt,
                run.Since,
                keys = found.Select(d => d.Key).ToArray(),
                kinds = found.Select(d => d.Kind).ToArray(),
                payments = found.Select(d => d.Payment?.Value).ToArray(),
                orders = found.Select(d => d.Order?.Value).ToArray(),
                providers = found.Select(d => d.Provider).ToArray(),
                references = found.Select(d => d.Reference).ToArray(),
                details = found.Select(d => d.Detail).ToArray(),
            },
            ct);

        // Of what this run looked at, whatever it did not see any more is settled. A provider it could not reach says nothing.
        await transaction.ExecuteAsync(
            """
            update differences set settled_at = @EndedAt
            where settled_at is null and since >= @Since and last_seen_at < @EndedAt and (provider is null or provider <> all(@unreached))
            """,
            new { run.EndedAt, run.Since, unreached = run.ProvidersNotReached.ToArray() }, ct);
        await transaction.ExecuteAsync(
            """
            insert into reconciliations (id, started_at, ended_at, since, compared, mended, differences, providers_not_reached)
            values (@Id, @StartedAt, @EndedAt, @Since, @Compared, @Mended, @Differences, @unreached)
            """,
            new { run.Id, run.StartedAt, run.EndedAt, run.Since, run.Compared, run.Mended, run.Differences, unreached = run.ProvidersNotReached.ToArray() }, ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<Page<PaymentDifference>> ListAsync(bool open, PageRequest page, CancellationToken ct)
    {
        var total = await db.QuerySingleOrDefaultAsync<long>("select count(*) from differences where (settled_at is null) = @open", new { open }, ct);
        var rows = await db.QueryAsync<Row>(
            """
            select kind, payment_id, order_id, provider, reference, detail, first_seen_at, last_seen_at, settled_at
            from differences where (settled_at is null) = @open order by last_seen_at desc, key limit @Size offset @Offset
            """,
            new { open, page.Size, page.Offset }, ct);
        return new Page<PaymentDifference>(
            [.. rows.Select(r => new PaymentDifference(r.Kind, r.PaymentId, r.OrderId, r.Provider, r.Reference, r.Detail, r.FirstSeenAt, r.LastSeenAt, r.SettledAt))],
            total, page.Number, page.Size);
    }

    public async Task<IReadOnlyList<ReconciliationOutcome>> RunsAsync(CancellationToken ct)
    {
        var rows = await db.QueryAsync<RunRow>(
            "select id, started_at, ended_at, since, compared, mended, differences, providers_not_reached from reconciliations order by started_at desc limit 100", null, ct);
        return [.. rows.Select(r => new ReconciliationOutcome(r.Id, r.StartedAt, r.EndedAt, r.Since, r.Compared, r.Mended, r.Differences, r.ProvidersNotReached))];
    }

    private sealed record Row(
        string Kind, PaymentId? PaymentId, OrderId? OrderId, string? Provider, string? Reference, string Detail, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt,
        DateTimeOffset? SettledAt);

    private sealed record RunRow(
        Guid Id, DateTimeOffset StartedAt, DateTimeOffset EndedAt, DateTimeOffset Since, int Compared, int Mended, int Differences, string[] ProvidersNotReached);
}
