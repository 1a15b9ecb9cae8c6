using Maru.Platform.Data;
using Npgsql;

namespace Maru.Platform.Events;

/// <summary>Reads modules' logs with the relay's role.</summary>
internal sealed class LogReader(DataSources sources)
{
    /// <summary>Events of some types in (after, upTo], in order. <paramref name="types"/> null: all.</summary>
    public async Task<List<LogEvent>> ReadAsync(string source, long after, long upTo, IReadOnlyList<string>? types, int limit, CancellationToken ct)
    {
        await using var connection = await sources.Relay.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(
            types is null
                ? $"select position, id, type, key, data::text, trace, at from {source}.outbox where position > $1 and position <= $2 order by position limit $3"
                : $"select position, id, type, key, data::text, trace, at from {source}.outbox where position > $1 and position <= $2 and type = any($4) order by position limit $3",
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = upTo });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        if (types is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. types] });
        }

        var events = new List<LogEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            events.Add(new LogEvent(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                await reader.IsDBNullAsync(5, ct) ? null : reader.GetString(5), reader.GetDateTime(6)));
        }

        return events;
    }

    /// <summary>
    /// The highest position drawn in each log, then the oldest running and the next transaction. Two statements, in this order: a position that the
    /// first sees belongs to a transaction that has its number by then (see <c>Transaction.AddInsert</c>), so it is below the second's next one.
    /// </summary>
    public async Task<LogSample> SampleAsync(IReadOnlyList<string> sourceNames, CancellationToken ct)
    {
        await using var connection = await sources.Relay.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(string.Join(" union all ", sourceNames.Select((name, i) => $"select {i}, last_value from {name}.outbox_position_seq"))),
                new NpgsqlBatchCommand(
                    "select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint from pg_current_snapshot() s"),
            },
        };
        var highest = new long[sourceNames.Count];
        await using var reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            highest[reader.GetInt32(0)] = reader.GetInt64(1);
        }

        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new LogSample(highest, reader.GetInt64(0), reader.GetInt64(1));
    }
}

/// <param name="Highest">By source, in the order asked for.</param>
/// <param name="OldestRunning">Every transaction below this number is over.</param>
/// <param name="Next">The number the next transaction will get.</param>
internal sealed record LogSample(long[] Highest, long OldestRunning, long Next);
