using Maru.Contracts;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Ordering.Orders;

/// <summary>The streams of events. Nothing is ever changed in them.</summary>
internal sealed class OrderStore(Database<OrderingModule> database)
{
    public async Task<Order?> LoadAsync(OrderId id, CancellationToken ct) => Order.Fold(id, await ReadAsync(id, ct));

    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(OrderId id, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand("select version, type, data, actor, at from order_events where order_id = $1 order by version");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
        {
            events.Add(new RecordedEvent(
                reader.GetInt32(0), OrderEventTypes.Read(reader.GetString(1), reader.GetString(2)), reader.GetString(3),
                new DateTimeOffset(reader.GetDateTime(4), TimeSpan.Zero)));
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

    public static bool IsVersionTaken(PostgresException e) => e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "order_events_pkey" };
}
