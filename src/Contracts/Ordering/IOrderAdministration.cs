namespace Maru.Contracts.Ordering;

/// <summary>The back office's door to orders. Who may use which part of it is checked before: by the endpoint's or the page's permission.</summary>
public interface IOrderAdministration
{
    /// <param name="seller">Packs only this seller's lines; null packs all.</param>
    Task<Result<OrderView>> PackAsync(OrderId id, SellerId? seller, string actor, CancellationToken ct);

    Task<Result<OrderView>> ShipAsync(ShipOrder request, CancellationToken ct);

    /// <summary>Says that all parcels under way arrived.</summary>
    Task<Result<OrderView>> MarkDeliveredAsync(OrderId id, string actor, CancellationToken ct);

    /// <summary>Sends the order elsewhere, while nothing of it is packed.</summary>
    Task<Result<OrderView>> ChangeAddressAsync(OrderId id, Address address, string actor, CancellationToken ct);

    /// <summary>What a refund would come to; changes nothing.</summary>
    Task<Result<RefundPreview>> PreviewRefundAsync(RefundOrder request, CancellationToken ct);

    Task<Result<OrderView>> RefundAsync(RefundOrder request, CancellationToken ct);

    /// <summary>The events of the order as they are stored; null if there is no such order.</summary>
    Task<IReadOnlyList<OrderStreamEntry>?> GetStreamAsync(OrderId id, CancellationToken ct);

    /// <summary>The order as it was after its first <paramref name="version"/> events.</summary>
    Task<OrderView?> FindAsOfAsync(OrderId id, int version, CancellationToken ct);

    /// <summary>How far the checkout of the order came, and what is still to be done for it.</summary>
    Task<CheckoutProgress?> GetCheckoutAsync(OrderId id, CancellationToken ct);

    Task<IReadOnlyList<SalesFigure>> GetSalesAsync(SalesQuery query, CancellationToken ct);

    /// <summary>What orders say they took and gave back, by order id, after the one named: at most <paramref name="limit"/> (1 to 10,000) of them. For proofs.</summary>
    Task<IReadOnlyList<OrderBooks>> GetBooksAsync(OrderId? after, int limit, CancellationToken ct);

    /// <summary>Checkouts whose end is not known yet, and work that follows from orders and is not done.</summary>
    Task<OpenWork> GetOpenWorkAsync(CancellationToken ct);

    /// <summary>Makes the read side anew from the events, while the old one goes on serving.</summary>
    Task<RebuildReport> RebuildAsync(CancellationToken ct);
}

/// <param name="Lines">Null sends all that is left.</param>
/// <param name="Seller">Sends only this seller's lines.</param>
public sealed record ShipOrder(OrderId Order, IReadOnlyList<OrderShipmentLine>? Lines, SellerId? Seller, string Actor, string IdempotencyKey);

/// <param name="Shipping">Gives the shipping back too.</param>
/// <param name="Amount">Goodwill on top of the lines, or alone.</param>
public sealed record RefundOrder(OrderId Order, IReadOnlyList<OrderShipmentLine> Lines, bool Shipping, Money? Amount, string Reason, string Actor, string IdempotencyKey);

/// <param name="Points">Points that go back to the member.</param>
public sealed record RefundPreview(Money Amount, IReadOnlyList<RefundPreviewLine> Lines, Money Shipping, Money Fee, long Points);

public sealed record RefundPreviewLine(int Line, int Quantity, Money Amount);

/// <param name="Data">The event's content as JSON. There is no personal data in it.</param>
public sealed record OrderStreamEntry(int Version, string Type, string Data, LocalizedText Text, string Actor, DateTimeOffset At);

public sealed record CheckoutProgress(
    OrderId Order, string Stage, int Attempts, DateTimeOffset? NextAt, DateTimeOffset ExpiresAt, PaymentId Payment, ReservationId Reservation, string? FailureCode,
    IReadOnlyList<PendingWork> Pending);

public sealed record PendingWork(string Kind, int Attempts, DateTimeOffset? NextAt, string? Error);

/// <param name="By">day, product, seller or category.</param>
public sealed record SalesQuery(DateOnly From, DateOnly To, string By, Currency Currency, SellerId? Seller = null);

/// <param name="Key">The day, or the id or slug of what the figure is of.</param>
public sealed record SalesFigure(string Key, long Orders, long Units, Money Revenue, long RefundedUnits, Money Refunded);

/// <param name="Paid">Zero for an order that never came to be.</param>
public sealed record OrderBooks(OrderId Order, string Number, OrderStatus Status, PaymentId Payment, Money Paid, Money Refunded);

public sealed record OpenWork(long Running, long Awaiting, long Compensating, long Tasks);

public sealed record RebuildReport(long Events, long Orders, double Seconds, double EventsPerSecond);
