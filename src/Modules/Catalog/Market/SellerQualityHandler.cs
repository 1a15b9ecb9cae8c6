using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Events;
using Npgsql;

namespace Maru.Modules.Catalog.Market;

/// <summary>Notes what becomes of each seller's orders. One subscription for all, so that an order's events are noted in the order they happened.</summary>
internal sealed class SellerQualityHandler : IEventHandler<OrderPaid>, IEventHandler<OrderShipped>, IEventHandler<OrderCancelled>, IEventHandler<ReturnRequested>
{
    public Task HandleAsync(OrderPaid happened, EventContext context, CancellationToken ct) => Note(
        context, "insert into seller_orders (order_id, seller_id, paid_at) select $1, s, $2 from unnest($3) as s on conflict do nothing", happened.OrderId, At(happened.At),
        new NpgsqlParameter<Guid[]> { TypedValue = [.. happened.Lines.Select(l => l.SellerId.Value).Distinct()] });

    public Task HandleAsync(OrderShipped happened, EventContext context, CancellationToken ct) =>
        Note(context, "update seller_orders set shipped_at = $2 where order_id = $1 and shipped_at is null", happened.OrderId, At(happened.At));

    public Task HandleAsync(OrderCancelled happened, EventContext context, CancellationToken ct) =>
        Note(context, "update seller_orders set cancelled = true where order_id = $1", happened.OrderId);

    public Task HandleAsync(ReturnRequested happened, EventContext context, CancellationToken ct) =>
        Note(context, "update seller_orders set returned = true where order_id = $1", happened.OrderId);

    /// <summary>With the commit and in this order, however many events there are: one round trip for all of them.</summary>
    private static Task Note(EventContext context, string sql, OrderId order, params ReadOnlySpan<NpgsqlParameter> more)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Value });
        foreach (var parameter in more)
        {
            command.Parameters.Add(parameter);
        }

        context.Transaction.AddLast(command);
        return Task.CompletedTask;
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset at) => new() { TypedValue = at.UtcDateTime };
}
