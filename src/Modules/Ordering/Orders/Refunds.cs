using Maru.Contracts;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Ordering.Orders;

/// <summary>
/// The arithmetic of giving money back. A line's money (after discounts and points) is divided over its pieces so that all pieces together are worth
/// exactly what was paid, in whatever portions they are refunded; nothing ever adds up to more than was paid.
/// </summary>
internal static class Refunds
{
    /// <param name="lines">Pieces to refund by line.</param>
    /// <param name="shipping">Whether the shipping goes back too.</param>
    /// <param name="extra">Goodwill on top of lines, or alone.</param>
    /// <param name="fee">Kept back, at most what the rest comes to.</param>
    public static Result<OrderEvent[]> Start(
        Order order, RefundId id, IReadOnlyList<LineQuantity> lines, bool shipping, long extra, long fee, string reason, ReturnId? returned)
    {
        if (order.Refunds.FirstOrDefault(r => r.Started.RefundId == id) is { } before)
        {
            // The id stands for the caller's idempotency key.
            var same = before.Started.Reason == reason && before.Started.Lines.Select(l => (l.Line, l.Quantity)).SequenceEqual(lines.Select(l => (l.Line, l.Quantity)));
            return same ? Array.Empty<OrderEvent>() : new IdempotencyKeyReused();
        }

        if (!OrderMoves.Allows(order, OrderMoves.Refund))
        {
            return OrderMoves.Refuse(order, OrderMoves.Refund);
        }

        if (extra < 0)
        {
            return ValidationFailure.Of("amount", "must not be negative");
        }

        if (lines.Count > 0 && OrderDecisions.CheckQuantities(lines, order.Lines, l => l.Line.Quantity - l.Refunded) is { } wrong)
        {
            return wrong;
        }

        var refund = Calculate(order, id, lines, shipping, extra, fee, reason, returned);
        return refund.Amount == 0 && refund.Points == 0 ? new NothingToRefund() : new OrderEvent[] { refund };
    }

    /// <summary>Everything that was paid and has not gone back.</summary>
    public static RefundStarted Whole(Order order, RefundId id, string reason) => Calculate(
        order, id, [.. order.Lines.Where(l => l.Refunded < l.Line.Quantity).Select(l => new LineQuantity(l.Line.Number, l.Line.Quantity - l.Refunded))],
        shipping: true, extra: order.Total, fee: 0, reason, returned: null);

    public static RefundStarted Calculate(
        Order order, RefundId id, IReadOnlyList<LineQuantity> lines, bool shipping, long extra, long fee, string reason, ReturnId? returned)
    {
        var parts = lines.Select(q =>
        {
            var line = order.Lines.First(l => l.Line.Number == q.Line);
            return new RefundLine(q.Line, q.Quantity, Apportionment.OfPieces(line.Line.Paid, line.Line.Quantity, line.Refunded, q.Quantity));
        }).ToArray();
        var points = lines.Sum(q =>
        {
            var line = order.Lines.First(l => l.Line.Number == q.Line);
            return Apportionment.OfPieces(line.Line.Points, line.Line.Quantity, line.Refunded, q.Quantity);
        });
        var shippingPart = shipping ? Math.Max(0, order.ShippingPaid - order.ShippingRefundPromised) : 0;
        var shippingPoints = shipping && order.ShippingRefundPromised == 0 ? order.Terms.ShippingPoints : 0;
        var sum = parts.Sum(p => p.Amount) + shippingPart + extra - fee;
        return new RefundStarted(
            id, Math.Clamp(sum, 0, order.Total - order.RefundPromised), points + shippingPoints, parts, shippingPart, reason, returned);
    }
}
