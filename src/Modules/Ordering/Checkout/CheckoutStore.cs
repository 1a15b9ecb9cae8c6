using Maru.Contracts;
using Maru.Platform.Data;
using Maru.Platform.Json;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>The SQL of checkouts.</summary>
internal sealed class CheckoutStore(Database<OrderingModule> database, TimeProvider time)
{
    public Task<CheckoutRow?> FindByKeyAsync(string scope, string key, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<CheckoutRow>($"select {CheckoutRow.Columns} from checkouts where scope = @scope and key = @key", new { scope, key }, ct);

    public Task<CheckoutRow?> FindAsync(OrderId order, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<CheckoutRow>($"select {CheckoutRow.Columns} from checkouts where order_id = @order", new { order }, ct);

    /// <summary>The order that holds the cart, or bought this version of it.</summary>
    public Task<OrderId?> FindByCartAsync(CartId cart, int version, CancellationToken ct) => database.QuerySingleOrDefaultAsync<OrderId?>(
        """
        select order_id from checkouts
        where cart_id = @cart and (stage in ('running', 'awaiting', 'compensating') or (stage = 'paid' and cart_version = @version)) limit 1
        """,
        new { cart, version }, ct);

    public static NpgsqlBatchCommand Insert(CheckoutRow row, string scope, string key)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into checkouts (order_id, number, scope, key, fingerprint, cart_id, payment_id, reservation_id, key_id, sealed, stage, next_at, leased_until, expires_at, placed_at,
                cart_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'running', $11, $11, $12, $13, $14)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.OrderId.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Number });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = scope });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = row.Fingerprint });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.CartId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.PaymentId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.ReservationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.KeyId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = row.Sealed! });
        command.Parameters.Add(At(row.NextAt!.Value));
        command.Parameters.Add(At(row.ExpiresAt));
        command.Parameters.Add(At(row.PlacedAt));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = row.CartVersion });
        return command;
    }

    /// <summary>Moves a checkout on, in the transaction of the order's events. Settled ones drop their secrets.</summary>
    public static NpgsqlBatchCommand Move(OrderId order, string stage, DateTimeOffset? nextAt, DateTimeOffset? expiresAt = null, Failure? failure = null)
    {
        var command = new NpgsqlBatchCommand(
            """
            update checkouts set stage = $2, next_at = $3, leased_until = null, expires_at = coalesce($4, expires_at), attempts = 0,
                   sealed = case when $5 then null else sealed end, failure = coalesce($6::json, failure)
            where order_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stage });
        command.Parameters.Add(Maybe(nextAt));
        command.Parameters.Add(Maybe(expiresAt));
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = CheckoutStage.IsSettled(stage) });
        command.Parameters.Add(new NpgsqlParameter { Value = failure is null ? DBNull.Value : MaruJson.Write(failure), NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }

    /// <summary>Remembers why the checkout is given up before anything is let go, so that a crash in between cannot turn it round again.</summary>
    /// <remarks>Only for whoever holds the lease.</remarks>
    public Task BeginCompensationAsync(OrderId order, Failure failure, CancellationToken ct) => database.ExecuteAsync(
        "update checkouts set stage = 'compensating', failure = @failure::json, attempts = 0 where order_id = @order and stage in ('running', 'awaiting')",
        new { order, failure = MaruJson.Write(failure) }, ct);

    /// <summary>Turns a waiting checkout round because the shopper or staff say so; null while somebody works on it, or if it does not wait.</summary>
    public Task<CheckoutRow?> CallOffAsync(OrderId order, Failure failure, TimeSpan lease, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.QuerySingleOrDefaultAsync<CheckoutRow>(
            $"""
            update checkouts set stage = 'compensating', failure = @failure::json, attempts = 0, next_at = @until, leased_until = @until
            where order_id = @order and stage = 'awaiting' and (leased_until is null or leased_until <= @now)
            returning {CheckoutRow.Columns}
            """,
            new { order, failure = MaruJson.Write(failure), now, until = now + lease }, ct);
    }

    public static Failure? ReadFailure(CheckoutRow row) => row.Failure is null ? null : MaruJson.Read<Failure>(row.Failure);

    /// <summary>Looks at it again at that time.</summary>
    public Task PostponeAsync(OrderId order, DateTimeOffset until, CancellationToken ct) => database.ExecuteAsync(
        "update checkouts set next_at = @until, leased_until = null where order_id = @order and stage not in ('paid', 'failed', 'refunded')", new { order, until }, ct);

    public Task EndAsync(OrderId order, string stage, CancellationToken ct) =>
        database.ExecuteAsync("update checkouts set stage = @stage, next_at = null, leased_until = null where order_id = @order", new { order, stage }, ct);

    /// <summary>Takes checkouts that are due, each for one process: the others see them again only after the lease.</summary>
    public Task<List<CheckoutRow>> TakeDueAsync(int limit, TimeSpan lease, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<CheckoutRow>(
            $"""
            update checkouts set next_at = @until, leased_until = @until, attempts = attempts + 1
            where order_id in (
                select order_id from checkouts where next_at <= @now and (leased_until is null or leased_until <= @now)
                order by next_at limit @limit for update skip locked)
            returning {CheckoutRow.Columns}
            """,
            new { now, until = now + lease, limit }, ct);
    }

    /// <summary>Payments that became known: those who wait for them are looked at now.</summary>
    /// <param name="captured">Those of them whose money came: a checkout that was given up has to see to it that it goes back.</param>
    /// <remarks>One condition over both, for apart the planner takes the small indexes of open checkouts, which in a rush are full of rows that are open no more.</remarks>
    public static Task WakeAsync(Transaction transaction, Guid[] orders, Guid[] captured, DateTimeOffset now, CancellationToken ct) => transaction.ExecuteAsync(
        """
        update checkouts set stage = case stage when 'failed' then 'late' else stage end, next_at = @now, attempts = case stage when 'failed' then 0 else attempts end
        where order_id = any(@orders) and ((stage = 'awaiting' and next_at > @now) or (stage = 'failed' and order_id = any(@captured)))
        """,
        new { orders, captured, now }, ct);

    private static NpgsqlParameter At(DateTimeOffset at) => new NpgsqlParameter<DateTime> { TypedValue = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Maybe(DateTimeOffset? at) =>
        new() { Value = at is { } known ? known.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
