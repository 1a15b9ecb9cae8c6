using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Contacts;

namespace Maru.Modules.Ordering.Orders;

/// <summary>An order as it is shown to somebody with a right to it.</summary>
internal static class OrderPresenter
{
    public static OrderView View(Order order, IReadOnlyList<RecordedEvent> events, OrderContact contact, OrderAccess access)
    {
        var currency = order.Currency;
        Money Of(long amount) => new(amount, currency);

        var lines = order.Lines.Where(l => access.Seller is null || l.Line.SellerId == access.Seller).ToArray();
        var numbers = lines.Select(l => l.Line.Number).ToHashSet();
        var whole = access.Seller is null;
        var goods = lines.Sum(l => l.Line.Total);
        return new OrderView(
            order.Id, order.Terms.Number, order.Status, OrderMoves.Allowed(order, access), whole ? order.Terms.User : null, whole ? contact.Email : "", order.Terms.Language,
            contact.Address, order.Terms.ShippingOption, [.. lines.Select(l => Line(l, currency))],
            Of(lines.Sum(l => l.Line.UnitPrice * l.Line.Quantity)), Of(lines.Sum(l => l.Line.Discount)), Of(whole ? order.Terms.ShippingCost : 0),
            Of(whole ? order.PointsUsed : 0), Of(whole ? order.Total : goods), Of(whole ? order.Refunded : 0), whole ? order.Terms.PaymentId : null,
            whole ? order.Terms.PaymentProvider : "", whole ? order.NextAction : null,
            Parcels(order, numbers),
            [.. events.Select(History)], order.PlacedAt, order.FailureCode, order.Version);
    }

    private static OrderLine Line(LineState line, Currency currency) => new(
        line.Line.Number, line.Line.Sku, line.Line.ProductId, line.Line.ProductSlug, line.Line.Name, line.Line.OptionText, line.Line.Quantity,
        new Money(line.Line.UnitPrice, currency), new Money(line.Line.Discount, currency), new Money(line.Line.Total, currency), line.Line.SellerId, line.Line.ImageUrl,
        line.Shipped, line.Returned, line.Refunded);

    public static IReadOnlyList<OrderShipment> Parcels(Order order) => Parcels(order, [.. order.Lines.Select(l => l.Line.Number)]);

    private static OrderShipment[] Parcels(Order order, HashSet<int> lines) =>
        [.. order.Parcels.Where(p => p.State != ParcelState.Abandoned && p.Started.Lines.Any(l => lines.Contains(l.Line))).Select(p => Parcel(p, lines))];

    private static OrderShipment Parcel(Parcel parcel, HashSet<int> lines) => new(
        parcel.Started.ShipmentId, parcel.Carrier, parcel.TrackingNumber,
        parcel.State switch { ParcelState.Started => "preparing", ParcelState.Delivered => "delivered", _ => parcel.CarrierStatus ?? "shipped" },
        [.. parcel.Started.Lines.Where(l => lines.Contains(l.Line)).Select(l => new OrderShipmentLine(l.Line, l.Quantity))], parcel.At);

    private static OrderHistoryEntry History(RecordedEvent recorded) =>
        new(recorded.At, OrderEventTypes.NameOf(recorded.Event), Tell(recorded.Event), recorded.Actor.StartsWith("user:", StringComparison.Ordinal) ? "user" : recorded.Actor);

    /// <summary>The event in a sentence.</summary>
    public static LocalizedText Tell(OrderEvent happened) => happened switch
    {
        Placed => new("주문이 접수되었습니다.", "The order was placed."),
        PaymentAwaited { Action.Kind: "bank-transfer" } => new("입금을 기다리고 있습니다.", "Waiting for the bank transfer."),
        PaymentAwaited { Action: not null } => new("결제 인증을 기다리고 있습니다.", "Waiting for the payment to be confirmed by the shopper."),
        PaymentAwaited => new("결제 결과를 확인하고 있습니다.", "The payment's outcome is being checked."),
        Paid => new("결제가 완료되었습니다.", "The order was paid."),
        Failed => new("주문이 완료되지 않았습니다. 청구된 금액은 없습니다.", "The order did not come about. Nothing was charged."),
        Cancelled => new("주문이 취소되었습니다.", "The order was cancelled."),
        AddressChanged => new("배송지가 변경되었습니다.", "The shipping address was changed."),
        Packed => new("상품 포장이 완료되었습니다.", "The goods were packed."),
        ShipmentStarted => new("발송을 준비하고 있습니다.", "A parcel is being made."),
        Shipped => new("상품이 발송되었습니다.", "A parcel was sent."),
        ShipmentAbandoned => new("발송이 취소되었습니다.", "A parcel could not be sent."),
        ParcelMoved { Status: "delivered" } => new("상품이 배송되었습니다.", "A parcel was delivered."),
        ParcelMoved => new("상품이 이동 중입니다.", "A parcel is on its way."),
        RefundStarted => new("환불을 진행하고 있습니다.", "A refund was started."),
        RefundSucceeded => new("환불이 완료되었습니다.", "The refund was made."),
        RefundFailed => new("환불이 거절되어 확인 중입니다.", "The refund was refused and is being looked into."),
        ReturnAsked { Kind: "exchange" } => new("교환을 신청했습니다.", "An exchange was asked for."),
        ReturnAsked => new("반품을 신청했습니다.", "A return was asked for."),
        ReturnApproved => new("신청이 승인되었습니다. 상품을 보내 주세요.", "The request was approved; the goods can be sent back."),
        ReturnRejected => new("신청이 반려되었습니다.", "The request was turned down."),
        ReturnReceived => new("보내신 상품을 검수했습니다.", "The goods that came back were inspected."),
        ReplacementSent => new("교환 상품이 발송되었습니다.", "The replacement was sent."),
        ReturnClosed { Outcome: "replaced" } => new("교환 처리가 끝났습니다.", "The exchange is settled."),
        ReturnClosed => new("반품 처리가 끝났습니다.", "The return is settled."),
        _ => throw new InvalidOperationException($"There is no sentence for {happened.GetType().Name}."),
    };
}
