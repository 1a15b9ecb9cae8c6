using Maru.Contracts;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>How far a checkout came. Every step before a commit may be repeated, so only what changes the direction is a stage.</summary>
internal static class CheckoutStage
{
    /// <summary>Going forward: hold stock, use coupons, hold points, pay, commit.</summary>
    public const string Running = "running";

    /// <summary>All is held; the payment waits for the shopper, or its outcome is not known yet.</summary>
    public const string Awaiting = "awaiting";

    /// <summary>Given up; what was held is being let go.</summary>
    public const string Compensating = "compensating";

    public const string Paid = "paid";

    public const string Failed = "failed";

    /// <summary>Money came for a checkout that had been given up: it goes back.</summary>
    public const string Late = "late";

    /// <summary>Late money went back.</summary>
    public const string Refunded = "refunded";

    public static bool IsSettled(string stage) => stage is Paid or Failed or Refunded;
}

/// <summary>The saga's own record beside the order's stream.</summary>
internal sealed record CheckoutRow(
    OrderId OrderId, string Number, byte[] Fingerprint, CartId CartId, int CartVersion, PaymentId PaymentId, ReservationId ReservationId, Guid KeyId, byte[]? Sealed, string Stage,
    string? Failure, int Attempts, DateTimeOffset? NextAt, DateTimeOffset ExpiresAt, DateTimeOffset PlacedAt)
{
    public const string Columns =
        "order_id, number, fingerprint, cart_id, cart_version, payment_id, reservation_id, key_id, sealed, stage, failure, attempts, next_at, expires_at, placed_at";

    /// <summary>A second hold, when the first lapsed before the money came.</summary>
    public ReservationId SecondReservation => ReservationId.From(DerivedId.Of(ReservationId.Value, "second"));

    public RefundId LateRefund => RefundId.From(DerivedId.Of(OrderId.Value, "late-refund"));
}
