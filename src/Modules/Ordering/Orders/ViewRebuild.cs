using Dapper;
using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Orders;

/// <summary>
/// Makes the read side anew beside the old one and swaps the two by name. Readers and writers never wait for more than the swap: rows that changed in
/// the meantime are made again until few are left, and only those few under the lock.
/// </summary>
internal sealed class ViewRebuild(Database<OrderingModule> database, TimeProvider time)
{
    private const long OneAtATime = 0x6F72_6472;
    private const int CatchUpUnderLock = 200;

    public async Task<RebuildReport> RunAsync(CancellationToken ct)
    {
        var begin = time.GetTimestamp();
        await using var owner = await database.Source.OpenConnectionAsync(ct);
        await owner.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@OneAtATime)", new { OneAtATime }, commandTimeout: 0, cancellationToken: ct));
        try
        {
            await owner.ExecuteAsync(new CommandDefinition(
                "drop table if exists order_views_next; create table order_views_next (like order_views including all)", cancellationToken: ct));
            var (events, orders) = await FillAsync(owner, ct);
            await CatchUpAsync(owner, ct);
            var elapsed = time.GetElapsedTime(begin).TotalSeconds;
            return new RebuildReport(events, orders, elapsed, elapsed > 0 ? events / elapsed : events);
        }
        finally
        {
            await owner.ExecuteAsync("select pg_advisory_unlock(@OneAtATime)", new { OneAtATime });
        }
    }

    /// <summary>Reads all streams in one pass and copies the rows in as they are folded.</summary>
    private async Task<(long Events, long Orders)> FillAsync(NpgsqlConnection writing, CancellationToken ct)
    {
        await using var reading = await database.Source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select order_id, version, type, data, actor, at from order_events order by order_id, version", reading) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
        await using var copy = await writing.BeginBinaryImportAsync($"copy order_views_next ({OrderViews.Columns}) from stdin (format binary)", ct);
        long events = 0, orders = 0;
        Order? order = null;
        while (await reader.ReadAsync(ct))
        {
            var id = OrderId.From(reader.GetGuid(0));
            if (order is not null && order.Id != id)
            {
                await WriteAsync(copy, order, ct);
                orders++;
                order = null;
            }

            order = (order ?? new Order(id)).Apply(OrderStore.Read(reader, 1));
            events++;
        }

        if (order is not null)
        {
            await WriteAsync(copy, order, ct);
            orders++;
        }

        await copy.CompleteAsync(ct);
        return (events, orders);
    }

    private static async Task CatchUpAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        while (await RepairAsync(owner, ct) > CatchUpUnderLock)
        {
        }

        await using var swap = await owner.BeginTransactionAsync(ct);
        await owner.ExecuteAsync(new CommandDefinition("lock table order_views in exclusive mode", transaction: swap, cancellationToken: ct));
        await RepairAsync(owner, ct);
        await owner.ExecuteAsync(new CommandDefinition("drop table order_views; alter table order_views_next rename to order_views", transaction: swap, cancellationToken: ct));
        await swap.CommitAsync(ct);
    }

    /// <summary>Makes the rows again whose order has events that the new table has not seen.</summary>
    private static async Task<int> RepairAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        // The live table is up to date with every commit; its version tells which rows of the new one are behind.
        var behind = (await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            select v.order_id from order_views v left join order_views_next n on n.order_id = v.order_id
            where n.version is distinct from v.version and coalesce(n.version, 0) < v.version
            """,
            cancellationToken: ct))).ToArray();
        foreach (var chunk in behind.Chunk(500))
        {
            var rows = (await connection.QueryAsync<(Guid OrderId, int Version, string Type, string Data, string Actor, DateTime At)>(new CommandDefinition(
                "select order_id, version, type, data, actor, at from order_events where order_id = any(@chunk) order by order_id, version", new { chunk }, cancellationToken: ct)))
                .GroupBy(r => r.OrderId);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var stream in rows)
            {
                var order = Order.Fold(OrderId.From(stream.Key), stream.Select(r =>
                    new RecordedEvent(r.Version, OrderEventTypes.Read(r.Type, r.Data), r.Actor, new DateTimeOffset(DateTime.SpecifyKind(r.At, DateTimeKind.Utc)))))!;
                var upsert = OrderViews.Upsert(order);
                upsert.CommandText = upsert.CommandText.Replace("insert into order_views as v", "insert into order_views_next as v", StringComparison.Ordinal);
                batch.BatchCommands.Add(upsert);
            }

            await batch.ExecuteNonQueryAsync(ct);
        }

        return behind.Length;
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, Order order, CancellationToken ct)
    {
        var row = OrderViewRow.Of(order);
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(row.OrderId, ct);
        await copy.WriteAsync(row.Number, ct);
        await WriteOrNullAsync(copy, row.UserId, ct);
        await copy.WriteAsync(row.Status, ct);
        await copy.WriteAsync(row.PlacedAt, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(row.Currency, ct);
        await copy.WriteAsync(row.Total, ct);
        await copy.WriteAsync(row.Refunded, ct);
        await copy.WriteAsync(row.ItemCount, ct);
        await (row.ImageUrl is { } url ? copy.WriteAsync(url, ct) : copy.WriteNullAsync(ct));
        await copy.WriteAsync(row.SellerIds, ct);
        await copy.WriteAsync(row.OpenReturn, ct);
        await copy.WriteAsync(row.Version, ct);
    }

    private static Task WriteOrNullAsync(NpgsqlBinaryImporter copy, Guid? value, CancellationToken ct) =>
        value is { } known ? copy.WriteAsync(known, ct) : copy.WriteNullAsync(ct);
}
