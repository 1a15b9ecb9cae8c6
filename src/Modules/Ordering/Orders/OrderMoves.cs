using Maru.Contracts.Ordering;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Which moves an order allows now. The only place that says so: decisions ask here first, pages show what is answered.</summary>
internal static class OrderMoves
{
    public const string Pay = "pay";
    public const string Cancel = "cancel";
    public const string ChangeAddress = "change-address";
    public const string Pack = "pack";
    public const string Ship = "ship";
    public const string Deliver = "deliver";
    public const string Refund = "refund";
    public const string RequestReturn = "request-return";
    public const string RequestExchange = "request-exchange";
    public const string ApproveReturn = "approve-return";
    public const string RejectReturn = "reject-return";
    public const string ReceiveReturn = "receive-return";

    public static IReadOnlyList<string> All { get; } =
        [Pay, Cancel, ChangeAddress, Pack, Ship, Deliver, Refund, RequestReturn, RequestExchange, ApproveReturn, RejectReturn, ReceiveReturn];

    private static readonly HashSet<string> OfShoppers = [Pay, Cancel, ChangeAddress, RequestReturn, RequestExchange];

    /// <summary>Packing is where an order stops being on paper: before, it can be changed and called off.</summary>
    public static bool Allows(Order order, string move) => order.Stage switch
    {
        OrderStage.Placed => move is Cancel,
        OrderStage.AwaitingPayment => move is Cancel || (move is Pay && order.NextAction is not null),
        OrderStage.Failed => false,
        OrderStage.Cancelled => false,
        OrderStage.Paid => move switch
        {
            Cancel or ChangeAddress => order.PackedSellers.IsEmpty && order.Parcels.IsEmpty && order.RefundPromised == 0,
            Pack => !PaidBack(order) && order.Lines.Any(l => l.LeftToShip > 0 && !order.PackedSellers.Contains(l.Line.SellerId)),
            Ship => !PaidBack(order) && order.Lines.Any(l => l.LeftToShip > 0 && order.PackedSellers.Contains(l.Line.SellerId)),
            Deliver => order.Parcels.Any(p => p.State == ParcelState.Shipped),
            Refund => order.RefundPromised < order.Total,
            RequestReturn or RequestExchange => order.Parcels.Any(p => p.State == ParcelState.Delivered) && order.Lines.Any(l => OrderDecisions.Returnable(order, l) > 0),
            ApproveReturn or RejectReturn => order.Returns.Any(r => r.State == ReturnState.Asked),
            ReceiveReturn => order.Returns.Any(r => r.State == ReturnState.Approved),
            _ => false,
        },
        _ => false,
    };

    /// <summary>Goods of an order that was paid back whole stay here. One that cost nothing was never paid.</summary>
    private static bool PaidBack(Order order) => order.Total > 0 && order.RefundPromised >= order.Total;

    public static IReadOnlyList<string> Allowed(Order order, OrderAccess access) =>
        [.. All.Where(m => (access.Staff ? m != Pay : access.Seller is null ? OfShoppers.Contains(m) : m is Pack or Ship) && Allows(order, m))];

    public static IllegalMove Refuse(Order order, string move) => new(move, order.Status, [.. All.Where(m => Allows(order, m))]);
}
