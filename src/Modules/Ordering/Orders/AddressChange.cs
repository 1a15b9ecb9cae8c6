using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Contacts;
using Maru.Platform.Http;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Changes where a paid order goes, as long as nothing is packed. The old address stays sealed with the version it belonged to.</summary>
internal sealed class AddressChange(OrderStore store, OrderWriter writer, OrderDesk desk, ContactStore contacts)
{
    public async Task<Result<OrderView>> RunAsync(OrderId id, OrderAccess access, string actor, Address address, CancellationToken ct)
    {
        var errors = new FieldErrors();
        CheckoutValidation.Check(errors, address);
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        var order = await store.LoadAsync(id, ct);
        if (order is null || access.Seller is not null || !desk.MaySee(order, access) || await contacts.KeyAsync(id, ct) is not { } key)
        {
            return new NotFound("order");
        }

        var contact = await contacts.ReadAsync(id, order.Version, ct) with { Address = address };
        var changed = await writer.ChangeAsync(
            id, actor, o => OrderDecisions.ChangeAddress(o, address.Country),
            (batch, after, _) => batch.BatchCommands.Add(contacts.Insert(id, after.Version, key, contact)), ct);
        return changed.Succeeded ? (await desk.FindAsync(id, access, ct))! : changed.Failure;
    }
}
