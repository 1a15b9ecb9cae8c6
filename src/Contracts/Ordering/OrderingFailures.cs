namespace Maru.Contracts.Ordering;

/// <summary>The order's state does not allow this; <paramref name="Allowed"/> names what it does allow.</summary>
public sealed record IllegalMove(string Action, OrderStatus Status, IReadOnlyList<string> Allowed)
    : Failure(FailureKind.Conflict, "illegal-move", "The order is in a state that does not allow this.");

public sealed record EmptyCart() : Failure(FailureKind.Conflict, "empty-cart", "There is nothing in the cart to order.");

/// <summary>The cart is being paid for, or was bought: in another tab, or with another Idempotency-Key.</summary>
public sealed record CartBeingPaid(OrderId OrderId) : Failure(FailureKind.Conflict, "cart-being-paid", "This cart already belongs to an order.");

public sealed record ProductUnavailable(string Sku) : Failure(FailureKind.Conflict, "product-unavailable", $"{Sku} is no longer sold.");

public sealed record ShippingOptionNotOffered(string Option)
    : Failure(FailureKind.Conflict, "shipping-option-not-offered", $"'{Option}' is not a way to send these goods to this address.");

/// <summary>The sum differs from the one the shopper agreed to.</summary>
public sealed record TotalChanged(Money Expected, Money Actual)
    : Failure(FailureKind.Conflict, "total-changed", "The total changed since it was last shown. Look at it again before paying.");

/// <summary>The shopper did not pay in time; nothing was taken and the goods went back on sale.</summary>
public sealed record PaymentTimedOut() : Failure(FailureKind.Gone, "payment-timed-out", "The payment was not completed in time. Nothing was charged.");

/// <summary>The goods were gone when the money came; it was given back.</summary>
public sealed record SoldOutAfterPayment()
    : Failure(FailureKind.Conflict, "sold-out-after-payment", "The goods were sold out by the time the payment came. The money is being given back.");

/// <summary>The checkout was called off by the shopper or by staff.</summary>
public sealed record CheckoutCancelled() : Failure(FailureKind.Gone, "checkout-cancelled", "The order was cancelled before it was paid.");

public sealed record QuantityNotLeft(int Line, int Asked, int Left)
    : Failure(FailureKind.Conflict, "quantity-not-left", $"Line {Line} has {Left} pieces left for this; {Asked} were asked for.");

public sealed record NothingToRefund() : Failure(FailureKind.Conflict, "nothing-to-refund", "There is nothing left to refund in what was asked for.");

/// <summary>The time in which these goods could be sent back for this reason is over.</summary>
public sealed record ReturnPeriodOver(DateTimeOffset EndedAt) : Failure(FailureKind.Conflict, "return-period-over", "The time to send this back for that reason is over.");
