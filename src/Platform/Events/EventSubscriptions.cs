namespace Maru.Platform.Events;

/// <summary>All subscriptions of this process, the logs they read and the lanes that read them.</summary>
internal sealed class EventSubscriptions
{
    private readonly Dictionary<string, List<Subscription>> _byType = [];
    private readonly Dictionary<(Subscription Subscription, int Lane), LaneSignal> _lanes = [];

    /// <param name="followed">Logs that this process reads only to show what happens.</param>
    public EventSubscriptions(IEnumerable<Subscription> subscriptions, IEnumerable<string> followed, TimeProvider time)
    {
        LookedAt = time.GetUtcNow();
        All = [.. subscriptions];
        var names = new HashSet<string>();
        foreach (var subscription in All)
        {
            if (!names.Add(subscription.ToString()))
            {
                throw new InvalidOperationException($"There are two subscriptions {subscription}.");
            }

            foreach (var type in subscription.Types.Keys)
            {
                if (!_byType.TryGetValue(type, out var list))
                {
                    _byType[type] = list = [];
                }

                list.Add(subscription);
            }

            for (var lane = 0; lane < subscription.Lanes; lane++)
            {
                _lanes[(subscription, lane)] = new LaneSignal(time);
            }
        }

        Tails = [.. All.SelectMany(s => s.Sources).Concat(followed).Distinct().Order(StringComparer.Ordinal).Select(s => new LogTail(s))];
    }

    public IReadOnlyList<Subscription> All { get; }

    /// <summary>When the watcher last knew how far the logs go.</summary>
    public DateTimeOffset LookedAt { get; set; }

    public IReadOnlyList<LogTail> Tails { get; }

    public LogTail TailOf(string source) => Tails.First(t => t.Source == source);

    public LaneSignal SignalOf(Subscription subscription, int lane) => _lanes[(subscription, lane)];

    public void Wake(IReadOnlyList<LogEvent> events)
    {
        foreach (var happened in events)
        {
            if (_byType.TryGetValue(happened.Type, out var interested))
            {
                foreach (var subscription in interested)
                {
                    _lanes[(subscription, subscription.LaneOf(happened.Key))].Raise();
                }
            }
        }
    }

    public void WakeAll()
    {
        foreach (var signal in _lanes.Values)
        {
            signal.Raise();
        }
    }
}

/// <summary>Wakes one lane, and knows how late it is. Raising a raised signal is free.</summary>
internal sealed class LaneSignal(TimeProvider time)
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _up;

    // Both in UTC ticks. 0: nothing waits to be handled.
    private long _behindSince;
    private long _movedAt = time.GetUtcNow().UtcTicks;

    /// <summary>How long the oldest event that waits for this lane has done so; zero if none does, or if another process has the lane.</summary>
    public TimeSpan Lag => Volatile.Read(ref _behindSince) is > 0 and var since ? TimeSpan.FromTicks(Math.Max(0, time.GetUtcNow().UtcTicks - since)) : TimeSpan.Zero;

    /// <summary>Whether events have waited that long without any being handled.</summary>
    public bool StandsStill(TimeSpan longest) => Lag > longest && time.GetUtcNow().UtcTicks - Volatile.Read(ref _movedAt) > longest.Ticks;

    public void CaughtUp() => Moved(0);

    /// <summary>Everything up to an event of that time is handled.</summary>
    public void Handled(DateTime at) => Moved(Math.Max(Volatile.Read(ref _behindSince), at.Ticks));

    public void Raise()
    {
        if (Volatile.Read(ref _behindSince) == 0)
        {
            Volatile.Write(ref _behindSince, time.GetUtcNow().UtcTicks);
        }

        if (Interlocked.Exchange(ref _up, 1) == 0)
        {
            _raised.Release();
        }
    }

    /// <returns>False: nobody raised it in that time.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (!await _raised.WaitAsync(atMost, ct))
        {
            return false;
        }

        Volatile.Write(ref _up, 0);
        return true;
    }

    private void Moved(long behindSince)
    {
        Volatile.Write(ref _behindSince, behindSince);
        Volatile.Write(ref _movedAt, time.GetUtcNow().UtcTicks);
    }
}
