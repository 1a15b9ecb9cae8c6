using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Reconciliation;
using Maru.Platform.Data;

namespace Maru.Modules.Payments.Administration;

/// <summary>Straight from SQL to what the back office shows.</summary>
internal sealed class PaymentsOffice(
    Database<PaymentsModule> db, PaymentStore store, Reconciler reconciler, DifferenceStore differences, TimeProvider time) : IPaymentsAdministration
{
    private const string Filter =
        """
        from payments
        where (@state::text is null or state = @state) and (@Provider::text is null or provider = @Provider) and (@order::uuid is null or order_id = @order)
          and (@From::timestamptz is null or created_at >= @From) and (@To::timestamptz is null or created_at < @To)
          and (@Text::text is null or strpos(lower(order_number), lower(@Text)) > 0 or reference = @Text)
        """;

    public async Task<Page<PaymentSummary>> ListAsync(PaymentQuery query, CancellationToken ct)
    {
        var args = new
        {
            state = query.State?.ToString(), query.Provider, order = query.Order?.Value, From = query.From?.UtcDateTime, To = query.To?.UtcDateTime, query.Text,
            query.Page.Size, query.Page.Offset,
        };
        var total = await db.QuerySingleOrDefaultAsync<long>("select count(*) " + Filter, args, ct);
        var rows = await db.QueryAsync<Row>(
            $"""
            select id, order_id, order_number, provider, state, currency, amount, captured, refunded, method_label, created_at, updated_at
            {Filter} order by id desc limit @Size offset @Offset
            """,
            args, ct);
        return new Page<PaymentSummary>([.. rows.Select(r => r.Summary())], total, query.Page.Number, query.Page.Size);
    }

    public async Task<PaymentDetail?> GetAsync(PaymentId payment, CancellationToken ct)
    {
        if (await store.FindAsync(payment, ct) is not { } found)
        {
            return null;
        }

        var refunds = await store.RefundsAsync(payment, ct);
        var postings = await db.QueryAsync<PostingRow>(
            "select position, kind, account, amount, at from ledger_lines where payment_id = @payment order by position, account", new { payment }, ct);
        var notices = await db.QueryAsync<PaymentNotice>(
            "select event_id, type, received_at from webhook_inbox where payment_id = @payment order by received_at", new { payment }, ct);
        return new PaymentDetail(
            found.View(), found.OrderNumber, [.. refunds.Select(r => r.View(found.Currency))],
            [.. postings.Select(p => new LedgerPosting(p.Position, p.Kind, p.Account, new Money(p.Amount, found.Currency), p.At))], notices);
    }

    public Task<Page<PaymentDifference>> ListDifferencesAsync(bool open, PageRequest page, CancellationToken ct) => differences.ListAsync(open, page, ct);

    public async Task<Result<ReconciliationOutcome>> ReconcileAsync(int days, CancellationToken ct) => days is >= 1 and <= 365
        ? await reconciler.RunAsync(time.GetUtcNow() - TimeSpan.FromDays(days), ct)
        : ValidationFailure.Of("days", "must be from 1 to 365");

    public Task<IReadOnlyList<ReconciliationOutcome>> ListReconciliationsAsync(CancellationToken ct) => differences.RunsAsync(ct);

    private sealed record PostingRow(long Position, string Kind, string Account, long Amount, DateTimeOffset At);

    private sealed record Row(
        PaymentId Id, OrderId OrderId, string OrderNumber, string Provider, PaymentState State, Currency Currency, long Amount, long Captured, long Refunded,
        string? MethodLabel, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
    {
        public PaymentSummary Summary() => new(
            Id, OrderId, OrderNumber, Provider, State, new Money(Amount, Currency), new Money(Captured, Currency), new Money(Refunded, Currency), MethodLabel, CreatedAt, UpdatedAt);
    }
}
