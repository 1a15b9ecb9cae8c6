using System.Collections.Frozen;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.History;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Reviews;
using Maru.Contracts.Shipping;

namespace Maru.Modules.History.Record;

/// <summary>
/// Everything that is recorded. Events hold no personal data; what could lead to some (a parcel's number, a link's secret, an account to pay into) is left out all
/// the same. Movements of stock are not here: the inventory's own ledger has each of them.
/// </summary>
internal static class RecordedKinds
{
    public static IReadOnlyList<RecordedKind> All { get; } =
    [
        Of<OrderPlaced>("sales", "주문이 들어왔어요", "Order placed", "주문했어요", "You placed the order", e => e.User,
            e => [Order(e.OrderId), User(e.User), Id(HistorySubjects.Cart, e.CartId.Value), .. Goods(e.Lines)], e => $"{e.Number} {e.Total}"),
        Of<OrderPaid>("sales", "주문이 결제됐어요", "Order paid", "결제됐어요", "Payment received", e => e.User,
            e => [Order(e.OrderId), User(e.User), Id(HistorySubjects.Cart, e.CartId.Value), Payment(e.PaymentId), .. Goods(e.Lines)], e => $"{e.Number} {e.Total}"),
        Of<OrderAwaitingPayment>("sales", "입금이나 인증을 기다려요", "Order awaits payment", "결제를 기다리고 있어요", "Waiting for your payment", e => e.User,
            e => [Order(e.OrderId), User(e.User)], e => $"{e.Number} {e.Total} {e.Action.Kind}", "action"),
        Of<OrderFailed>("sales", "주문이 이루어지지 않았어요", "Order failed", "주문이 이루어지지 않았어요", "The order did not go through", e => e.User,
            e => [Order(e.OrderId), User(e.User)], e => $"{e.Number} {e.Code}"),
        Of<OrderCancelled>("sales", "주문이 취소됐어요", "Order cancelled", "주문이 취소됐어요", "The order was cancelled", _ => null,
            e => [Order(e.OrderId), User(e.User)], e => e.Number),
        Of<OrderPacked>("deliveries", "포장했어요", "Order packed", "상품을 포장했어요", "Your order was packed", _ => null, e => [Order(e.OrderId), User(e.User)], e => e.Number),
        Of<OrderShipped>("deliveries", "발송했어요", "Parcel sent", "상품을 보냈어요", "Your parcel left", _ => null,
            e => [Order(e.OrderId), User(e.User), Id(HistorySubjects.Shipment, e.ShipmentId.Value)], e => $"{e.Number} {e.Carrier}", "trackingNumber"),
        Of<ShipmentMoved>("deliveries", "소포가 움직였어요", "Parcel moved", "소포가 움직였어요", "Your parcel moved", _ => null,
            e => [Order(e.OrderId), Id(HistorySubjects.Shipment, e.ShipmentId.Value)], e => e.Status, "trackingNumber", "place"),
        Of<OrderDelivered>("deliveries", "배송이 끝났어요", "Order delivered", "배송이 끝났어요", "Your order arrived", _ => null,
            e => [Order(e.OrderId), User(e.User), .. Goods(e.Lines)], e => e.Number),
        Of<OrderRefunded>("payments", "환불했어요", "Order refunded", "환불됐어요", "Money was given back", _ => null,
            e => [Order(e.OrderId), User(e.User), .. (e.Lines ?? []).Select(l => Product(l.ProductId))], e => $"{e.Number} {e.Amount}"),
        Of<ReturnRequested>("returns", "반품이나 교환을 신청했어요", "Return asked for", "반품이나 교환을 신청했어요", "You asked for a return", e => e.User,
            e => [Order(e.OrderId), User(e.User), Id(HistorySubjects.Return, e.ReturnId.Value)], e => $"{e.Number} {e.Kind}"),
        Of<ReturnSettled>("returns", "반품이나 교환이 끝났어요", "Return settled", "반품이나 교환이 끝났어요", "Your return is settled", _ => null,
            e => [Order(e.OrderId), User(e.User), Id(HistorySubjects.Return, e.ReturnId.Value)], e => $"{e.Number} {e.Outcome}"),
        Of<PaymentSettled>("payments", "결제 상태가 정해졌어요", "Payment settled", null, null, _ => null,
            e => [Payment(e.PaymentId), Order(e.OrderId)], e => $"{e.State} {e.Amount}"),
        Of<RefundSettled>("payments", "환불이 처리됐어요", "Refund settled", null, null, _ => null, e => [Payment(e.PaymentId), Order(e.OrderId)], e => $"{e.State} {e.Amount}"),
        Of<DisputeOpened>("payments", "결제에 이의가 제기됐어요", "Payment disputed", null, null, _ => null, e => [Payment(e.PaymentId), Order(e.OrderId)], e => $"{e.Amount} {e.Reason}"),
        Of<UserRegistered>("accounts", "가입했어요", "Signed up", "가입했어요", "You signed up", e => e.UserId, e => [User(e.UserId)], e => e.Language),
        Of<UserSignedIn>("sign-ins", "로그인했어요", "Signed in", "로그인했어요", "You signed in", e => e.UserId, e => [User(e.UserId)], _ => null),
        Of<UserErased>("accounts", "탈퇴했어요", "Left and was erased", null, null, e => e.UserId, e => [User(e.UserId)], _ => null),
        Of<IdentityLinkRequested>("accounts", "메일 링크를 요청했어요", "Asked for a link by mail", "메일 링크를 요청했어요", "You asked for a link by mail", e => e.UserId,
            e => [User(e.UserId)], e => e.Purpose, "token"),
        Of<RefreshTokenReused>("accounts", "로그인 토큰이 두 번 쓰였어요", "A sign-in token was used twice", "다른 곳에서 쓴 로그인을 끝냈어요", "A copied sign-in was ended", _ => null,
            e => [User(e.UserId)], _ => null, "session"),
        Of<ProductChanged>("goods", "상품이 바뀌었어요", "Product changed", null, null, _ => null, e => [Product(e.ProductId)], e => e.Created ? "created" : null),
        Of<ProductRemoved>("goods", "상품이 내려갔어요", "Product removed", null, null, _ => null, e => [Product(e.ProductId)], _ => null),
        Of<PriceChanged>("goods", "가격이 바뀌었어요", "Price changed", null, null, _ => null, e => [Product(e.ProductId), Sku(e.Sku)], e => e.Before is { } before ? $"{e.Sku} {before} → {e.After}" : $"{e.Sku} {e.After}"),
        Of<StockLow>("stock", "재고가 얼마 남지 않았어요", "Stock low", null, null, _ => null,
            e => [Sku(e.Sku)], e => string.Create(CultureInfo.InvariantCulture, $"{e.Sku} {e.Available}/{e.Threshold}")),
        Of<ReservationExpired>("stock", "예약한 재고가 풀렸어요", "Reservation expired", null, null, _ => null, e => [Order(e.Order)], _ => null),
        Of<SellerRegistered>("accounts", "판매자가 신청했어요", "Seller applied", null, null, e => e.UserId, e => [Seller(e.SellerId), User(e.UserId)], _ => null),
        Of<SellerApproved>("accounts", "판매자를 승인했어요", "Seller approved", null, null, _ => null, e => [Seller(e.SellerId), User(e.UserId)], _ => null),
        Of<SellerSuspended>("accounts", "판매자를 정지했어요", "Seller suspended", null, null, _ => null, e => [Seller(e.SellerId)], _ => null, "reason"),
        Of<ReviewWritten>("reviews", "리뷰를 썼어요", "Review written", "리뷰를 썼어요", "You wrote a review", e => e.User,
            e => [Review(e.ReviewId), Product(e.ProductId), User(e.User)], e => string.Create(CultureInfo.InvariantCulture, $"{e.Stars}/5 {e.State}")),
        Of<ReviewPublished>("reviews", "리뷰가 올라왔어요", "Review published", null, null, _ => null, e => [Review(e.ReviewId), Product(e.ProductId), User(e.User)], _ => null),
        Of<ReviewHidden>("reviews", "리뷰가 내려갔어요", "Review hidden", null, null, _ => null, e => [Review(e.ReviewId), Product(e.ProductId), User(e.User)], e => e.Reason),
        Of<QuestionAsked>("reviews", "상품을 문의했어요", "Question asked", "상품을 문의했어요", "You asked a question", e => e.User, e => [Product(e.ProductId), User(e.User)], _ => null),
        Of<QuestionAnswered>("reviews", "문의에 답이 달렸어요", "Question answered", "문의에 답이 달렸어요", "Your question was answered", _ => null,
            e => [Product(e.ProductId), User(e.Asker)], _ => null),
    ];

    public static FrozenDictionary<Type, RecordedKind> ByType { get; } = All.ToFrozenDictionary(k => k.Clr);

    public static FrozenDictionary<string, RecordedKind> ByName { get; } = All.ToFrozenDictionary(k => k.Name);

    /// <summary>Those that names and groups stand for.</summary>
    public static string[] Expand(IEnumerable<string> namesOrGroups) => [.. All.Where(k => namesOrGroups.Contains(k.Name) || namesOrGroups.Contains(k.Group)).Select(k => k.Name)];

    private static RecordedKind Of<TEvent>(
        string group, string korean, string english, string? customerKorean, string? customerEnglish, Func<TEvent, UserId?> actor, Func<TEvent, IEnumerable<string?>> subjects,
        Func<TEvent, string?> detail, params string[] omits) where TEvent : class, IEvent => new(
        typeof(TEvent), NameOf(typeof(TEvent)), group, new LocalizedText(korean, english), customerKorean is null ? null : new LocalizedText(customerKorean, customerEnglish),
        e => actor((TEvent)e), e => subjects((TEvent)e), e => detail((TEvent)e), omits);

    private static string NameOf(Type type) => ((EventAttribute)Attribute.GetCustomAttribute(type, typeof(EventAttribute))!).Name;

    private static string Id(string kind, Guid id) => $"{kind}:{id}";

    private static string Order(OrderId id) => Id(HistorySubjects.Order, id.Value);

    private static string? User(UserId? id) => id is { } user ? Id(HistorySubjects.User, user.Value) : null;

    private static string Product(ProductId id) => Id(HistorySubjects.Product, id.Value);

    private static string Payment(PaymentId id) => Id(HistorySubjects.Payment, id.Value);

    private static string Seller(SellerId id) => Id(HistorySubjects.Seller, id.Value);

    private static string Review(ReviewId id) => Id(HistorySubjects.Review, id.Value);

    private static string Sku(string sku) => $"{HistorySubjects.Sku}:{sku}";

    private static IEnumerable<string?> Goods(IEnumerable<SoldLine> lines) => lines.SelectMany(l => new[] { Product(l.ProductId), Sku(l.Sku), Seller(l.SellerId) });
}
