using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Realtime;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Ordering.Orders;

/// <summary>The status of orders for those who look at them now. What is shown is the same for everybody who may see the order; it holds nothing personal.</summary>
internal sealed class OrderLive
{
    public static readonly Type[] Events =
    [
        typeof(OrderPlaced), typeof(OrderAwaitingPayment), typeof(OrderPaid), typeof(OrderFailed), typeof(OrderCancelled), typeof(OrderPacked), typeof(OrderShipped),
        typeof(OrderDelivered), typeof(OrderRefunded), typeof(ReturnRequested), typeof(ReturnSettled),
    ];

    private readonly OrderStore _store;
    private readonly LiveFeed<OrderId> _feed;

    public OrderLive(OrderStore store, LiveViewers viewers, TimeProvider time, ILogger<OrderLive> log)
    {
        _store = store;
        _feed = new LiveFeed<OrderId>(ReadAsync, new LiveOptions(), viewers, time, log);
    }

    /// <param name="key">Of an event of the order: its id.</param>
    public void Changed(string key)
    {
        if (OrderId.TryParse(key, CultureInfo.InvariantCulture, out var order))
        {
            _feed.Changed(order);
        }
    }

    public LiveStream Watch(OrderId order, LivePermission allowed) => _feed.Watch(order, allowed);

    private async Task<LiveMessage?> ReadAsync(OrderId id, CancellationToken ct)
    {
        var events = await _store.ReadAsync(id, ct);
        if (Order.Fold(id, events) is not { } order)
        {
            return null;
        }

        var status = new LiveOrder(
            order.Id, order.Terms.Number, order.Status, OrderPresenter.Tell(events[^1].Event), events[^1].At, OrderPresenter.Parcels(order), order.FailureCode, order.Version);
        return LiveMessage.Of(order.Version.ToString(CultureInfo.InvariantCulture), "status", status);
    }
}

/// <param name="Text">The latest that happened, in a sentence.</param>
internal sealed record LiveOrder(
    OrderId Id, string Number, OrderStatus Status, LocalizedText Text, DateTimeOffset At, IReadOnlyList<OrderShipment> Shipments, string? FailureCode, int Version);
