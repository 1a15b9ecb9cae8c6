using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Payments.Reconciliation;

/// <summary>Keeps what orders say was paid and given back, so that it can be compared with the ledger.</summary>
internal sealed class OrderClaims(TimeProvider time) : IEventBatchHandler
{
    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var claims = new SortedDictionary<Guid, Claim>();
        foreach (var received in events)
        {
            var (order, number, paid, refunded) = received.Event switch
            {
                OrderPaid e => (e.OrderId, e.Number, e.Total, 0L),
                OrderRefunded e => (e.OrderId, e.Number, e.Amount with { Amount = 0 }, e.Amount.Amount),
                var other => throw new InvalidOperationException($"{other.GetType().Name} is not subscribed to."),
            };
            var before = claims.GetValueOrDefault(order.Value) ?? new Claim(number, paid.Currency, 0, 0);
            claims[order.Value] = before with { Paid = before.Paid + paid.Amount, Refunded = before.Refunded + refunded };
        }

        return transaction.ExecuteAsync(
            """
            insert into order_claims as c (order_id, number, currency, paid, refunded, updated_at)
            select *, @now from unnest(@orders, @numbers, @currencies, @paid, @refunded)
            on conflict (order_id) do update set paid = c.paid + excluded.paid, refunded = c.refunded + excluded.refunded, updated_at = excluded.updated_at
            """,
            new
            {
                orders = claims.Keys.ToArray(),
                numbers = claims.Values.Select(c => c.Number).ToArray(),
                currencies = claims.Values.Select(c => c.Currency.Code).ToArray(),
                paid = claims.Values.Select(c => c.Paid).ToArray(),
                refunded = claims.Values.Select(c => c.Refunded).ToArray(),
                now = time.GetUtcNow(),
            },
            ct);
    }

    private sealed record Claim(string Number, Currency Currency, long Paid, long Refunded);
}
