namespace Maru.Contracts.Ordering;

/// <summary>A line as other modules need it: what, how many, from whom, for how much after discounts.</summary>
public sealed record SoldLine(
    int Line, string Sku, ProductId ProductId, LocalizedText Name, int Quantity, Money UnitPrice, Money Total, SellerId SellerId, string? CategorySlug = null);

/// <summary>So much of a line was given back.</summary>
public sealed record RefundedLine(int Line, string Sku, ProductId ProductId, SellerId SellerId, string? CategorySlug, int Quantity, Money Amount);

[Event("ordering.order-placed")]
public sealed record OrderPlaced(OrderId OrderId, string Number, UserId? User, CartId CartId, IReadOnlyList<SoldLine> Lines, Money Total, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

/// <summary>Money is taken, stock is committed. Contact data is not in the log: ask <see cref="IOrdering"/> for it.</summary>
[Event("ordering.order-paid")]
public sealed record OrderPaid(
    OrderId OrderId, string Number, UserId? User, CartId CartId, IReadOnlyList<SoldLine> Lines, Money Total, Money ShippingCost, PaymentId PaymentId, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

/// <summary>The order waits for a bank transfer or for the shopper at another page.</summary>
[Event("ordering.order-awaiting-payment")]
public sealed record OrderAwaitingPayment(OrderId OrderId, string Number, UserId? User, Money Total, PaymentAction Action, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

/// <summary>The order never came to be; nothing is held and nothing was taken.</summary>
[Event("ordering.order-failed")]
public sealed record OrderFailed(OrderId OrderId, string Number, UserId? User, string Code, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.order-cancelled")]
public sealed record OrderCancelled(OrderId OrderId, string Number, UserId? User, string Reason, Money Refunded, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.order-packed")]
public sealed record OrderPacked(OrderId OrderId, string Number, UserId? User, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.order-shipped")]
public sealed record OrderShipped(
    OrderId OrderId, string Number, UserId? User, ShipmentId ShipmentId, string Carrier, string? TrackingNumber, bool Complete, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.order-delivered")]
public sealed record OrderDelivered(OrderId OrderId, string Number, UserId? User, IReadOnlyList<SoldLine> Lines, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

/// <param name="Points">Points that were spent on what was refunded; they go back to the member.</param>
[Event("ordering.order-refunded")]
public sealed record OrderRefunded(
    OrderId OrderId, string Number, UserId? User, Money Amount, bool Complete, string Reason, DateTimeOffset At,
    long Points = 0, IReadOnlyList<RefundedLine>? Lines = null) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.return-requested")]
public sealed record ReturnRequested(ReturnId ReturnId, OrderId OrderId, string Number, UserId? User, string Kind, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("ordering.return-settled")]
public sealed record ReturnSettled(ReturnId ReturnId, OrderId OrderId, string Number, UserId? User, string Outcome, Money Refunded, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}
