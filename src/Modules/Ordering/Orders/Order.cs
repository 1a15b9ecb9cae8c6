using System.Collections.Immutable;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Ordering.Orders;

/// <summary>An order as its events tell it. Immutable: <see cref="Apply"/> gives the next state, and is the only place that knows what an event means.</summary>
internal sealed record Order(OrderId Id)
{
    public int Version { get; private init; }

    public Placed Terms { get; private init; } = null!;

    public DateTimeOffset PlacedAt { get; private init; }

    public OrderStage Stage { get; private init; }

    public PaymentAction? NextAction { get; private init; }

    public string? FailureCode { get; private init; }

    /// <summary>Version of the event that brought the contact data in force.</summary>
    public int ContactVersion { get; private init; }

    public ImmutableArray<LineState> Lines { get; private init; } = [];

    public ImmutableArray<AllocatedLine> Allocations { get; private init; } = [];

    public ImmutableHashSet<SellerId> PackedSellers { get; private init; } = [];

    public ImmutableArray<Parcel> Parcels { get; private init; } = [];

    public ImmutableArray<Refund> Refunds { get; private init; } = [];

    public ImmutableArray<GoodsReturn> Returns { get; private init; } = [];

    public DateTimeOffset? DeliveredAt { get; private init; }

    public Currency Currency => Currency.Parse(Terms.Currency);

    public long Subtotal => Lines.Sum(l => l.Line.UnitPrice * l.Line.Quantity);

    public long Discount => Lines.Sum(l => l.Line.Discount);

    public long PointsUsed => Lines.Sum(l => l.Line.Points) + Terms.ShippingPoints;

    public long ShippingPaid => Terms.ShippingCost - Terms.ShippingPoints;

    /// <summary>The money asked for: goods less discounts and points, and shipping.</summary>
    public long Total => Lines.Sum(l => l.Line.Paid) + ShippingPaid;

    public long Refunded => Refunds.Where(r => r.State == RefundProgress.Done).Sum(r => r.Started.Amount);

    /// <summary>Refunded, or on its way.</summary>
    public long RefundPromised => Refunds.Where(r => r.State != RefundProgress.Failed).Sum(r => r.Started.Amount);

    public long ShippingRefundPromised => Refunds.Where(r => r.State != RefundProgress.Failed).Sum(r => r.Started.Shipping);

    public bool IsPaid => Stage is OrderStage.Paid;

    /// <summary>The stage of the goods and the money in one word, as lists and customers see it.</summary>
    public OrderStatus Status => Stage switch
    {
        OrderStage.Placed => OrderStatus.Placed,
        OrderStage.AwaitingPayment => OrderStatus.AwaitingPayment,
        OrderStage.Failed => OrderStatus.Failed,
        OrderStage.Cancelled => OrderStatus.Cancelled,
        _ when Returns.Any(r => r.IsOpen) => OrderStatus.ReturnRequested,
        _ when Total > 0 && Refunded >= Total => OrderStatus.Refunded,
        _ when Returns.LastOrDefault(r => r.State == ReturnState.Closed) is { } last => last.Outcome switch
        {
            "replaced" => OrderStatus.Exchanged,
            "refunded" when Lines.Any(l => l.Returned < l.Line.Quantity) => OrderStatus.PartiallyRefunded,
            "refunded" => OrderStatus.Returned,
            _ => Fulfilment,
        },
        _ when Refunded > 0 && Fulfilment is (OrderStatus.Shipped or OrderStatus.Delivered) => OrderStatus.PartiallyRefunded,
        _ => Fulfilment,
    };

    /// <summary>Where the goods are. Pieces refunded before they left need not be sent.</summary>
    public OrderStatus Fulfilment
    {
        get
        {
            if (Lines.Any(l => l.Shipped > 0))
            {
                return Lines.Any(l => l.LeftToShip > 0 || l.InParcels > 0)
                    ? OrderStatus.PartiallyShipped
                    : Parcels.All(p => p.State is ParcelState.Abandoned or ParcelState.Delivered) ? OrderStatus.Delivered : OrderStatus.Shipped;
            }

            return Lines.All(l => PackedSellers.Contains(l.Line.SellerId)) ? OrderStatus.Packed : OrderStatus.Paid;
        }
    }

    public static Order? Fold(OrderId id, IEnumerable<RecordedEvent> events)
    {
        Order? order = null;
        foreach (var happened in events)
        {
            order = (order ?? new Order(id)).Apply(happened);
        }

        return order;
    }

    public Order Apply(RecordedEvent recorded)
    {
        if (recorded.Version != Version + 1)
        {
            throw new InvalidOperationException($"Order {Id} is at version {Version}; event {recorded.Version} cannot follow.");
        }

        var next = recorded.Event switch
        {
            Placed e => this with
            {
                Terms = e, PlacedAt = recorded.At, Stage = OrderStage.Placed, ContactVersion = recorded.Version, Lines = [.. e.Lines.Select(l => new LineState(l))],
            },
            PaymentAwaited e => this with { Stage = OrderStage.AwaitingPayment, NextAction = e.Action },
            Paid e => this with { Stage = OrderStage.Paid, NextAction = null, FailureCode = null, Allocations = [.. e.Allocations] },
            Failed e => this with { Stage = OrderStage.Failed, NextAction = null, FailureCode = e.Code },
            Cancelled => this with { Stage = OrderStage.Cancelled, NextAction = null },
            AddressChanged => this with { ContactVersion = recorded.Version },
            Packed e => this with { PackedSellers = e.Seller is { } seller ? PackedSellers.Add(seller) : PackedSellers.Union(Lines.Select(l => l.Line.SellerId)) },
            ShipmentStarted e => this with { Parcels = Parcels.Add(new Parcel(e, recorded.At)) },
            Shipped e => WithParcel(e.ShipmentId, p => p with { State = ParcelState.Shipped, Carrier = e.Carrier, TrackingNumber = e.TrackingNumber, At = recorded.At }),
            ShipmentAbandoned e => WithParcel(e.ShipmentId, p => p with { State = ParcelState.Abandoned, At = recorded.At }),
            ParcelMoved e => WithParcel(e.ShipmentId, p => p with { State = e.Status == "delivered" ? ParcelState.Delivered : p.State, CarrierStatus = e.Status, At = recorded.At }),
            RefundStarted e => this with { Refunds = Refunds.Add(new Refund(e, RefundProgress.Started)) },
            RefundSucceeded e => WithRefund(e.RefundId, RefundProgress.Done),
            RefundFailed e => WithRefund(e.RefundId, RefundProgress.Failed),
            ReturnAsked e => this with { Returns = Returns.Add(new GoodsReturn(e, recorded.At)) },
            ReturnApproved e => WithReturn(e.ReturnId, r => r with { State = ReturnState.Approved }),
            ReturnRejected e => WithReturn(e.ReturnId, r => r with { State = ReturnState.Rejected, Outcome = e.Code }),
            ReturnReceived e => WithReturn(e.ReturnId, r => r with { State = ReturnState.Received, Inspected = [.. e.Lines] }),
            ReplacementSent e => WithReturn(e.ReturnId, r => r with { Replacement = e }),
            ReturnClosed e => WithReturn(e.ReturnId, r => r with { State = ReturnState.Closed, Outcome = e.Outcome }),
            _ => throw new InvalidOperationException($"An order does not know what {recorded.Event.GetType().Name} means."),
        };
        next = next.CountPieces() with { Version = recorded.Version };
        return next.DeliveredAt is null && next.IsPaid && next.Fulfilment == OrderStatus.Delivered ? next with { DeliveredAt = recorded.At } : next;
    }

    public int Shipping(int line) => Parcels.Where(p => p.State == ParcelState.Started).Sum(p => p.Quantity(line));

    private Order WithParcel(ShipmentId id, Func<Parcel, Parcel> change) => this with { Parcels = [.. Parcels.Select(p => p.Started.ShipmentId == id ? change(p) : p)] };

    private Order WithRefund(RefundId id, RefundProgress state) =>
        this with { Refunds = [.. Refunds.Select(r => r.Started.RefundId == id ? r with { State = state } : r)] };

    private Order WithReturn(ReturnId id, Func<GoodsReturn, GoodsReturn> change) => this with { Returns = [.. Returns.Select(r => r.Asked.ReturnId == id ? change(r) : r)] };

    /// <summary>Pieces per line follow from parcels, refunds and returns.</summary>
    private Order CountPieces() => Parcels.IsEmpty && Refunds.IsEmpty && Returns.IsEmpty ? this : this with
    {
        Lines = [.. Lines.Select(l => l with
        {
            InParcels = Shipping(l.Line.Number),
            Shipped = Parcels.Where(p => p.State is ParcelState.Shipped or ParcelState.Delivered).Sum(p => p.Quantity(l.Line.Number)),
            Refunded = Refunds.Where(r => r.State != RefundProgress.Failed).Sum(r => r.Quantity(l.Line.Number)),
            RefundedUnsent = Refunds.Where(r => r.State != RefundProgress.Failed && r.Started.ReturnId is null).Sum(r => r.Quantity(l.Line.Number)),
            Returned = Returns.Where(r => r.Inspected is not null).Sum(r => r.Inspected!.Value.Where(i => i.Line == l.Line.Number).Sum(i => i.Accepted)),
            InReturn = Returns.Where(r => r.IsOpen).Sum(r => r.Asked.Lines.Where(q => q.Line == l.Line.Number).Sum(q => q.Quantity)),
        })],
    };
}

/// <summary>How far the sale itself came; where the goods are follows from parcels.</summary>
internal enum OrderStage
{
    Placed,
    AwaitingPayment,
    Paid,
    Failed,
    Cancelled,
}

internal sealed record LineState(PlacedLine Line)
{
    public int InParcels { get; init; }

    public int Shipped { get; init; }

    /// <summary>Pieces whose money went back, or is on its way back.</summary>
    public int Refunded { get; init; }

    /// <summary>Of those, the ones that were not sent back in a return.</summary>
    public int RefundedUnsent { get; init; }

    public int Returned { get; init; }

    public int InReturn { get; init; }

    /// <summary>Pieces refunded without a return are taken from those that have not left.</summary>
    public int LeftToShip => Math.Max(0, Line.Quantity - Shipped - InParcels - RefundedUnsent);
}

internal enum ParcelState
{
    Started,
    Shipped,
    Delivered,
    Abandoned,
}

internal sealed record Parcel(ShipmentStarted Started, DateTimeOffset At)
{
    public ParcelState State { get; init; }

    public string Carrier { get; init; } = "";

    public string? TrackingNumber { get; init; }

    public string? CarrierStatus { get; init; }

    public int Quantity(int line) => Started.Lines.Where(l => l.Line == line).Sum(l => l.Quantity);
}

internal enum RefundProgress
{
    Started,
    Done,
    Failed,
}

internal sealed record Refund(RefundStarted Started, RefundProgress State)
{
    public int Quantity(int line) => Started.Lines.Where(l => l.Line == line).Sum(l => l.Quantity);
}

internal enum ReturnState
{
    Asked,
    Approved,
    Received,
    Rejected,
    Closed,
}

internal sealed record GoodsReturn(ReturnAsked Asked, DateTimeOffset At)
{
    public ReturnState State { get; init; }

    public ImmutableArray<InspectedLine>? Inspected { get; init; }

    public string? Outcome { get; init; }

    public ReplacementSent? Replacement { get; init; }

    public bool IsOpen => State is ReturnState.Asked or ReturnState.Approved or ReturnState.Received;
}
