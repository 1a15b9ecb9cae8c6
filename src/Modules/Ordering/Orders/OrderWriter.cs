using Maru.Contracts;
using Maru.Modules.Ordering.Returns;
using Maru.Modules.Ordering.Tasks;
using Maru.Platform.Data;
using Npgsql;

namespace Maru.Modules.Ordering.Orders;

/// <summary>Saves what was decided: events, read side, tasks and news in one transaction and one round trip.</summary>
internal sealed class OrderWriter(Database<OrderingModule> database, OrderStore store, TimeProvider time)
{
    private const int MaxAttempts = 25;

    /// <summary>Load, decide, save; decided anew if somebody else was faster.</summary>
    public Task<Result<Order>> ChangeAsync(OrderId id, string actor, Func<Order, Result<OrderEvent[]>> decide, CancellationToken ct) =>
        ChangeAsync(id, actor, decide, static (_, _, _) => { }, ct);

    /// <param name="more">Statements for the same transaction, given the order after the change.</param>
    public async Task<Result<Order>> ChangeAsync(
        OrderId id, string actor, Func<Order, Result<OrderEvent[]>> decide, Action<NpgsqlBatch, Order, IReadOnlyList<RecordedEvent>> more, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var order = await store.LoadAsync(id, ct);
            if (order is null)
            {
                return new NotFound("order");
            }

            var decision = decide(order);
            if (!decision.Succeeded)
            {
                return decision.Failure;
            }

            if (decision.Value.Length == 0)
            {
                return order;
            }

            try
            {
                return await SaveAsync(order, decision.Value, actor, more, ct);
            }
            catch (PostgresException e) when (OrderStore.IsVersionTaken(e) && attempt < MaxAttempts)
            {
                // Somebody else's event came between; the order as it is now decides. A pause of random length lets a crowd through one by one.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt)), ct);
            }
        }
    }

    /// <exception cref="PostgresException">The version was taken (<see cref="OrderStore.IsVersionTaken"/>): nothing was saved.</exception>
    public async Task<Order> SaveAsync(
        Order order, OrderEvent[] events, string actor, Action<NpgsqlBatch, Order, IReadOnlyList<RecordedEvent>> more, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var after = Save(transaction, order, events, actor, more);
        await transaction.CommitAsync(ct);
        return after;
    }

    /// <summary>All that it writes goes with the transaction's commit, and fails there.</summary>
    public Order Save(
        Transaction transaction, Order order, OrderEvent[] events, string actor, Action<NpgsqlBatch, Order, IReadOnlyList<RecordedEvent>> more)
    {
        var now = time.GetUtcNow();
        var recorded = events.Select((e, i) => new RecordedEvent(order.Version + 1 + i, e, actor, now)).ToArray();
        using var batch = new NpgsqlBatch();
        batch.BatchCommands.Add(OrderStore.Append(order.Id, recorded));
        var after = order;
        foreach (var happened in recorded)
        {
            var before = after;
            after = before.Apply(happened);
            foreach (var task in OrderTask.Following(before, happened.Event))
            {
                batch.BatchCommands.Add(task.Insert(now));
            }

            foreach (var news in OrderNews.Of(before, after, happened))
            {
                transaction.Publish(news);
            }
        }

        batch.BatchCommands.Add(OrderViews.Upsert(after));
        foreach (var goods in after.Returns)
        {
            batch.BatchCommands.Add(ReturnViews.Upsert(after, goods));
        }

        more(batch, after, recorded);
        foreach (var command in batch.BatchCommands)
        {
            transaction.AddLast((NpgsqlBatchCommand)command);
        }

        return after;
    }
}
