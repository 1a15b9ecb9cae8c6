using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Tasks;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Calls an order off: a checkout that waits is turned round, a paid order is cancelled and its money and goods go back.</summary>
internal sealed class Cancellation(
    OrderStore store, OrderWriter writer, OrderDesk desk, CheckoutStore checkouts, CheckoutCompensation compensation, OrderTaskRunner tasks, OrderingOptions options)
{
    public async Task<Result<OrderView>> CancelAsync(OrderId id, OrderAccess access, string actor, string reason, CancellationToken ct)
    {
        var order = await store.LoadAsync(id, ct);
        if (order is null || access.Seller is not null || !desk.MaySee(order, access))
        {
            return new NotFound("order");
        }

        if (order.Stage is OrderStage.Placed or OrderStage.AwaitingPayment)
        {
            var row = await checkouts.CallOffAsync(id, new CheckoutCancelled(), options.Lease, ct);
            if (row is null)
            {
                // Its own process, or the worker, is about to know whether it is paid.
                return new StateConflict("The payment is being settled at this moment. Try again in a few seconds.");
            }

            await compensation.RunAsync(row, order, new CheckoutCancelled(), ct);
            return (await desk.FindAsync(id, access, ct))!;
        }

        var refund = RefundId.From(DerivedId.Of(id.Value, "cancel-refund"));
        var changed = await writer.ChangeAsync(id, actor, o => OrderDecisions.CancelPaid(o, refund, reason), ct);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        await tasks.RunOfAsync(id, ct);
        return (await desk.FindAsync(id, access, ct))!;
    }
}
