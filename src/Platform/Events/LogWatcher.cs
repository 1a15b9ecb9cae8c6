using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Events;

/// <summary>Follows all logs this process reads: one query finds what is new in any of them, then wakes the lanes it concerns.</summary>
internal sealed class LogWatcher(
    LogReader reader, LogSignal signal, EventSubscriptions subscriptions, Followers followers, TimeProvider time, ILogger<LogWatcher> log) : BackgroundService
{
    private static readonly TimeSpan IdlePoll = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan FirstUndecidedPoll = TimeSpan.FromMilliseconds(1);

    /// <summary>From one look to the next: in a rush one look shows what many told.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(5);
    private const int ReadLimit = 4000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tails = subscriptions.Tails;
        if (tails.Count == 0)
        {
            return;
        }

        var names = tails.Select(t => t.Source).ToArray();
        var horizon = new LogHorizon(names.Length);
        var started = false;
        var undecidedPoll = FirstUndecidedPoll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var state = await reader.LookAsync(names, stoppingToken);
                var marked = horizon.NeedsMark(state);
                if (marked)
                {
                    horizon.Add(await reader.MarkAsync(names, stoppingToken));
                    state = await reader.LookAsync(names, stoppingToken);
                }

                horizon.Settle(state);
                subscriptions.LookedAt = time.GetUtcNow();
                if (!started && !horizon.Waiting)
                {
                    for (var i = 0; i < tails.Count; i++)
                    {
                        tails[i].StartAt(horizon.Decided[i]);
                    }

                    started = true;
                    subscriptions.WakeAll();
                }
                else if (started)
                {
                    await CatchUpAsync(tails, horizon.Decided, stoppingToken);
                }

                if (horizon.Waiting)
                {
                    await Task.Delay(undecidedPoll, stoppingToken);
                    undecidedPoll = undecidedPoll * 2 < Rest ? undecidedPoll * 2 : Rest;
                    continue;
                }

                undecidedPoll = FirstUndecidedPoll;
                if (marked)
                {
                    await Task.Delay(Rest, stoppingToken);
                }

                await signal.WaitAsync(IdlePoll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                EventLog.WatcherFailed(log, e);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CatchUpAsync(IReadOnlyList<LogTail> tails, long[] decided, CancellationToken ct)
    {
        for (var i = 0; i < tails.Count; i++)
        {
            var tail = tails[i];
            while (tail.Horizon < decided[i])
            {
                var events = await reader.ReadAsync(tail.Source, tail.Horizon, decided[i], null, ReadLimit, ct);
                tail.Append(events, events.Count < ReadLimit ? decided[i] : events[^1].Position);
                subscriptions.Wake(events);
                followers.Tell(events);
            }
        }
    }
}
