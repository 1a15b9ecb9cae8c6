using Dapper;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Events;

/// <summary>Moves delayed events into the log when they are due. Any process may do it; each event is moved once.</summary>
internal sealed class DelayedEvents(ModuleDatabases databases, LogSignal signal, TimeProvider time, ILogger<DelayedEvents> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Poll, time);
        do
        {
            foreach (var database in databases.All)
            {
                try
                {
                    while (await MoveDueAsync(database, stoppingToken) == BatchSize)
                    {
                    }
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    EventLog.DelayedFailed(log, database.Module, e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> MoveDueAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var now = time.GetUtcNow();
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from delayed where due_at <= @now)", new { now }, cancellationToken: ct)))
        {
            return 0;
        }

        // The number of the transaction is drawn before any position, as Transaction does.
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition("select pg_current_xact_id()", transaction: transaction, cancellationToken: ct));
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            """
            with due as (
                delete from delayed where id in (select id from delayed where due_at <= @now order by due_at limit @BatchSize for update skip locked)
                returning id, type, key, data, trace, due_at)
            insert into outbox (id, type, key, data, trace, at) select id, type, key, data, trace, @now from due order by due_at
            """,
            new { now, BatchSize }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        if (moved > 0)
        {
            signal.Raise();
        }

        return moved;
    }
}
