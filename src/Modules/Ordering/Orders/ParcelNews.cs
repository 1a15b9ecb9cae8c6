using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Checkout;
using Maru.Platform.Events;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Writes into an order's stream what the carrier says of its parcels.</summary>
internal sealed class ParcelNews(OrderStore store, OrderWriter writer) : IEventHandler<ShipmentMoved>
{
    public async Task HandleAsync(ShipmentMoved happened, EventContext context, CancellationToken ct)
    {
        var order = await store.LoadAsync(happened.OrderId, ct);
        if (order is null)
        {
            return;
        }

        // A report about a parcel that is not ours, or that changes nothing, is passed over.
        var decision = OrderDecisions.MoveParcel(order, happened.ShipmentId, happened.Status);
        if (decision is { Succeeded: true, Value.Length: > 0 })
        {
            writer.Save(context.Transaction, order, decision.Value, Actors.Shipping, static (_, _, _) => { });
        }
    }
}
