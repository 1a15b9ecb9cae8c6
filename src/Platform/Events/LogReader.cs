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

    /// <summary>The highest position drawn in each log, and the oldest transaction still running.</summary>
    public async Task<LogState> LookAsync(IReadOnlyList<string> sourceNames, CancellationToken ct)
    {
        var (highest, oldestRunning) = await ReadAsync(sourceNames, "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ct);
        return new LogState(highest, oldestRunning);
    }

    /// <summary>
    /// The highest position drawn in each log, then a transaction number drawn after it: whoever drew one of those positions had a lower number
    /// already (see <c>Transaction.AddInsert</c>). A snapshot's xmax would not do: it is one above the latest transaction that ended, and a running
    /// one may be higher.
    /// </summary>
    public async Task<LogMark> MarkAsync(IReadOnlyList<string> sourceNames, CancellationToken ct)
    {
        var (highest, bound) = await ReadAsync(sourceNames, "select pg_current_xact_id()::text::bigint", ct);
        return new LogMark(highest, bound);
    }

    private async Task<(long[] Highest, long Transaction)> ReadAsync(IReadOnlyList<string> sourceNames, string transactionQuery, CancellationToken ct)
    {
        await using var connection = await sources.Relay.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(string.Join(" union all ", sourceNames.Select((name, i) => $"select {i}, case when is_called then last_value else 0 end from {name}.outbox_position_seq"))),
                new NpgsqlBatchCommand(transactionQuery),
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
        return (highest, reader.GetInt64(0));
    }
}

/// <param name="Highest">By source, in the order asked for.</param>
/// <param name="OldestRunning">Every transaction below this number is over.</param>
internal sealed record LogState(long[] Highest, long OldestRunning);

/// <param name="Highest">By source, in the order asked for.</param>
/// <param name="Bound">Above the number of every transaction that drew one of these positions.</param>
internal sealed record LogMark(long[] Highest, long Bound);
