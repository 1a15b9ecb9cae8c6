namespace Maru.Contracts.Payments;

/// <summary>Payments as the back office sees them. Money is moved through orders only; here one looks, asks the provider, and reconciles.</summary>
public interface IPaymentsAdministration
{
    Task<Page<PaymentSummary>> ListAsync(PaymentQuery query, CancellationToken ct);

    Task<PaymentDetail?> GetAsync(PaymentId payment, CancellationToken ct);

    /// <summary>What orders, ledger and providers do not agree on, newest first.</summary>
    Task<Page<PaymentDifference>> ListDifferencesAsync(bool open, PageRequest page, CancellationToken ct);

    /// <summary>Compares everything that moved in the last so many days (1 to 365), and mends what a lost answer left.</summary>
    Task<Result<ReconciliationOutcome>> ReconcileAsync(int days, CancellationToken ct);

    Task<IReadOnlyList<ReconciliationOutcome>> ListReconciliationsAsync(CancellationToken ct);
}

/// <param name="Text">Part of an order number, or a provider's reference.</param>
public sealed record PaymentQuery(PaymentState? State, string? Provider, OrderId? Order, string? Text, DateTimeOffset? From, DateTimeOffset? To, PageRequest Page);

public sealed record PaymentSummary(
    PaymentId Id, OrderId Order, string OrderNumber, string Provider, PaymentState State, Money Amount, Money Captured, Money Refunded, string? MethodLabel,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

public sealed record PaymentDetail(PaymentView Payment, string OrderNumber, IReadOnlyList<RefundView> Refunds, IReadOnlyList<LedgerPosting> Ledger, IReadOnlyList<PaymentNotice> Notices);

/// <param name="Amount">Positive: debit. Negative: credit.</param>
public sealed record LedgerPosting(long Entry, string Kind, string Account, Money Amount, DateTimeOffset At);

/// <summary>A webhook of the provider that was about the payment.</summary>
public sealed record PaymentNotice(string EventId, string Type, DateTimeOffset ReceivedAt);

/// <param name="Kind">
/// unknown-here: the provider took money for a payment nobody here knows. absent-there: money is booked that the provider does not know of.
/// amounts-differ: both know it, with different sums. order-not-covered: a paid order and the ledger have different sums.
/// </param>
public sealed record PaymentDifference(
    string Kind, PaymentId? Payment, OrderId? Order, string? Provider, string? Reference, string Detail, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt,
    DateTimeOffset? SettledAt);

/// <param name="Mended">Payments that the provider had changed without our hearing of it.</param>
public sealed record ReconciliationOutcome(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset EndedAt, DateTimeOffset Since, int Compared, int Mended, int Differences, IReadOnlyList<string> ProvidersNotReached);
