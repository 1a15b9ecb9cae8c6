namespace Maru.Contracts.Payments;

/// <summary>
/// Taking and giving back money through a provider. Every call carries an id chosen by the caller and acts once however often it is repeated:
/// the same id goes to the provider as its idempotency key. A lost answer is <see cref="PaymentState.Unknown"/>, never a guess: ask again or wait
/// for <see cref="PaymentSettled"/>.
/// </summary>
public interface IPayments
{
    Task<Result<PaymentView>> StartAsync(StartPayment request, CancellationToken ct);

    /// <summary>Takes what was authorised; all of it where <paramref name="amount"/> is null.</summary>
    Task<Result<PaymentView>> CaptureAsync(PaymentId payment, Money? amount, CancellationToken ct);

    /// <summary>Gives up a payment that has not taken money; if it turns out to have, it is refunded whole. Of no effect the second time.</summary>
    Task<Result<PaymentView>> VoidAsync(PaymentId payment, string reason, CancellationToken ct);

    Task<Result<RefundView>> RefundAsync(RefundPayment request, CancellationToken ct);

    Task<PaymentView?> FindAsync(PaymentId payment, CancellationToken ct);

    /// <summary>Asks the provider what became of the payment and records it.</summary>
    Task<Result<PaymentView>> RefreshAsync(PaymentId payment, CancellationToken ct);

    /// <summary>The providers a shopper can choose from now, in display order.</summary>
    Task<IReadOnlyList<PaymentMethod>> GetMethodsAsync(Currency currency, CancellationToken ct);
}

/// <param name="Token">The provider's token for the card, wallet or transfer. Never a card number.</param>
/// <param name="Capture">True takes the money at once; false only authorises.</param>
public sealed record StartPayment(
    PaymentId Payment, OrderId Order, string OrderNumber, Money Amount, string Provider, string Token, string Email, string? ReturnUrl, bool Capture);

public sealed record RefundPayment(RefundId Refund, PaymentId Payment, Money Amount, string Reason);

public enum PaymentState
{
    /// <summary>Sent or about to be; the answer is not known (lost connection, time-out). It will be.</summary>
    Unknown,
    ActionRequired,
    AwaitingTransfer,
    Authorized,
    Captured,
    Declined,
    Voided,
    PartiallyRefunded,
    Refunded,
    Disputed,
}

public sealed record PaymentView(
    PaymentId Id, OrderId Order, string Provider, string? ProviderReference, PaymentState State, Money Amount, Money Captured, Money Refunded,
    Ordering.PaymentAction? Action, string? DeclineCode, string? MethodLabel, DateTimeOffset UpdatedAt);

public enum RefundState
{
    Pending,
    Succeeded,
    Failed,
}

public sealed record RefundView(RefundId Id, PaymentId Payment, RefundState State, Money Amount, string? FailureCode);

/// <param name="Kind">card, bank-transfer or wallet.</param>
/// <param name="FrameUrl">The provider's own card form, to be shown in a frame; it posts a token to the page (docs/payments.md has the messages).</param>
/// <param name="Token">What to start with where nothing needs to be asked on the shop's page: the shopper goes on at the provider's, or gets an account to pay into.</param>
public sealed record PaymentMethod(string Provider, string Kind, LocalizedText Name, string? FrameUrl, string? Token = null);

public sealed record PaymentDeclined(string DeclineCode)
    : Failure(FailureKind.PaymentRequired, "payment-declined", "The payment was declined. Nothing was charged; another card or method can be tried.");

public sealed record UnknownPaymentProvider(string Provider) : Failure(FailureKind.Invalid, "unknown-payment-provider", $"'{Provider}' is not a way to pay here.");

public sealed record RefundExceedsPayment(Money Asked, Money Left)
    : Failure(FailureKind.Conflict, "refund-exceeds-payment", $"Only {Left} of this payment can still be refunded.");
