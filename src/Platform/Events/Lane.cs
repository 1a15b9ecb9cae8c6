using System.Diagnostics;
using Maru.Platform.Data;
using Maru.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Maru.Platform.Events;

/// <summary>
/// One lane of one subscription: locks itself across processes, handles a run of events and moves its cursor in one transaction. The lock is an
/// advisory one, because a row lock would give the transaction a number and hold every reader's horizon while the handler only reads.
/// </summary>
internal sealed class Lane(
    Subscription subscription, int number, Database database, EventSubscriptions subscriptions, LogReader reader, ParkedEvents parked,
    IServiceProvider services, ILogger log)
{
    private const int BatchSize = 256;

    // A lane without matching events moves its cursor only this often, so that a restart need not look through everything again.
    private const long IdleStride = 5000;
    private static readonly TimeSpan ParkedPoll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BusyPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(10);

    /// <summary>Between two runs of events: what comes meanwhile is handled together, in one transaction instead of many.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, long> _scanned = [];
    private readonly Dictionary<string, long> _stored = [];
    private int _oneByOne;

    private enum Outcome
    {
        Idle,
        Busy,
        Parked,

        /// <summary>As many as were there.</summary>
        Handled,

        /// <summary>There are more, or there was a failure to look into.</summary>
        More,
    }

    public async Task RunAsync(CancellationToken ct)
    {
        var signal = subscriptions.SignalOf(subscription, number);
        var everything = true;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var outcome = await RoundAsync(everything, ct);
                everything = outcome is not (Outcome.Idle or Outcome.Handled);
                if (outcome == Outcome.Handled)
                {
                    await Task.Delay(Rest, ct);
                }

                if (outcome != Outcome.More && (everything || !MayHaveNews()))
                {
                    signal.CaughtUp();
                    everything |= !await signal.WaitAsync(PauseAfter(outcome), ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                everything = true;
                EventLog.LaneFailed(log, subscription.ToString(), number, e);
                await Task.Delay(TimeSpan.FromSeconds(1), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <param name="everything">Looks into the database whether or not the logs show anything new: parked events, other processes.</param>
    private async Task<Outcome> RoundAsync(bool everything, CancellationToken ct)
    {
        var result = Outcome.Idle;
        foreach (var source in subscription.Sources)
        {
            if (!everything && !MayHaveNews(source))
            {
                continue;
            }

            var outcome = await StepAsync(source, ct);
            result = outcome > result ? outcome : result;
            if (outcome == Outcome.More)
            {
                return Outcome.More;
            }
        }

        return result;
    }

    private static TimeSpan PauseAfter(Outcome outcome) => outcome switch { Outcome.Busy => BusyPoll, Outcome.Parked => ParkedPoll, _ => IdlePoll };

    private bool MayHaveNews() => subscription.Sources.Any(MayHaveNews);

    /// <summary>A look at what is in memory, which costs no transaction: most wakings find what the last run took along.</summary>
    private bool MayHaveNews(string source)
    {
        var found = new List<LogEvent>(1);
        if (!_scanned.TryGetValue(source, out var after) || subscriptions.TailOf(source).Read(after, Wanted, 1, found) is not { } scanned || found.Count > 0)
        {
            return true;
        }

        _scanned[source] = scanned;
        return scanned - _stored.GetValueOrDefault(source) >= IdleStride;
    }

    private async Task<Outcome> StepAsync(string source, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var state = await LockAsync(transaction, source, ct);
        if (state is null)
        {
            return Outcome.Busy;
        }

        if (state.Position < _stored.GetValueOrDefault(source))
        {
            // The database lost power and the last run with it.
            _scanned.Remove(source);
        }

        _stored[source] = state.Position;
        if (state.Parked && await parked.RetryDueAsync(subscription, number, transaction, ct))
        {
            // Retries and news in one transaction would fail together.
            await transaction.CommitAsync(ct);
            return Outcome.More;
        }

        var taken = new List<LogEvent>();
        var scanned = await ReadAsync(source, Math.Max(state.Position, _scanned.GetValueOrDefault(source)), taken, ct);
        if (taken.Count > 0)
        {
            return await HandleAsync(transaction, source, taken, state.Parked, ct) && !state.Parked && taken.Count < BatchSize && _oneByOne == 0 ? Outcome.Handled : Outcome.More;
        }

        _scanned[source] = scanned;
        if (scanned - state.Position >= IdleStride)
        {
            Move(transaction, source, scanned);
            await transaction.CommitAsync(ct);
            _stored[source] = scanned;
        }

        return state.Parked ? Outcome.Parked : Outcome.Idle;
    }

    /// <returns>Null while another process works on this lane.</returns>
    private async Task<LaneState?> LockAsync(Transaction transaction, string source, CancellationToken ct)
    {
        // Apart, but in one round trip: the cursor must be read after the lock is held, not in the same snapshot.
        transaction.Relaxed = true;
        await using var batch = new NpgsqlBatch(transaction.Connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("set local synchronous_commit to off"),
                new NpgsqlBatchCommand("select pg_try_advisory_xact_lock(hashtext($1), $2)") { Parameters = { Text(subscription.ToString()), Int(number) } },
                new NpgsqlBatchCommand(
                    """
                    select coalesce((select position from cursors where subscription = $1 and lane = $2 and source = $3), 0),
                           exists (select from parked where subscription = $1 and lane = $2)
                    """)
                {
                    Parameters = { Text(subscription.Name), Int(number), Text(source) },
                },
            },
        };
        await using var result = await batch.ExecuteReaderAsync(ct);
        await result.ReadAsync(ct);
        if (!result.GetBoolean(0))
        {
            return null;
        }

        await result.NextResultAsync(ct);
        await result.ReadAsync(ct);
        return new LaneState(result.GetInt64(0), result.GetBoolean(1));
    }

    private async Task<long> ReadAsync(string source, long after, List<LogEvent> taken, CancellationToken ct)
    {
        var tail = subscriptions.TailOf(source);
        var max = _oneByOne > 0 ? 1 : BatchSize;
        if (tail.Read(after, Wanted, max, taken) is { } scanned)
        {
            return scanned;
        }

        // Far behind: read the table, never past what is decided.
        const int page = 2000;
        var upTo = tail.Horizon;
        while (true)
        {
            var events = await reader.ReadAsync(source, after, upTo, subscription.TypesOf(source), page, ct);
            foreach (var happened in events)
            {
                if (Wanted(happened))
                {
                    taken.Add(happened);
                    if (taken.Count == max)
                    {
                        return happened.Position;
                    }
                }
            }

            if (events.Count < page)
            {
                return upTo;
            }

            after = events[^1].Position;
        }
    }

    private bool Wanted(LogEvent happened) => subscription.Types.ContainsKey(happened.Type) && subscription.LaneOf(happened.Key) == number;

    /// <returns>Whether all of it is done.</returns>
    private async Task<bool> HandleAsync(Transaction transaction, string source, List<LogEvent> taken, bool someParked, CancellationToken ct)
    {
        using var activity = StartActivity(taken);
        try
        {
            var free = taken;
            if (someParked)
            {
                var blocked = await parked.KeysAsync(subscription, number, transaction, ct);
                await parked.ParkBehindAsync(subscription, number, source, [.. taken.Where(e => blocked.Contains(e.Key))], transaction, ct);
                free = [.. taken.Where(e => !blocked.Contains(e.Key))];
            }

            await Invocation.RunAsync(subscription, source, free, transaction, services, ct);
            Move(transaction, source, taken[^1].Position);
            await transaction.CommitAsync(ct);
            _scanned[source] = _stored[source] = taken[^1].Position;
            subscriptions.SignalOf(subscription, number).Handled(taken[^1].At);
            MaruTelemetry.EventsHandled.Add(taken.Count, new KeyValuePair<string, object?>("module", subscription.Module), new KeyValuePair<string, object?>("subscription", subscription.Name));
            _oneByOne = Math.Max(0, _oneByOne - taken.Count);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException and not NpgsqlException { IsTransient: true })
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            await transaction.DisposeAsync();
            if (taken.Count > 1)
            {
                _oneByOne = taken.Count;
                return false;
            }

            await ParkAsync(source, taken[0], e, ct);
            _oneByOne = Math.Max(0, _oneByOne - 1);
            return false;
        }
    }

    private async Task ParkAsync(string source, LogEvent happened, Exception exception, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        if (await LockAsync(transaction, source, ct) is not { } state || state.Position >= happened.Position)
        {
            return;
        }

        EventLog.Parked(log, subscription.ToString(), happened.Type, happened.Id, 1, exception);
        await parked.ParkAsync(subscription, number, source, happened, exception, transaction, ct);
        Move(transaction, source, happened.Position);
        await transaction.CommitAsync(ct);
    }

    private void Move(Transaction transaction, string source, long position) => transaction.AddLast(new NpgsqlBatchCommand(
        """
        insert into cursors (subscription, lane, source, position) values ($1, $2, $3, $4)
        on conflict (subscription, lane, source) do update set position = excluded.position
        """)
    {
        Parameters = { Text(subscription.Name), Int(number), Text(source), new NpgsqlParameter<long> { TypedValue = position } },
    });

    private Activity? StartActivity(List<LogEvent> taken)
    {
        var name = $"handle {subscription}";
        if (!MaruTelemetry.Events.HasListeners())
        {
            return null;
        }

        // One sale tells several events: handled together they stay in its trace.
        if (ActivityContext.TryParse(taken[0].Trace, null, out var first) &&
            taken.TrueForAll(e => ActivityContext.TryParse(e.Trace, null, out var context) && context.TraceId == first.TraceId))
        {
            return MaruTelemetry.Events.StartActivity(name, ActivityKind.Consumer, taken[^1].Trace);
        }

        // A run of events from several traces has many parents; links keep each of them whole.
        var links = taken.Where(e => e.Trace is not null).Take(32)
            .Select(e => ActivityContext.TryParse(e.Trace, null, out var context) ? new ActivityLink(context) : default);
        return MaruTelemetry.Events.StartActivity(ActivityKind.Consumer, links: links, name: name);
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Int(int value) => new() { TypedValue = value };

    private sealed record LaneState(long Position, bool Parked);
}
