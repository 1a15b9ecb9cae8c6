using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Contacts;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Opens orders to those who have a right to them. A foreign order and a missing one are the same: nothing.</summary>
internal sealed class OrderDesk(OrderStore store, ContactStore contacts, GuestTokens tokens)
{
    public async Task<OrderView?> FindAsync(OrderId id, OrderAccess access, CancellationToken ct)
    {
        var events = await store.ReadAsync(id, ct);
        return await ViewAsync(id, events, access, ct);
    }

    /// <summary>The order as it was at a version.</summary>
    public async Task<OrderView?> AsOfAsync(OrderId id, int version, OrderAccess access, CancellationToken ct)
    {
        var events = await store.ReadAsync(id, ct);
        return version < 1 || version > events.Count ? null : await ViewAsync(id, [.. events.Take(version)], access, ct);
    }

    public async Task<bool> MaySeeAsync(OrderId id, OrderAccess access, CancellationToken ct) =>
        await store.LoadAsync(id, ct) is { } order && MaySee(order, access);

    public bool MaySee(Order order, OrderAccess access) =>
        access.Staff
        || (access.User is { } user && order.Terms.User == user)
        || (access.Seller is { } seller && order.Stage == OrderStage.Paid && order.Lines.Any(l => l.Line.SellerId == seller))
        || (access.GuestToken is { } token && tokens.IsValid(order.Id, token));

    private async Task<OrderView?> ViewAsync(OrderId id, IReadOnlyList<RecordedEvent> events, OrderAccess access, CancellationToken ct)
    {
        var order = Order.Fold(id, events);
        return order is null || !MaySee(order, access)
            ? null
            : OrderPresenter.View(order, events, await contacts.ReadAsync(id, order.Version, ct), access);
    }
}
