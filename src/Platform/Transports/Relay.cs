using Dapper;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Transports;

/// <summary>
/// Sends the log of one module to the carrier, run by run, in order. One process does at a time; how far it came is kept beside the log and moved after
/// the carrier has said yes, so what was under way when a process or the carrier died is sent again.
/// </summary>
internal sealed class Relay(string source, DataSources sources, LogReader reader, EventSubscriptions subscriptions, IEventTransport transport, ILogger<Relay> log)
    : BackgroundService
{
    private const int Most = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private long _known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sent = subscriptions.TailOf(source).Horizon > _known && await SendSomeAsync(stoppingToken);
                if (!sent)
                {
                    await Task.Delay(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                TransportLog.SendFailed(log, source, e);
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SendSomeAsync(CancellationToken ct)
    {
        await using var connection = await sources.OfModule(source).OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select pg_try_advisory_xact_lock(hashtext('relay'), hashtext(@source))", new { source }, transaction, cancellationToken: ct)))
        {
            return false;
        }

        var position = await Progress.ReadAsync(connection, transaction, Progress.Sent, ct) ?? 0;
        var horizon = subscriptions.TailOf(source).Horizon;
        var events = await reader.ReadAsync(source, position, horizon, null, Most, ct);
        if (events.Count == 0)
        {
            _known = horizon;
            return false;
        }

        await transport.SendAsync(source, CloudEvents.Write(source, position, events), ct);
        await Progress.WriteAsync(connection, transaction, Progress.Sent, events[^1].Position, ct);
        await transaction.CommitAsync(ct);
        _known = events[^1].Position;
        return true;
    }
}
