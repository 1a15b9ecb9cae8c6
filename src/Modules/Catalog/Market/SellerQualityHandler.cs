using Maru.Contracts.Ordering;
using Maru.Platform.Events;

namespace Maru.Modules.Catalog.Market;

/// <summary>Notes what becomes of each seller's orders. One subscription for all, so that an order's events are noted in the order they happened.</summary>
internal sealed class SellerQualityHandler : IEventHandler<OrderPaid>, IEventHandler<OrderShipped>, IEventHandler<OrderCancelled>, IEventHandler<ReturnRequested>
{

    public Task HandleAsync(OrderPaid happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        "insert into seller_orders (order_id, seller_id, paid_at) select @OrderId, s, @At from unnest(@sellers) as s on conflict do nothing",
        new { happened.OrderId, happened.At, sellers = happened.Lines.Select(l => l.SellerId.Value).Distinct().ToArray() }, ct);

    public Task HandleAsync(OrderShipped happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        "update seller_orders set shipped_at = @At where order_id = @OrderId and shipped_at is null", new { happened.OrderId, happened.At }, ct);

    public Task HandleAsync(OrderCancelled happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        "update seller_orders set cancelled = true where order_id = @OrderId", new { happened.OrderId }, ct);

    public Task HandleAsync(ReturnRequested happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        "update seller_orders set returned = true where order_id = @OrderId", new { happened.OrderId }, ct);
}
