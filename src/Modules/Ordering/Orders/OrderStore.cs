using Maru.Contracts;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Orders;

/// <summary>The streams of events. Nothing is ever changed in them.</summary>
internal sealed class OrderStore(Database<OrderingModule> database)
{
    public async Task<Order?> LoadAsync(OrderId id, CancellationToken ct) => Order.Fold(id, await ReadAsync(id, ct));

    public async Task<IReadOnlyDictionary<OrderId, Order>> LoadManyAsync(IReadOnlyList<OrderId> ids, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(
            "select order_id, version, type, data, actor, at from order_events where order_id = any($1) order by order_id, version");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids.Select(i => i.Value)] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var orders = new Dictionary<OrderId, Order>();
        while (await reader.ReadAsync(ct))
        {
            var id = OrderId.From(reader.GetGuid(0));
            orders[id] = orders.GetValueOrDefault(id, new Order(id)).Apply(Read(reader, 1));
        }

        return orders;
    }

    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(OrderId id, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("select version, type, data, actor, at from order_events where order_id = $1 order by version");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(Read(reader, 0));
        }

        return events;
    }

    /// <summary>The statement that appends; fails with a unique violation on <c>order_events_pkey</c> if another wrote the version first.</summary>
    public static NpgsqlBatchCommand Append(OrderId order, IReadOnlyList<RecordedEvent> events)
    {
        var command = new NpgsqlBatchCommand(
            "insert into order_events (order_id, version, type, data, actor, at) select $1, v, t, d, a, at from unnest($2, $3, $4::json[], $5, $6) as e(v, t, d, a, at)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = order.Value });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. events.Select(e => e.Version)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => OrderEventTypes.NameOf(e.Event))] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => OrderEventTypes.Write(e.Event))] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Actor)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]>
        {
            TypedValue = [.. events.Select(e => e.At.UtcDateTime)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });
        return command;
    }

    /// <summary>The columns version, type, data, actor, at, from the ordinal on.</summary>
    public static RecordedEvent Read(NpgsqlDataReader reader, int from) => new(
        reader.GetInt32(from), OrderEventTypes.Read(reader.GetString(from + 1), reader.GetString(from + 2)), reader.GetString(from + 3),
        new DateTimeOffset(reader.GetDateTime(from + 4), TimeSpan.Zero));

    public static bool IsVersionTaken(PostgresException e) => e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "order_events_pkey" };
}
