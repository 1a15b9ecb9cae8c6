using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Payments.Payments;

/// <summary>The call whose answer is not known. Written before it goes out, so that a process that dies leaves a trace of it.</summary>
internal static class Unsettled
{
    public const string Start = "start";
    public const string Capture = "capture";
    public const string Void = "void";
}

/// <summary>A row of payments. <see cref="PaymentRules"/> decides how it changes.</summary>
internal sealed record Payment(
    PaymentId Id,
    OrderId OrderId,
    string OrderNumber,
    string Provider,
    string? Reference,
    PaymentState State,
    string? Unsettled,
    bool CaptureAtOnce,
    long? CaptureAmount,
    Currency Currency,
    long Amount,
    long Captured,
    long Refunded,
    long Disputed,
    string? Dispute,
    long Fee,
    string? Action,
    string? DeclineCode,
    string? MethodLabel,
    string? GivenUp,
    byte[] Fingerprint,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version,
    DateTimeOffset? NextCheckAt,
    int Checks)
{
    /// <summary>Longer than a provider may take to answer: before that nobody else looks after the payment.</summary>
    public static readonly TimeSpan FirstCheck = TimeSpan.FromSeconds(20);

    /// <summary>Nothing was taken and nothing will be, as far as anybody knows.</summary>
    public bool IsDead => Captured == 0 && State is PaymentState.Declined or PaymentState.Voided;

    public static Payment Begin(StartPayment request, string? reference, DateTimeOffset now) => new(
        request.Payment, request.Order, request.OrderNumber, request.Provider, reference, PaymentState.Unknown, Payments.Unsettled.Start, request.Capture,
        CaptureAmount: null, request.Amount.Currency, request.Amount.Amount, 0, 0, 0, null, 0, null, null, null, null,
        Idempotency.Fingerprint(request with { Email = "" }), now, now, 0, now + FirstCheck, 0);

    public ProviderHandle Handle() => new(Id, Reference, new Money(Amount, Currency), OrderNumber, CreatedAt, Wanted: GivenUp is null && !IsDead);

    public PaymentView View() => new(
        Id, OrderId, Provider, Reference, Unsettled is null || IsDead ? State : PaymentState.Unknown, new Money(Amount, Currency), new Money(Captured, Currency),
        new Money(Refunded, Currency), Action is null ? null : MaruJson.Read<PaymentAction>(Action), DeclineCode, MethodLabel, UpdatedAt);
}

/// <summary>A row of refunds.</summary>
internal sealed record Refund(
    RefundId Id, PaymentId PaymentId, long Amount, RefundState State, string? Reference, string? FailureCode, string Reason, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public RefundView View(Currency currency) => new(Id, PaymentId, State, new Money(Amount, currency), FailureCode);
}
