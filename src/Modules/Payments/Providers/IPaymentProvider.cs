using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Providers;

/// <summary>
/// A company that moves money. Calls are repeated with the same ids until an answer is known, so every one must act once per id. Implementations
/// talk the provider's wire format and nothing else: no database, no rules. All of them pass the same compliance suite.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>Lower case; part of the webhook's address and kept with every payment.</summary>
    string Code { get; }

    IReadOnlyList<PaymentMethod> MethodsFor(Currency currency);

    /// <summary>The provider's id of the payment, where the token tells it before the first call: it can be asked after, and used for one payment only.</summary>
    string? ReferenceOf(string token) => null;

    Task<ProviderAnswer> StartAsync(ProviderStart request, CancellationToken ct);

    Task<ProviderAnswer> CaptureAsync(ProviderHandle payment, long amount, CancellationToken ct);

    /// <summary>
    /// Gives up a payment that has taken no money. Where the provider can, one that never arrived is barred from arriving later; where it cannot,
    /// the answer is <see cref="ProviderAnswer.Absent"/>.
    /// </summary>
    Task<ProviderAnswer> VoidAsync(ProviderHandle payment, CancellationToken ct);

    Task<RefundAnswer> RefundAsync(ProviderHandle payment, RefundId refund, long amount, string reason, CancellationToken ct);

    Task<ProviderAnswer> FetchAsync(ProviderHandle payment, CancellationToken ct);

    /// <summary>Everything the provider has seen change since then, in pages; for reconciliation.</summary>
    IAsyncEnumerable<ProviderPayment> ListAsync(DateTimeOffset since, CancellationToken ct);

    Task<WebhookReading> ReadWebhookAsync(WebhookMessage message, CancellationToken ct);
}

/// <summary>What is to be paid, and with what.</summary>
internal sealed record ProviderStart(
    PaymentId Payment, string OrderNumber, Money Amount, string Token, string Email, string? ReturnUrl, bool Capture);

/// <param name="Reference">The provider's id of the payment; null if no answer ever came.</param>
/// <param name="Wanted">False once the shop gave the payment up: a provider that must be told to go on is not.</param>
internal sealed record ProviderHandle(PaymentId Payment, string? Reference, Money Amount, string OrderNumber, DateTimeOffset CreatedAt, bool Wanted = true);

internal enum ProviderStatus
{
    Processing,
    ActionRequired,
    AwaitingTransfer,
    Authorized,
    Captured,
    Declined,
    Voided,
}

internal enum DisputeStatus
{
    None,
    Open,
    Won,
    Lost,
}

/// <summary>A payment as the provider has it now. Amounts in minor units of <paramref name="Amount"/>'s currency.</summary>
/// <param name="Payment">Our id, where the provider gives it back.</param>
internal sealed record ProviderPayment(
    string Reference,
    PaymentId? Payment,
    ProviderStatus Status,
    Money Amount,
    long Captured = 0,
    long Fee = 0,
    IReadOnlyList<ProviderRefund>? Refunds = null,
    DisputeStatus Dispute = DisputeStatus.None,
    long Disputed = 0,
    string? DisputeReason = null,
    Contracts.Ordering.PaymentAction? Action = null,
    string? DeclineCode = null,
    string? MethodLabel = null);

/// <param name="Refund">Our id, where the provider gives it back.</param>
internal sealed record ProviderRefund(string Reference, RefundId? Refund, long Amount, RefundState State, string? FailureCode = null);

internal abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    internal sealed record Known(ProviderPayment Payment) : ProviderAnswer;

    /// <summary>No answer, or one that says nothing: it may have been done or not.</summary>
    internal sealed record Lost(string Why) : ProviderAnswer;

    /// <summary>The provider knows no such payment at this moment.</summary>
    internal sealed record Absent : ProviderAnswer
    {
        public static readonly Absent Now = new();
    }

    /// <summary>A clear no; nothing was done.</summary>
    internal sealed record Refused(string Code) : ProviderAnswer;
}

internal abstract record RefundAnswer
{
    private RefundAnswer()
    {
    }

    internal sealed record Known(ProviderRefund Refund) : RefundAnswer;

    internal sealed record Lost(string Why) : RefundAnswer;

    internal sealed record Refused(string Code) : RefundAnswer;
}

/// <summary>A webhook as it came; <paramref name="Body"/> is untouched, signatures are over its bytes.</summary>
internal sealed record WebhookMessage(IReadOnlyDictionary<string, string> Headers, byte[] Body, DateTimeOffset ReceivedAt);

internal abstract record WebhookReading
{
    private WebhookReading()
    {
    }

    /// <summary>Genuine: something happened to this payment. What exactly is asked of the provider, so order and repetition do not matter.</summary>
    /// <param name="Payment">Our id if the message has it, else <paramref name="Reference"/> says which.</param>
    internal sealed record About(string EventId, string Type, PaymentId? Payment, string? Reference) : WebhookReading
    {
        /// <summary>The payment as the message shows it, where it does. Never believed; where it shows only what is known, nothing needs to be asked.</summary>
        public ProviderPayment? Shows { get; init; }
    }

    /// <summary>Genuine, of no interest.</summary>
    internal sealed record Ignored(string EventId, string Type) : WebhookReading;

    /// <summary>Not signed by the provider, too old, or not its format.</summary>
    internal sealed record Refused(string Why) : WebhookReading;

    /// <summary>It could not be checked now; the provider should send it again.</summary>
    internal sealed record NotNow : WebhookReading;
}
