using Maru.Contracts;
using Maru.Modules.Payments.Ledger;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Payments.Payments;

/// <summary>Payments and refunds in SQL. A payment is saved only over the version it was read at: whoever comes second decides anew.</summary>
internal sealed class PaymentStore(Database<PaymentsModule> db, TimeProvider time)
{
    private const string Columns =
        """
        id, order_id, order_number, provider, reference, state, unsettled, capture_at_once, capture_amount, currency, amount, captured, refunded, disputed,
        dispute, fee, action::text as action, decline_code, method_label, given_up, fingerprint, created_at, updated_at, version, next_check_at, checks
        """;

    private const string RefundColumns = "id, payment_id, amount, state, reference, failure_code, reason, created_at, updated_at";

    public Task<Payment?> FindAsync(PaymentId id, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<Payment>($"select {Columns} from payments where id = @id", new { id }, ct);

    public Task<Payment?> FindByReferenceAsync(string provider, string reference, CancellationToken ct) => db.QuerySingleOrDefaultAsync<Payment>(
        $"select {Columns} from payments where provider = @provider and reference = @reference", new { provider, reference }, ct);

    public Task<List<Payment>> FindManyAsync(string provider, Guid[] ids, string[] references, CancellationToken ct) => db.QueryAsync<Payment>(
        $"""
        select {Columns} from payments where id = any(@ids) and provider = @provider
        union select {Columns} from payments where provider = @provider and reference = any(@references)
        """,
        new { provider, ids, references }, ct);

    /// <summary>Payments of a provider that changed in that time and hold money or wait for an answer.</summary>
    public Task<List<Payment>> ChangedAsync(string provider, DateTimeOffset since, DateTimeOffset until, CancellationToken ct) => db.QueryAsync<Payment>(
        $"""
        select {Columns} from payments
        where provider = @provider and updated_at >= @since and updated_at < @until and (captured > 0 or unsettled is not null)
        """,
        new { provider, since, until }, ct);

    public Task<List<Refund>> RefundsAsync(PaymentId payment, CancellationToken ct) => db.QueryAsync<Refund>(
        $"select {RefundColumns} from refunds where payment_id = @payment order by created_at, id", new { payment }, ct);

    public Task<Refund?> FindRefundAsync(RefundId id, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<Refund>($"select {RefundColumns} from refunds where id = @id", new { id }, ct);

    /// <returns>False: this payment was begun before.</returns>
    public async Task<bool> InsertAsync(Payment payment, CancellationToken ct) => await db.ExecuteAsync(
        """
        insert into payments (id, order_id, order_number, provider, reference, state, unsettled, capture_at_once, currency, amount, fingerprint, created_at, updated_at, next_check_at)
        values (@Id, @OrderId, @OrderNumber, @Provider, @Reference, @State, @Unsettled, @CaptureAtOnce, @Currency, @Amount, @Fingerprint, @CreatedAt, @UpdatedAt, @NextCheckAt)
        on conflict do nothing
        """,
        new
        {
            payment.Id, payment.OrderId, payment.OrderNumber, payment.Provider, payment.Reference, State = payment.State.ToString(), payment.Unsettled, payment.CaptureAtOnce,
            payment.Currency, payment.Amount, payment.Fingerprint, payment.CreatedAt, payment.UpdatedAt, payment.NextCheckAt,
        },
        ct) == 1;

    /// <summary>Takes up to so many payments that are due for a look; nobody else gets them for a while.</summary>
    public Task<List<Payment>> TakeDueAsync(int most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return db.QueryAsync<Payment>(
            $"""
            update payments set next_check_at = @until
            where id in (select id from payments where next_check_at <= @now order by next_check_at limit @most for update skip locked)
            returning {Columns}
            """,
            new { now, until = now + TimeSpan.FromSeconds(30), most }, ct);
    }

    public Task PostponeAsync(Payment payment, CancellationToken ct)
    {
        var later = PaymentRules.Postpone(payment, time.GetUtcNow());
        return db.ExecuteAsync(
            "update payments set next_check_at = @NextCheckAt, checks = @Checks where id = @Id and next_check_at is not null", new { later.Id, later.NextCheckAt, later.Checks }, ct);
    }

    /// <summary>Says when to look next, unless the payment changed meanwhile: then whoever changed it has said so.</summary>
    public Task ScheduleAsync(Payment payment, CancellationToken ct) => db.ExecuteAsync(
        "update payments set next_check_at = @NextCheckAt, checks = @Checks where id = @Id and version = @Version",
        new { payment.Id, payment.Version, payment.NextCheckAt, payment.Checks }, ct);

    /// <summary>Reads a payment to be changed; nobody else changes it until the transaction ends.</summary>
    public async Task<(Payment Payment, List<Refund> Refunds)?> LockAsync(Transaction transaction, PaymentId id, CancellationToken ct)
    {
        var payment = await transaction.QuerySingleOrDefaultAsync<Payment>($"select {Columns} from payments where id = @id for update", new { id }, ct);
        return payment is null
            ? null
            : (payment, await transaction.QueryAsync<Refund>($"select {RefundColumns} from refunds where payment_id = @id order by created_at, id", new { id }, ct));
    }

    /// <summary>All that follows from a look at the provider, in one transaction.</summary>
    /// <returns>False: somebody else changed the payment in between; nothing was written.</returns>
    public async Task<bool> SaveAsync(Observation seen, int overVersion, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        try
        {
            if (!await WriteAsync(transaction, seen, overVersion, ct))
            {
                return false;
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Whoever was first has booked it.
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> WriteAsync(Transaction transaction, Observation seen, int overVersion, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        var update = Update(seen.Payment, overVersion);
        batch.BatchCommands.Add(update);
        foreach (var refund in seen.Refunds)
        {
            batch.BatchCommands.Add(Upsert(refund));
        }

        foreach (var entry in seen.Entries)
        {
            batch.BatchCommands.Add(Insert(entry, seen.Payment));
        }

        await batch.ExecuteNonQueryAsync(ct);
        if (update.RecordsAffected != 1)
        {
            return false;
        }

        foreach (var happened in seen.Events)
        {
            transaction.Publish(happened);
        }

        return true;
    }

    private static NpgsqlBatchCommand Update(Payment p, int overVersion) => new(
        """
        update payments set reference = $3, state = $4, unsettled = $5, capture_amount = $6, captured = $7, refunded = $8, disputed = $9, dispute = $10, fee = $11,
            action = $12, decline_code = $13, method_label = $14, given_up = $15, updated_at = $16, version = $17, next_check_at = $18, checks = $19
        where id = $1 and version = $2
        """)
    {
        Parameters =
        {
            Value(p.Id.Value), Value(overVersion), Text(p.Reference), Value(p.State.ToString()), Text(p.Unsettled), Nullable(p.CaptureAmount, NpgsqlDbType.Bigint),
            Value(p.Captured), Value(p.Refunded), Value(p.Disputed), Text(p.Dispute), Value(p.Fee), Nullable(p.Action, NpgsqlDbType.Jsonb), Text(p.DeclineCode),
            Text(p.MethodLabel), Text(p.GivenUp), Value(p.UpdatedAt.UtcDateTime), Value(p.Version), Nullable(p.NextCheckAt?.UtcDateTime, NpgsqlDbType.TimestampTz),
            Value(p.Checks),
        },
    };

    private static NpgsqlBatchCommand Upsert(Refund r) => new(
        """
        insert into refunds (id, payment_id, amount, state, reference, failure_code, reason, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set state = excluded.state, reference = excluded.reference, failure_code = excluded.failure_code, updated_at = excluded.updated_at
        """)
    {
        Parameters =
        {
            Value(r.Id.Value), Value(r.PaymentId.Value), Value(r.Amount), Value(r.State.ToString()), Text(r.Reference), Text(r.FailureCode), Value(r.Reason),
            Value(r.CreatedAt.UtcDateTime), Value(r.UpdatedAt.UtcDateTime),
        },
    };

    private static NpgsqlBatchCommand Insert(LedgerEntry entry, Payment p) => new(
        """
        insert into ledger_entries (key, kind, payment_id, order_id, provider, currency, accounts, amounts, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
    {
        Parameters =
        {
            Value(entry.Key), Value(entry.Kind), Value(p.Id.Value), Value(p.OrderId.Value), Value(p.Provider), Value(entry.Currency.Code),
            Value(entry.Lines.Select(l => l.Account).ToArray()), Value(entry.Lines.Select(l => l.Amount).ToArray()), Value(p.UpdatedAt.UtcDateTime),
        },
    };

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Text(string? value) => Nullable(value, NpgsqlDbType.Text);

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
