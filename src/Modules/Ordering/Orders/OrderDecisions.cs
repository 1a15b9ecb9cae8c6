using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Ordering.Orders;

/// <summary>What follows from asking something of an order: the events, or the reason why not. Pure functions of the order as it is.</summary>
internal static class OrderDecisions
{
    public static Result<OrderEvent[]> Await(Order order, PaymentAction? action) => order.Stage switch
    {
        OrderStage.Placed => new OrderEvent[] { new PaymentAwaited(action) },
        OrderStage.AwaitingPayment when order.NextAction == action => Array.Empty<OrderEvent>(),
        OrderStage.AwaitingPayment => new OrderEvent[] { new PaymentAwaited(action) },
        _ => OrderMoves.Refuse(order, OrderMoves.Pay),
    };

    /// <summary>Money came and the goods are committed. What failed stays failed: the shopper was told so.</summary>
    public static Result<OrderEvent[]> Pay(Order order, IReadOnlyList<AllocatedLine> allocations) => order.Stage switch
    {
        OrderStage.Placed or OrderStage.AwaitingPayment => new OrderEvent[] { new Paid(allocations) },
        OrderStage.Paid => Array.Empty<OrderEvent>(),
        _ => OrderMoves.Refuse(order, OrderMoves.Pay),
    };

    public static Result<OrderEvent[]> Fail(Order order, string code) => order.Stage switch
    {
        OrderStage.Placed or OrderStage.AwaitingPayment => new OrderEvent[] { new Failed(code) },
        OrderStage.Failed => Array.Empty<OrderEvent>(),
        _ => OrderMoves.Refuse(order, "fail"),
    };

    /// <summary>Calls a checkout off; nothing was taken, or what was is refunded by the payment itself.</summary>
    public static Result<OrderEvent[]> CancelUnpaid(Order order, string reason) => order.Stage switch
    {
        OrderStage.Placed or OrderStage.AwaitingPayment => new OrderEvent[] { new Cancelled(reason) },
        OrderStage.Cancelled => Array.Empty<OrderEvent>(),
        _ => OrderMoves.Refuse(order, OrderMoves.Cancel),
    };

    /// <summary>Cancels a paid order and starts giving all its money back.</summary>
    public static Result<OrderEvent[]> CancelPaid(Order order, RefundId refund, string reason)
    {
        if (order.Stage != OrderStage.Paid || !OrderMoves.Allows(order, OrderMoves.Cancel))
        {
            return OrderMoves.Refuse(order, OrderMoves.Cancel);
        }

        return order.Total == 0 && order.PointsUsed == 0
            ? new OrderEvent[] { new Cancelled(reason) }
            : new OrderEvent[] { new Cancelled(reason), Refunds.Whole(order, refund, reason) };
    }

    public static Result<OrderEvent[]> ChangeAddress(Order order, string country) =>
        OrderMoves.Allows(order, OrderMoves.ChangeAddress)
            ? country == order.Terms.Country
                ? new OrderEvent[] { new AddressChanged(country) }
                : ValidationFailure.Of("country", "cannot be changed: the price of shipping rests on it")
            : OrderMoves.Refuse(order, OrderMoves.ChangeAddress);

    public static Result<OrderEvent[]> Pack(Order order, SellerId? seller)
    {
        if (!OrderMoves.Allows(order, OrderMoves.Pack))
        {
            return OrderMoves.Refuse(order, OrderMoves.Pack);
        }

        return seller is { } one && order.PackedSellers.Contains(one) ? OrderMoves.Refuse(order, OrderMoves.Pack) : new OrderEvent[] { new Packed(seller) };
    }

    /// <param name="lines">Null: all that is left (of the seller).</param>
    public static Result<OrderEvent[]> StartShipment(Order order, ShipmentId shipment, IReadOnlyList<LineQuantity>? lines, SellerId? seller)
    {
        if (order.Parcels.FirstOrDefault(p => p.Started.ShipmentId == shipment) is { } before)
        {
            // The id stands for the caller's idempotency key.
            return lines is null || before.Started.Lines.SequenceEqual(lines) ? Array.Empty<OrderEvent>() : new IdempotencyKeyReused();
        }

        if (!OrderMoves.Allows(order, OrderMoves.Ship))
        {
            return OrderMoves.Refuse(order, OrderMoves.Ship);
        }

        var own = order.Lines.Where(l => seller is null || l.Line.SellerId == seller).ToArray();
        lines ??= [.. own.Where(l => l.LeftToShip > 0 && order.PackedSellers.Contains(l.Line.SellerId)).Select(l => new LineQuantity(l.Line.Number, l.LeftToShip))];
        if (CheckQuantities(lines, own, l => order.PackedSellers.Contains(l.Line.SellerId) ? l.LeftToShip : 0) is { } wrong)
        {
            return wrong;
        }

        var warehouse = order.Allocations.FirstOrDefault(a => own.Any(l => l.Line.Sku == a.Sku && lines.Any(q => q.Line == l.Line.Number)))?.Warehouse ?? "";
        return new OrderEvent[] { new ShipmentStarted(shipment, warehouse, lines) };
    }

    public static Result<OrderEvent[]> FinishShipment(Order order, ShipmentId shipment, string carrier, string? tracking) =>
        order.Parcels.FirstOrDefault(p => p.Started.ShipmentId == shipment) switch
        {
            null => new NotFound("shipment"),
            { State: ParcelState.Started } => new OrderEvent[] { new Shipped(shipment, carrier, tracking) },
            _ => Array.Empty<OrderEvent>(),
        };

    public static Result<OrderEvent[]> AbandonShipment(Order order, ShipmentId shipment, string code) =>
        order.Parcels.FirstOrDefault(p => p.Started.ShipmentId == shipment) switch
        {
            null => new NotFound("shipment"),
            { State: ParcelState.Started } => new OrderEvent[] { new ShipmentAbandoned(shipment, code) },
            _ => Array.Empty<OrderEvent>(),
        };

    /// <summary>What the carrier reports. Late and repeated reports of a delivered parcel change nothing.</summary>
    public static Result<OrderEvent[]> MoveParcel(Order order, ShipmentId shipment, string status) =>
        order.Parcels.FirstOrDefault(p => p.Started.ShipmentId == shipment) switch
        {
            null => new NotFound("shipment"),
            { State: ParcelState.Shipped } parcel when parcel.CarrierStatus != status => new OrderEvent[] { new ParcelMoved(shipment, status) },
            _ => Array.Empty<OrderEvent>(),
        };

    /// <summary>Staff say that all parcels under way arrived.</summary>
    public static Result<OrderEvent[]> Deliver(Order order) =>
        OrderMoves.Allows(order, OrderMoves.Deliver)
            ? order.Parcels.Where(p => p.State == ParcelState.Shipped).Select(p => (OrderEvent)new ParcelMoved(p.Started.ShipmentId, "delivered")).ToArray()
            : OrderMoves.Refuse(order, OrderMoves.Deliver);

    /// <summary>Pieces of the line that arrived, were not refunded and are in no return yet.</summary>
    public static int Returnable(Order order, LineState line)
    {
        var delivered = order.Parcels.Where(p => p.State == ParcelState.Delivered).Sum(p => p.Quantity(line.Line.Number));
        var gone = Math.Max(line.Returned, line.Refunded - Math.Max(0, line.Line.Quantity - line.Shipped - line.InParcels));
        return Math.Max(0, delivered - Math.Max(0, gone) - line.InReturn);
    }

    /// <summary>Null if every quantity is positive, each line is named once, exists and has so many left.</summary>
    public static Failure? CheckQuantities(IReadOnlyList<LineQuantity> wanted, IReadOnlyList<LineState> lines, Func<LineState, int> left)
    {
        if (wanted.Count == 0)
        {
            return ValidationFailure.Of("lines", "at least one line is needed");
        }

        if (wanted.Select(w => w.Line).Distinct().Count() != wanted.Count)
        {
            return ValidationFailure.Of("lines", "each line can be named once");
        }

        foreach (var want in wanted)
        {
            if (want.Quantity <= 0)
            {
                return ValidationFailure.Of("lines", "quantities must be 1 or more");
            }

            var line = lines.FirstOrDefault(l => l.Line.Number == want.Line);
            if (line is null)
            {
                return new NotFound("line");
            }

            if (left(line) < want.Quantity)
            {
                return new QuantityNotLeft(want.Line, want.Quantity, left(line));
            }
        }

        return null;
    }
}
