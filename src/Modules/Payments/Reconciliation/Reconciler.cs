using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Reconciliation;

/// <summary>
/// Compares orders, ledger and providers, three ways. What the provider did without our hearing of it is booked; what cannot be explained is
/// kept as a difference for somebody to look at. Younger payments than <see cref="Underway"/> are left to the checkout that is working on them.
/// </summary>
internal sealed class Reconciler(
    Database<PaymentsModule> db, PaymentStore store, PaymentProviders providers, Settlement settlement, DifferenceStore differences, TimeProvider time,
    ILogger<Reconciler> log)
{
    private static readonly TimeSpan Underway = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestReach = TimeSpan.FromDays(30);
    private const int BatchSize = 200;

    public async Task<ReconciliationOutcome> RunAsync(DateTimeOffset since, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        since = await differences.ReachBackAsync(since, now - LongestReach, ct);
        var tally = new Tally(now, since);
        foreach (var provider in providers.All)
        {
            try
            {
                await CompareAsync(provider, tally, ct);
            }
            catch (HttpRequestException e)
            {
                PaymentsLog.ProviderNotListed(log, provider.Code, e);
                tally.NotReached.Add(provider.Code);
            }
        }

        await CompareOrdersAsync(tally, ct);
        var outcome = new ReconciliationOutcome(
            Guid.CreateVersion7(tally.StartedAt), tally.StartedAt, time.GetUtcNow(), since, tally.Compared, tally.Mended, tally.Found.Count, [.. tally.NotReached]);
        await differences.RecordAsync(outcome, [.. tally.Found.DistinctBy(d => d.Key)], ct);
        return outcome;
    }

    private async Task CompareAsync(IPaymentProvider provider, Tally tally, CancellationToken ct)
    {
        var listed = new HashSet<PaymentId>();
        var batch = new List<ProviderPayment>(BatchSize);
        await foreach (var there in provider.ListAsync(tally.Since, ct))
        {
            batch.Add(there);
            if (batch.Count == BatchSize)
            {
                await CompareBatchAsync(provider, batch, listed, tally, ct);
                batch.Clear();
            }
        }

        await CompareBatchAsync(provider, batch, listed, tally, ct);

        // Here but not in the list: money that is booked, or a payment that waits for an answer.
        foreach (var here in await store.ChangedAsync(provider.Code, tally.Since, tally.StartedAt - Underway, ct))
        {
            if (!listed.Contains(here.Id))
            {
                tally.Compared++;
                await CompareMissingAsync(provider, here, tally, ct);
            }
        }
    }

    private async Task CompareBatchAsync(IPaymentProvider provider, List<ProviderPayment> batch, HashSet<PaymentId> listed, Tally tally, CancellationToken ct)
    {
        var known = await store.FindManyAsync(
            provider.Code, [.. batch.Where(b => b.Payment is not null).Select(b => b.Payment!.Value.Value)], [.. batch.Select(b => b.Reference)], ct);
        var byId = known.ToDictionary(p => p.Id);
        var byReference = known.Where(p => p.Reference is not null).ToDictionary(p => p.Reference!, StringComparer.Ordinal);
        foreach (var there in batch)
        {
            tally.Compared++;
            var here = there.Payment is { } ours ? byId.GetValueOrDefault(ours) : null;
            here ??= byReference.GetValueOrDefault(there.Reference);
            if (here is null)
            {
                if (there.Captured > 0)
                {
                    tally.Found.Add(Difference.UnknownHere(provider.Code, there.Reference is { Length: > 0 } id ? id : $"{there.Payment}", $"The provider took {there.Captured} {there.Amount.Currency}."));
                }

                continue;
            }

            listed.Add(here.Id);
            if (!Agree(here, there))
            {
                await MendAsync(provider, here, there.Reference, tally, ct);
            }
        }
    }

    private async Task MendAsync(IPaymentProvider provider, Payment here, string reference, Tally tally, CancellationToken ct)
    {
        // A list may lag behind, or know sums only: the payment itself decides.
        var handle = here.Handle();
        if (await provider.FetchAsync(handle with { Reference = handle.Reference ?? (reference.Length > 0 ? reference : null) }, ct) is not ProviderAnswer.Known { Payment: var there }
            || Agree(here, there))
        {
            return;
        }

        var after = await settlement.ApplyAsync(here, new ProviderAnswer.Known(there), ct);
        if (Agree(after, there))
        {
            tally.Mended++;
        }
        else if (after.UpdatedAt < tally.StartedAt - Underway)
        {
            tally.Found.Add(Difference.AmountsDiffer(
                after,
                FormattableString.Invariant(
                    $"Here {after.Captured} captured, {after.Refunded} refunded of {after.Amount} {after.Currency}; there {there.Captured}, {RefundedThere(there)} of {there.Amount}.")));
        }
    }

    private async Task CompareMissingAsync(IPaymentProvider provider, Payment here, Tally tally, CancellationToken ct)
    {
        switch (await provider.FetchAsync(here.Handle(), ct))
        {
            case ProviderAnswer.Known known when !Agree(here, known.Payment):
                await MendAsync(provider, here, known.Payment.Reference, tally, ct);
                break;
            case ProviderAnswer.Absent when here.Captured > 0:
                tally.Found.Add(Difference.AbsentThere(here, FormattableString.Invariant($"{here.Captured} {here.Currency} are booked as captured.")));
                break;
            case ProviderAnswer.Absent when here.Unsettled is not null:
                var after = await settlement.SettleAsync(here, ct);
                tally.Mended += after.Unsettled is null ? 1 : 0;
                break;
        }
    }

    /// <summary>What orders claim against what is booked for them; both sides settle within moments of each other, so young ones are not compared.</summary>
    private async Task CompareOrdersAsync(Tally tally, CancellationToken ct)
    {
        var rows = await db.QueryAsync<OrderRow>(
            """
            with touched as (
                select order_id from order_claims where updated_at >= @Since
                union select order_id from ledger_entries where at >= @Since),
            booked as (
                select order_id, -coalesce(sum(amount) filter (where account in ('sales', 'refunds')), 0)::bigint as net, max(at) as last
                from ledger_lines where order_id in (select order_id from touched) group by order_id)
            select t.order_id, coalesce(b.net, 0) as booked, coalesce(c.paid - c.refunded, 0) as claimed, c.order_id is not null as placed
            from touched t left join booked b using (order_id) left join order_claims c using (order_id)
            where coalesce(b.net, 0) <> coalesce(c.paid - c.refunded, 0)
              and coalesce(b.last, '-infinity') < @until and coalesce(c.updated_at, '-infinity') < @until
            limit 1000
            """,
            new { tally.Since, until = tally.StartedAt - Underway }, ct);
        tally.Found.AddRange(rows.Select(r => Difference.OrderNotCovered(
            r.OrderId,
            r.Placed
                ? FormattableString.Invariant($"The order says {r.Claimed} were paid and kept, the ledger {r.Booked}.")
                : FormattableString.Invariant($"The ledger has {r.Booked} for an order that was never paid."))));
    }

    private static bool Agree(Payment here, ProviderPayment there) =>
        here.Unsettled is null && here.Captured == there.Captured && here.Refunded == RefundedThere(there) && here.Currency == there.Amount.Currency &&
        (there.Dispute == DisputeStatus.None) == (here.Disputed == 0) && (there.Dispute != DisputeStatus.Open || here.Dispute == "open") &&
        (there.Captured > 0 || there.Status switch
        {
            ProviderStatus.Authorized => here.State == PaymentState.Authorized,
            ProviderStatus.Declined or ProviderStatus.Voided => here.IsDead,
            ProviderStatus.ActionRequired => here.State == PaymentState.ActionRequired,
            ProviderStatus.AwaitingTransfer => here.State == PaymentState.AwaitingTransfer,
            _ => false,
        });

    private static long RefundedThere(ProviderPayment there) => (there.Refunds ?? []).Where(r => r.State == RefundState.Succeeded).Sum(r => r.Amount);

    private sealed record OrderRow(OrderId OrderId, long Booked, long Claimed, bool Placed);

    private sealed class Tally(DateTimeOffset startedAt, DateTimeOffset since)
    {
        public DateTimeOffset StartedAt { get; } = startedAt;

        public DateTimeOffset Since { get; } = since;

        public int Compared { get; set; }

        public int Mended { get; set; }

        public List<Difference> Found { get; } = [];

        public List<string> NotReached { get; } = [];
    }
}
