namespace Maru.Sandbox.Payments;

/// <summary>A payment as the provider keeps it and shows it to the merchant. Amounts are minor units.</summary>
internal sealed record SandboxPayment(
    string Id,
    string Reference,
    string? Order,
    string Status,
    long Amount,
    string Currency,
    string Method,
    string MethodLabel,
    long Captured,
    long Refunded,
    long Fee,
    string? DeclineCode,
    SandboxAction? Action,
    bool CaptureAtOnce,
    string? ReturnUrl,
    IReadOnlyList<SandboxRefund> Refunds,
    SandboxDispute? Dispute,
    bool RefundsFail,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

internal static class Status
{
    public const string Processing = "processing";
    public const string RequiresAction = "requires_action";
    public const string AwaitingTransfer = "awaiting_transfer";
    public const string Authorized = "authorized";
    public const string Captured = "captured";
    public const string Declined = "declined";
    public const string Voided = "voided";
}

/// <param name="Kind">redirect or bank-transfer.</param>
internal sealed record SandboxAction(string Kind, string? Url, string? Bank, string? AccountNumber, string? AccountHolder, DateTimeOffset? DueAt);

/// <param name="Reference">The merchant's own id of the refund.</param>
internal sealed record SandboxRefund(string Id, string Reference, long Amount, string Status, string? FailureCode, string? Reason, DateTimeOffset CreatedAt);

/// <param name="Status">open, won or lost.</param>
internal sealed record SandboxDispute(string Id, long Amount, string Reason, string Status);

internal sealed record SandboxEvent(string Id, string Type, DateTimeOffset CreatedAt, string PaymentId, string Reference)
{
    /// <summary>The payment as it was then. In the journal it stands beside the event already.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public SandboxPayment? Payment { get; init; }
}

internal sealed record CreatePayment(
    string? Reference, string? Order, long Amount, string? Currency, string? Token, string? Email, bool Capture, string? ReturnUrl);

internal sealed record CapturePayment(long? Amount);

internal sealed record CreateRefund(string? Reference, long Amount, string? Reason);

internal sealed record OpenDispute(string? Reason);

internal sealed record CloseDispute(bool Won);

/// <summary>The provider says no; nothing was changed.</summary>
internal sealed record Refusal(int StatusCode, string Code, string Message);
