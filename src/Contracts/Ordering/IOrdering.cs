namespace Maru.Contracts.Ordering;

/// <summary>Orders, as other modules and pages see them. Who may see what is decided by the caller's door (endpoint or page) through <see cref="OrderAccess"/>.</summary>
public interface IOrdering
{
    Task<OrderView?> FindAsync(OrderId id, OrderAccess access, CancellationToken ct);

    Task<Page<OrderSummary>> ListAsync(OrderQuery query, CancellationToken ct);

    Task<Result<OrderView>> CancelAsync(OrderId id, OrderAccess access, string reason, CancellationToken ct);

    /// <summary>Sends a paid order elsewhere, as long as nothing is packed; the country stays.</summary>
    Task<Result<OrderView>> ChangeAddressAsync(OrderId id, OrderAccess access, Address address, CancellationToken ct);

    /// <summary>The order of a guest who knows its number and the e-mail address it was placed with; null for anybody else, and for orders of members.</summary>
    Task<GuestOrder?> FindOfGuestAsync(string number, string email, CancellationToken ct);

    /// <summary>Takes an order through stock, payment, shipping and points. The same <see cref="CheckoutRequest.IdempotencyKey"/> with the same content gives the same order.</summary>
    Task<Result<CheckoutOutcome>> CheckoutAsync(CheckoutRequest request, CancellationToken ct);
}

/// <summary>The right by which an order is asked for: its owner, the guest's token, staff, or a seller, who sees only lines of his own and no payment.</summary>
public sealed record OrderAccess(UserId? User, string? GuestToken, bool Staff, SellerId? Seller = null)
{
    public static OrderAccess OfStaff { get; } = new(null, null, true);

    public static OrderAccess Of(SellerId seller) => new(null, null, false, seller);
}

/// <param name="AccessToken">Lets the guest read the order.</param>
public sealed record GuestOrder(OrderId Id, string AccessToken);

public enum OrderStatus
{
    /// <summary>Placed; stock is held, payment under way.</summary>
    Placed,

    /// <summary>Waiting for the shopper: a bank transfer or a 3-D Secure page.</summary>
    AwaitingPayment,
    Paid,
    Packed,
    PartiallyShipped,
    Shipped,
    Delivered,
    Cancelled,

    /// <summary>Never came to be: no stock, payment declined, timed out. Nothing is held and nothing was taken.</summary>
    Failed,
    ReturnRequested,
    Returned,
    PartiallyRefunded,
    Refunded,
    Exchanged,
}

/// <param name="Sort">placed or total, with a minus from the largest down; "-placed" if not said.</param>
public sealed record OrderQuery(
    UserId? User, SellerId? Seller, OrderStatus? Status, string? Text, DateTimeOffset? From, DateTimeOffset? To, PageRequest Page, string? Sort = null);

public sealed record OrderSummary(
    OrderId Id, string Number, OrderStatus Status, DateTimeOffset PlacedAt, Money Total, int ItemCount, string? CustomerName, string Email, string? ImageUrl);

public sealed record OrderView(
    OrderId Id,
    string Number,
    OrderStatus Status,
    IReadOnlyList<string> AllowedActions,
    UserId? User,
    string Email,
    string Language,
    Address ShippingAddress,
    string ShippingOption,
    IReadOnlyList<OrderLine> Lines,
    Money Subtotal,
    Money Discount,
    Money ShippingCost,
    Money PointsUsed,
    Money Total,
    Money Refunded,
    PaymentId? PaymentId,
    string PaymentProvider,
    PaymentAction? NextAction,
    IReadOnlyList<OrderShipment> Shipments,
    IReadOnlyList<OrderHistoryEntry> History,
    DateTimeOffset PlacedAt,
    string? FailureCode,
    int Version);

/// <param name="Discount">This line's share of all discounts, so that a partial refund adds up.</param>
public sealed record OrderLine(
    int Number, string Sku, ProductId ProductId, string ProductSlug, LocalizedText Name, LocalizedText OptionText, int Quantity, Money UnitPrice, Money Discount,
    Money Total, SellerId SellerId, string? ImageUrl, int Shipped, int Returned, int Refunded);

public sealed record OrderShipment(ShipmentId Id, string Carrier, string? TrackingNumber, string Status, IReadOnlyList<OrderShipmentLine> Lines, DateTimeOffset At);

public sealed record OrderShipmentLine(int Line, int Quantity);

public sealed record OrderHistoryEntry(DateTimeOffset At, string Event, LocalizedText Text, string Actor);

/// <summary>What the shopper must do before the payment goes through. <paramref name="Kind"/>: redirect (3-D Secure, wallet) or bank-transfer.</summary>
public sealed record PaymentAction(string Kind, string? Url, string? Bank, string? AccountNumber, string? AccountHolder, DateTimeOffset? DueAt);

/// <param name="ExpectedTotal">The sum the shopper agreed to; the checkout is refused if it is no longer that. Null accepts the sum of the moment.</param>
/// <param name="IdempotencyScope">Whose key it is: the user, or the cart for a guest, so that two shoppers' equal keys never meet.</param>
public sealed record CheckoutRequest(
    CartId CartId, string Email, string Language, Address ShippingAddress, string ShippingOption, string PaymentProvider, string PaymentToken, long PointsToUse,
    UserId? User, string? ClientAddress, string? ReturnUrl, string IdempotencyScope, string IdempotencyKey,
    Money? ExpectedTotal = null);

/// <param name="AccessToken">Lets a guest read the order.</param>
public sealed record CheckoutOutcome(OrderId OrderId, string Number, OrderStatus Status, string AccessToken, PaymentAction? NextAction, Failure? Failure);
