namespace Maru.Contracts.Payments;

/// <summary>A payment reached a state that others act on: captured, authorized, declined, voided, awaiting transfer. Told once per change, in order per order.</summary>
[Event("payments.payment-settled")]
public sealed record PaymentSettled(
    PaymentId PaymentId, OrderId OrderId, string Provider, PaymentState State, Money Amount, string? DeclineCode, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("payments.refund-settled")]
public sealed record RefundSettled(RefundId RefundId, PaymentId PaymentId, OrderId OrderId, RefundState State, Money Amount, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}

[Event("payments.dispute-opened")]
public sealed record DisputeOpened(PaymentId PaymentId, OrderId OrderId, Money Amount, string Reason, DateTimeOffset At) : IEvent
{
    public string Key => OrderId.ToString();
}
