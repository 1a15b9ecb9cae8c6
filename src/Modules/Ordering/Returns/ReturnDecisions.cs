using Maru.Contracts;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Returns;

/// <summary>What follows from each step of a return. Pure.</summary>
internal static class ReturnDecisions
{
    public static Result<OrderEvent[]> Ask(
        Order order, ReturnId id, string kind, string reason, IReadOnlyList<LineQuantity> lines, IReadOnlyList<string> photos, DateTimeOffset now, OrderingOptions options)
    {
        if (order.Returns.FirstOrDefault(r => r.Asked.ReturnId == id) is { } before)
        {
            return before.Asked.Kind == kind && before.Asked.Reason == reason && before.Asked.Lines.SequenceEqual(lines)
                ? Array.Empty<OrderEvent>()
                : new IdempotencyKeyReused();
        }

        var move = kind == "exchange" ? OrderMoves.RequestExchange : OrderMoves.RequestReturn;
        if (!OrderMoves.Allows(order, move))
        {
            return OrderMoves.Refuse(order, move);
        }

        if (OrderDecisions.CheckQuantities(lines, order.Lines, l => OrderDecisions.Returnable(order, l)) is { } wrong)
        {
            return wrong;
        }

        return ReturnRules.CheckPeriod(order, reason, lines, now, options) is { } over ? over : new OrderEvent[] { new ReturnAsked(id, kind, reason, lines, photos) };
    }

    public static Result<OrderEvent[]> Approve(Order order, ReturnId id) => Of(order, id) switch
    {
        null => new NotFound("return"),
        { State: ReturnState.Asked } => new OrderEvent[] { new ReturnApproved(id) },
        { State: ReturnState.Approved } => Array.Empty<OrderEvent>(),
        _ => OrderMoves.Refuse(order, OrderMoves.ApproveReturn),
    };

    public static Result<OrderEvent[]> Reject(Order order, ReturnId id, string code) => Of(order, id) switch
    {
        null => new NotFound("return"),
        { State: ReturnState.Asked or ReturnState.Approved } => new OrderEvent[] { new ReturnRejected(id, code) },
        { State: ReturnState.Rejected } => Array.Empty<OrderEvent>(),
        _ => OrderMoves.Refuse(order, OrderMoves.RejectReturn),
    };

    /// <summary>The inspection, and for a return the refund of what was accepted, in one stroke.</summary>
    public static Result<OrderEvent[]> Receive(Order order, ReturnId id, IReadOnlyList<InspectedLine> lines, OrderingOptions options)
    {
        if (Of(order, id) is not { } goods)
        {
            return new NotFound("return");
        }

        if (goods.State != ReturnState.Approved)
        {
            return goods.Inspected is { } seen && seen.SequenceEqual(lines) ? Array.Empty<OrderEvent>() : OrderMoves.Refuse(order, OrderMoves.ReceiveReturn);
        }

        if (CheckInspection(goods.Asked, lines) is { } wrong)
        {
            return wrong;
        }

        var received = new ReturnReceived(id, lines);
        var accepted = lines.Where(l => l.Accepted > 0).Select(l => new LineQuantity(l.Line, l.Accepted)).ToArray();
        if (accepted.Length == 0)
        {
            return new OrderEvent[] { received, new ReturnClosed(id, "nothing-accepted") };
        }

        return goods.Asked.Kind == "exchange" ? new OrderEvent[] { received } : (OrderEvent[])[received, .. RefundAndClose(order, goods.Asked, accepted, options)];
    }

    /// <summary>The replacement cannot be sent: the money goes back in its place.</summary>
    public static Result<OrderEvent[]> RefundInstead(Order order, ReturnId id, OrderingOptions options)
    {
        if (Of(order, id) is not { State: ReturnState.Received, Inspected: { } inspected } goods)
        {
            return Array.Empty<OrderEvent>();
        }

        // Not the buyer's doing: no fee.
        var accepted = inspected.Where(l => l.Accepted > 0).Select(l => new LineQuantity(l.Line, l.Accepted)).ToArray();
        return RefundAndClose(order, goods.Asked with { Reason = "not-as-described" }, accepted, options);
    }

    public static Result<OrderEvent[]> Replaced(Order order, ReturnId id, ShipmentId shipment, string carrier, string? tracking) =>
        Of(order, id) is { State: ReturnState.Received } ? new OrderEvent[] { new ReplacementSent(id, shipment, carrier, tracking), new ReturnClosed(id, "replaced") } : Array.Empty<OrderEvent>();

    public static RefundStarted Refund(Order order, ReturnId id, string reason, IReadOnlyList<LineQuantity> accepted, OrderingOptions options) => Refunds.Calculate(
        order, RefundId.From(DerivedId.Of(id.Value, "refund")), accepted, ReturnRules.GivesShippingBack(order, reason, accepted), extra: 0,
        ReturnRules.Fee(order, reason, options), "return", id);

    private static OrderEvent[] RefundAndClose(Order order, ReturnAsked asked, IReadOnlyList<LineQuantity> accepted, OrderingOptions options) =>
        [Refund(order, asked.ReturnId, asked.Reason, accepted, options), new ReturnClosed(asked.ReturnId, "refunded")];

    private static Failure? CheckInspection(ReturnAsked asked, IReadOnlyList<InspectedLine> lines)
    {
        var allNamed = lines.Count == asked.Lines.Count && asked.Lines.All(a => lines.Count(l => l.Line == a.Line) == 1);
        if (!allNamed)
        {
            return ValidationFailure.Of("lines", "every line of the return must be named once");
        }

        return lines.Any(l => l.Restocked < 0 || l.Restocked > l.Accepted || l.Accepted > l.Quantity || l.Quantity > asked.Lines.First(a => a.Line == l.Line).Quantity)
            ? ValidationFailure.Of("lines", "restocked must not exceed accepted, accepted not what came, and what came not what was asked for")
            : null;
    }

    private static GoodsReturn? Of(Order order, ReturnId id) => order.Returns.FirstOrDefault(r => r.Asked.ReturnId == id);
}
