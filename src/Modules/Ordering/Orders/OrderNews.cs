using Maru.Contracts;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Ordering.Orders;

/// <summary>What the rest of the shop is told when something happens to an order: no personal data, amounts with their currency.</summary>
internal static class OrderNews
{
    public static IEnumerable<IEvent> Of(Order before, Order after, RecordedEvent recorded)
    {
        var (id, number, user, at) = (after.Id, after.Terms.Number, after.Terms.User, recorded.At);
        switch (recorded.Event)
        {
            case Placed:
                yield return new OrderPlaced(id, number, user, after.Terms.CartId, SoldLines(after), new Money(after.Total, after.Currency), at);
                break;
            case Paid:
                yield return new OrderPaid(
                    id, number, user, after.Terms.CartId, SoldLines(after), new Money(after.Total, after.Currency), new Money(after.Terms.ShippingCost, after.Currency),
                    after.Terms.PaymentId, at);
                break;
            case PaymentAwaited { Action: { } action }:
                yield return new OrderAwaitingPayment(id, number, user, new Money(after.Total, after.Currency), action, at);
                break;
            case Failed e:
                yield return new OrderFailed(id, number, user, e.Code, at);
                break;
            case Cancelled e:
                var back = before.Stage == OrderStage.Paid ? after.Total - before.RefundPromised : 0;
                yield return new OrderCancelled(id, number, user, e.Reason, new Money(back, after.Currency), at);
                break;
            case Packed when after.Fulfilment == OrderStatus.Packed:
                yield return new OrderPacked(id, number, user, at);
                break;
            case Shipped e:
                yield return new OrderShipped(id, number, user, e.ShipmentId, e.Carrier, e.TrackingNumber, after.Fulfilment != OrderStatus.PartiallyShipped, at);
                break;
            case ParcelMoved when before.DeliveredAt is null && after.DeliveredAt is not null:
                yield return new OrderDelivered(id, number, user, SoldLines(after), at);
                break;
            case RefundSucceeded e:
                var refund = after.Refunds.First(r => r.Started.RefundId == e.RefundId).Started;
                yield return new OrderRefunded(
                    id, number, user, new Money(refund.Amount, after.Currency), after.Refunded >= after.Total, refund.Reason, at, refund.Points,
                    [.. refund.Lines.Select(l => Line(after, l))]);
                break;
            case ReturnAsked e:
                yield return new ReturnRequested(e.ReturnId, id, number, user, e.Kind, at);
                break;
            case ReturnRejected e:
                yield return new ReturnSettled(e.ReturnId, id, number, user, "rejected", Money.Zero(after.Currency), at);
                break;
            case ReturnClosed e:
                var money = after.Refunds.Where(r => r.Started.ReturnId == e.ReturnId && r.State != RefundProgress.Failed).Sum(r => r.Started.Amount);
                yield return new ReturnSettled(e.ReturnId, id, number, user, e.Outcome, new Money(money, after.Currency), at);
                break;
            default:
                break;
        }
    }

    private static SoldLine[] SoldLines(Order order) =>
    [
        .. order.Lines.Select(l => new SoldLine(
            l.Line.Number, l.Line.Sku, l.Line.ProductId, l.Line.Name, l.Line.Quantity, new Money(l.Line.UnitPrice, order.Currency), new Money(l.Line.Total, order.Currency),
            l.Line.SellerId, l.Line.CategorySlug)),
    ];

    private static RefundedLine Line(Order order, RefundLine refunded)
    {
        var line = order.Lines.First(l => l.Line.Number == refunded.Line).Line;
        return new RefundedLine(line.Number, line.Sku, line.ProductId, line.SellerId, line.CategorySlug, refunded.Quantity, new Money(refunded.Amount, order.Currency));
    }
}
