using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Statistics;

/// <summary>What orders say of money and of work not done: one side of the proof.</summary>
internal sealed class BookReader(Database<OrderingModule> database)
{
    public async Task<IReadOnlyList<OrderBooks>> ReadAsync(OrderId? after, int limit, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(
            """
            select v.order_id, v.number, v.status, c.payment_id, v.currency, case when c.stage = 'paid' then v.total else 0 end as paid, v.refunded
            from order_views v join checkouts c on c.order_id = v.order_id
            where @after::uuid is null or v.order_id > @after order by v.order_id limit @limit
            """,
            new { after = after?.Value, limit = Math.Clamp(limit, 1, 10_000) }, ct);
        return [.. rows.Select(r => new OrderBooks(r.OrderId, r.Number, Enum.Parse<OrderStatus>(r.Status), r.PaymentId, new Money(r.Paid, r.Currency), new Money(r.Refunded, r.Currency)))];
    }

    public async Task<OpenWork> ReadOpenAsync(CancellationToken ct) => (await database.QuerySingleOrDefaultAsync<OpenWork>(
        """
        select (select count(*) from checkouts where stage = 'running') as running, (select count(*) from checkouts where stage = 'awaiting') as awaiting,
               (select count(*) from checkouts where stage in ('compensating', 'late')) as compensating, (select count(*) from order_tasks) as tasks
        """,
        null, ct))!;

    private sealed record Row(OrderId OrderId, string Number, string Status, PaymentId PaymentId, Currency Currency, long Paid, long Refunded);
}
