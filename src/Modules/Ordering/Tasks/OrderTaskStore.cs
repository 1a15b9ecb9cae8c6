using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Tasks;

/// <summary>The SQL of tasks. A task that is done is removed: what it did is in the order's stream.</summary>
internal sealed class OrderTaskStore(Database<OrderingModule> database, TimeProvider time)
{
    private const string Columns = "id, order_id, kind, data::text as data, attempts";

    public Task<List<OrderTask>> TakeDueAsync(int limit, TimeSpan lease, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<OrderTask>(
            $"""
            update order_tasks set next_at = @until, attempts = attempts + 1
            where id in (select id from order_tasks where next_at <= @now order by next_at limit @limit for update skip locked)
            returning {Columns}
            """,
            new { now, until = now + lease, limit }, ct);
    }

    /// <summary>Those of one order that are due, for whoever caused them and wants to see them done.</summary>
    public Task<List<OrderTask>> TakeOfAsync(Contracts.OrderId order, TimeSpan lease, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return database.QueryAsync<OrderTask>(
            $"""
            update order_tasks set next_at = @until, attempts = attempts + 1
            where id in (select id from order_tasks where order_id = @order and next_at <= @now for update skip locked)
            returning {Columns}
            """,
            new { now, until = now + lease, order }, ct);
    }

    public Task<List<Contracts.Ordering.PendingWork>> PendingAsync(Contracts.OrderId order, CancellationToken ct) => database.QueryAsync<Contracts.Ordering.PendingWork>(
        "select kind, attempts, next_at, error from order_tasks where order_id = @order order by id", new { order }, ct);

    public Task DoneAsync(Guid id, CancellationToken ct) => database.ExecuteAsync("delete from order_tasks where id = @id", new { id }, ct);

    public Task PostponeAsync(Guid id, DateTimeOffset until, string? error, CancellationToken ct) =>
        database.ExecuteAsync("update order_tasks set next_at = @until, error = @error where id = @id", new { id, until, error }, ct);

    public static Task WakeAsync(Transaction transaction, Guid[] ids, DateTimeOffset now, CancellationToken ct) =>
        transaction.ExecuteAsync("update order_tasks set next_at = @now where id = any(@ids) and next_at > @now", new { ids, now }, ct);
}
