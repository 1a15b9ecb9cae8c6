using System.Collections.Frozen;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Reviews;
using Maru.Contracts.Shipping;

namespace Maru.Modules.Webhooks.Events;

/// <summary>An event of the shop that may be told outside, and what of it.</summary>
internal sealed record PublicEvent(Type Clr, string Name, LocalizedText Description, Func<IEvent, object> Data, IEvent Example);

/// <summary>
/// What merchants' systems can be told. The content of each is written out here and not taken from the inner event, so that inner changes do not break receivers:
/// members may be added, never renamed or removed; what must break gets a new version.
/// </summary>
internal static class PublicEvents
{
    /// <summary>Of the content of all messages.</summary>
    public const int Version = 1;

    public const string Ping = "webhook.ping";

    private static readonly DateTimeOffset Then = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
    private static readonly OrderId Order = OrderId.From(new Guid("0195557a-0000-7000-8000-000000000001"));
    private static readonly ProductId Product = ProductId.From(new Guid("0195557a-0000-7000-8000-000000000002"));
    private static readonly UserId User = UserId.From(new Guid("0195557a-0000-7000-8000-000000000003"));
    private static readonly PaymentId Payment = PaymentId.From(new Guid("0195557a-0000-7000-8000-000000000004"));
    private static readonly CartId Cart = CartId.From(new Guid("0195557a-0000-7000-8000-000000000005"));
    private static readonly ReturnId Return = ReturnId.From(new Guid("0195557a-0000-7000-8000-000000000006"));
    private static readonly ReviewId Review = ReviewId.From(new Guid("0195557a-0000-7000-8000-000000000007"));
    private static readonly QuestionId Question = QuestionId.From(new Guid("0195557a-0000-7000-8000-000000000008"));
    private static readonly ShipmentId Shipment = ShipmentId.From(new Guid("0195557a-0000-7000-8000-000000000009"));
    private static readonly RefundId Refund = RefundId.From(new Guid("0195557a-0000-7000-8000-00000000000a"));
    private static readonly AnswerId Answer = AnswerId.From(new Guid("0195557a-0000-7000-8000-00000000000b"));
    private static readonly Money Won = new(39_000, Currency.Krw);

    private static readonly SoldLine[] Lines =
        [new(1, "PARKA-NAVY-M", Product, new LocalizedText("파카", "Parka"), 1, Won, Won, Sellers.House, "down-jackets")];

    public static IReadOnlyList<PublicEvent> All { get; } =
    [
        Of<OrderPlaced>("order.placed", "주문이 들어왔어요", "An order came in.",
            e => new { e.OrderId, e.Number, customerId = e.User, lines = LinesOf(e.Lines), e.Total, e.At }, new(Order, "M-1001", User, Cart, Lines, Won, Then)),
        Of<OrderPaid>("order.paid", "결제됐고 재고가 확정됐어요", "Money is taken, stock is committed.",
            e => new { e.OrderId, e.Number, customerId = e.User, lines = LinesOf(e.Lines), e.Total, e.ShippingCost, e.PaymentId, e.At },
            new(Order, "M-1001", User, Cart, Lines, Won, Money.Zero(Currency.Krw), Payment, Then)),
        Of<OrderAwaitingPayment>("order.awaiting_payment", "입금이나 인증을 기다려요", "Waits for a transfer, or for the shopper at another page.",
            e => new { e.OrderId, e.Number, customerId = e.User, e.Total, kind = e.Action.Kind, e.Action.DueAt, e.At },
            new(Order, "M-1001", User, Won, new PaymentAction("bank-transfer", null, null, null, null, Then.AddDays(2)), Then)),
        Of<OrderFailed>("order.failed", "주문이 이루어지지 않았어요", "The order never came to be; nothing is held and nothing was taken.",
            e => new { e.OrderId, e.Number, customerId = e.User, e.Code, e.At }, new(Order, "M-1001", User, "card-declined", Then)),
        Of<OrderCancelled>("order.cancelled", "주문이 취소됐어요", "The order was cancelled.",
            e => new { e.OrderId, e.Number, customerId = e.User, e.Reason, e.Refunded, e.At }, new(Order, "M-1001", User, "customer-request", Won, Then)),
        Of<OrderPacked>("order.packed", "포장했어요", "Everything is packed.", e => new { e.OrderId, e.Number, customerId = e.User, e.At }, new(Order, "M-1001", User, Then)),
        Of<OrderShipped>("order.shipped", "발송했어요", "A parcel left; complete tells whether it was the last.",
            e => new { e.OrderId, e.Number, customerId = e.User, e.ShipmentId, e.Carrier, e.TrackingNumber, e.Complete, e.At },
            new(Order, "M-1001", User, Shipment, "hanjin", "500012345678", true, Then)),
        Of<OrderDelivered>("order.delivered", "배송이 끝났어요", "Everything arrived.",
            e => new { e.OrderId, e.Number, customerId = e.User, lines = LinesOf(e.Lines), e.At }, new(Order, "M-1001", User, Lines, Then)),
        Of<OrderRefunded>("order.refunded", "환불했어요", "Money was given back; complete tells whether all of it.",
            e => new { e.OrderId, e.Number, customerId = e.User, e.Amount, e.Complete, e.Reason, e.At }, new(Order, "M-1001", User, Won, true, "damaged", Then)),
        Of<ReturnRequested>("return.requested", "반품이나 교환을 신청했어요", "A return or an exchange was asked for.",
            e => new { e.ReturnId, e.OrderId, e.Number, customerId = e.User, e.Kind, e.At }, new(Return, Order, "M-1001", User, "return", Then)),
        Of<ReturnSettled>("return.settled", "반품이나 교환이 끝났어요", "A return or an exchange ended.",
            e => new { e.ReturnId, e.OrderId, e.Number, customerId = e.User, e.Outcome, e.Refunded, e.At }, new(Return, Order, "M-1001", User, "refunded", Won, Then)),
        Of<PaymentSettled>("payment.settled", "결제 상태가 정해졌어요", "A payment was authorised, captured, declined or voided.",
            e => new { e.PaymentId, e.OrderId, e.Provider, e.State, e.Amount, e.DeclineCode, e.At }, new(Payment, Order, "sandbox", PaymentState.Captured, Won, null, Then)),
        Of<RefundSettled>("payment.refund_settled", "환불이 처리됐어요", "The provider carried a refund out, or refused it.",
            e => new { e.RefundId, e.PaymentId, e.OrderId, e.State, e.Amount, e.At }, new(Refund, Payment, Order, RefundState.Succeeded, Won, Then)),
        Of<DisputeOpened>("payment.disputed", "결제에 이의가 제기됐어요", "A buyer disputes a payment.",
            e => new { e.PaymentId, e.OrderId, e.Amount, e.Reason, e.At }, new(Payment, Order, Won, "fraudulent", Then)),
        Of<ShipmentMoved>("shipment.moved", "소포가 움직였어요", "A parcel moved.",
            e => new { e.ShipmentId, e.OrderId, e.Carrier, e.TrackingNumber, e.Status, e.Place, e.At }, new(Shipment, Order, "hanjin", "500012345678", "in-transit", "Seoul", Then)),
        Of<ProductChanged>("product.changed", "상품이 생겼거나 바뀌었어요", "A product was made or changed.", e => new { e.ProductId, e.Created }, new(Product, false)),
        Of<ProductRemoved>("product.removed", "상품이 내려갔어요", "A product is gone.", e => new { e.ProductId }, new(Product)),
        Of<PriceChanged>("product.price_changed", "가격이 바뀌었어요", "The price of a variant changed.",
            e => new { e.ProductId, e.Sku, e.Before, e.After }, new(Product, "PARKA-NAVY-M", Won, new Money(35_000, Currency.Krw))),
        Of<AvailabilityChanged>("stock.changed", "팔 수 있는 수량이 바뀌었어요", "What can be sold of a SKU changed.", e => new { e.Sku, e.Before, e.After }, new("PARKA-NAVY-M", 12, 11)),
        Of<StockLow>("stock.low", "재고가 얼마 남지 않았어요", "A SKU fell to its threshold.", e => new { e.Sku, e.Available, e.Threshold }, new("PARKA-NAVY-M", 3, 3)),
        Of<ReviewPublished>("review.published", "리뷰가 올라왔어요", "A review can be read.",
            e => new { e.ReviewId, e.ProductId, customerId = e.User, e.Stars, e.Language, e.Verified, e.WithPictures, e.First, e.At }, new(Review, Product, User, 5, "ko", true, false, true, Then)),
        Of<ReviewHidden>("review.hidden", "리뷰가 내려갔어요", "A review is not shown any more.", e => new { e.ReviewId, e.ProductId, e.Reason, e.At }, new(Review, Product, User, "spam", Then)),
        Of<RatingChanged>("review.rating_changed", "상품 평점이 바뀌었어요", "What a product is rated changed.",
            e => new { e.ProductId, e.Count, e.Average, e.Ranking, e.At }, new(Product, 12, 4.58m, 4.47, Then)),
        Of<QuestionAsked>("question.asked", "상품 문의가 들어왔어요", "Somebody asks about a product.",
            e => new { e.QuestionId, e.ProductId, e.SellerId, e.At }, new(Question, Product, User, Sellers.House, ReviewState.Approved, Then)),
        Of<QuestionAnswered>("question.answered", "상품 문의에 답이 달렸어요", "A question was answered.",
            e => new { e.QuestionId, e.AnswerId, e.ProductId, e.BySeller, e.At }, new(Question, Answer, Product, User, true, Then)),
    ];

    public static FrozenDictionary<Type, PublicEvent> ByType { get; } = All.ToFrozenDictionary(e => e.Clr);

    /// <summary>Whether a filter (a name, or a group as in order.*) is one that can match anything.</summary>
    public static bool IsFilter(string filter) => All.Any(e => Matches(filter, e.Name));

    public static bool Matches(string filter, string name) =>
        filter == name || (filter.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(filter[..^1], StringComparison.Ordinal));

    private static object LinesOf(IReadOnlyList<SoldLine> lines) => lines.Select(l => new { l.Line, l.Sku, l.ProductId, l.Quantity, l.UnitPrice, l.Total, l.SellerId });

    private static PublicEvent Of<TEvent>(string name, string korean, string english, Func<TEvent, object> data, TEvent example) where TEvent : class, IEvent =>
        new(typeof(TEvent), name, new LocalizedText(korean, english), e => data((TEvent)e), example);
}
