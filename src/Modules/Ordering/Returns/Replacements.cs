using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Contacts;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Returns;

/// <summary>Takes a replacement off the shelf and sends it; where there is none left, the money goes back.</summary>
internal sealed class Replacements(
    OrderStore orders, OrderWriter writer, ContactStore contacts, IInventory inventory, IShipping shipping, OrderingOptions options, TimeProvider time)
{
    /// <returns>Whether it is done; false to try again later.</returns>
    public async Task<bool> RunAsync(OrderId id, ReturnId returned, CancellationToken ct)
    {
        var order = (await orders.LoadAsync(id, ct))!;
        var goods = order.Returns.First(r => r.Asked.ReturnId == returned);
        if (goods.State != ReturnState.Received)
        {
            return true;
        }

        var accepted = goods.Inspected!.Value.Where(l => l.Accepted > 0).Select(l => (l.Accepted, order.Lines.First(x => x.Line.Number == l.Line).Line)).ToArray();
        var hold = ReservationId.From(DerivedId.Of(returned.Value, "replacement-hold"));
        var taken = await inventory.ReserveAsync(
            new ReserveStock(hold, id, [.. accepted.Select(a => new StockLine(a.Line.Sku, a.Accepted))], time.GetUtcNow() + options.HoldMargin, order.Terms.Country), ct);
        taken = taken.Succeeded ? await inventory.CommitAsync(hold, ct) : taken;
        if (!taken.Succeeded)
        {
            return taken.Failure.Kind != FailureKind.Unavailable
                && (await writer.ChangeAsync(id, Actors.Shipping, o => ReturnDecisions.RefundInstead(o, returned, options), ct)).Succeeded;
        }

        var shipment = ShipmentId.From(DerivedId.Of(returned.Value, "replacement-parcel"));
        var contact = await contacts.ReadAsync(id, order.Version, ct);
        var parcel = await shipping.CreateAsync(
            new CreateShipment(
                shipment, id, order.Terms.Number, order.Terms.ShippingOption, contact.Address,
                [.. accepted.Select(a => new ShipmentItem(a.Line.Number, a.Line.Sku, a.Accepted, a.Line.Name.In(order.Terms.Language)))],
                taken.Value.Lines.FirstOrDefault()?.Warehouse ?? "", accepted.Sum(a => a.Line.WeightGrams * a.Accepted), accepted.Sum(a => a.Line.VolumeCm3 * a.Accepted)),
            ct);
        return parcel.Succeeded
            && (await writer.ChangeAsync(
                id, Actors.Shipping, o => ReturnDecisions.Replaced(o, returned, shipment, parcel.Value.Carrier, parcel.Value.TrackingNumber), ct)).Succeeded;
    }
}
