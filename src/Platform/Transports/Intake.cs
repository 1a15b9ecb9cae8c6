using System.Globalization;
using Dapper;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Platform.Transports;

/// <summary>
/// Takes in the log of a module that lives elsewhere, as a copy at the same positions in the place where its own log would be. What is there already is
/// dropped; subscribers read the copy as they read every log, with cursors moved in the transactions of their effects.
/// </summary>
internal sealed class Intake(string source, DataSources sources, IEventTransport transport, LogSignal signal, ILogger<Intake> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                TransportLog.ReceiveFailed(log, source, e);
            }

            await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TakeAsync(CancellationToken ct)
    {
        // The lock lives as long as this connection: whoever loses the database loses the turn, and what it writes is not committed.
        await using var connection = await sources.OfModule(source).OpenConnectionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_lock(hashtext('intake'), hashtext(@source))", new { source }, cancellationToken: ct)))
        {
            return;
        }

        try
        {
            var taken = await Progress.ReadAsync(connection, null, Progress.Taken, ct);
            var place = await Progress.ReadAsync(connection, null, Progress.Place, ct);
            if (taken is null && await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from outbox)", cancellationToken: ct)))
            {
                throw new InvalidOperationException($"'{source}' has told events in this database: its log cannot be a copy of another.");
            }

            await foreach (var parcel in transport.ReceiveAsync(source, place + 1, ct))
            {
                taken = await StoreAsync(connection, parcel, taken, ct);
            }
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_unlock_all()", cancellationToken: CancellationToken.None));
            }
        }
    }

    /// <returns>How far the log is taken in now.</returns>
    private async Task<long?> StoreAsync(NpgsqlConnection connection, Parcel parcel, long? taken, CancellationToken ct)
    {
        var fresh = new List<LogEvent>();
        var last = taken;
        foreach (var carried in CloudEvents.Read(source, parcel.Content.Span))
        {
            if (carried.Row.Position <= last)
            {
                continue;
            }

            if (last is { } known && carried.Previous > known)
            {
                // Going on would lose them for ever and nobody would know.
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"Events of '{source}' between positions {known} and {carried.Previous} are missing: the carrier did not keep them long enough."));
            }

            fresh.Add(carried.Row);
            last = carried.Row.Position;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (fresh.Count > 0)
        {
            await InsertAsync(connection, transaction, fresh, ct);
            await Progress.WriteAsync(connection, transaction, Progress.Taken, fresh[^1].Position, ct);
        }

        await Progress.WriteAsync(connection, transaction, Progress.Place, parcel.Place, ct);
        await transaction.CommitAsync(ct);
        if (fresh.Count > 0)
        {
            signal.Raise();
        }

        return last;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, List<LogEvent> events, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);

        // The number of the transaction is drawn before the sequence shows its positions, as Transaction does.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_current_xact_id()"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into outbox (position, id, type, key, data, trace, at) overriding system value
            select * from unnest($1, $2, $3, $4, $5::json[], $6, $7)
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<long[]> { TypedValue = [.. events.Select(e => e.Position)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. events.Select(e => e.Id)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Type)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Key)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(e => e.Data)] },
                new NpgsqlParameter { Value = events.Select(e => e.Trace).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<DateTime[]>
                {
                    TypedValue = [.. events.Select(e => DateTime.SpecifyKind(e.At, DateTimeKind.Utc))],
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
                },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select setval('outbox_position_seq', $1)") { Parameters = { new NpgsqlParameter<long> { TypedValue = events[^1].Position } } });
        await batch.ExecuteNonQueryAsync(ct);
    }
}
