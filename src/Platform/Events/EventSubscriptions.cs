namespace Maru.Platform.Events;

/// <summary>All subscriptions of this process, the logs they read and the lanes that read them.</summary>
internal sealed class EventSubscriptions
{
    private readonly Dictionary<string, List<Subscription>> _byType = [];
    private readonly Dictionary<(Subscription Subscription, int Lane), LaneSignal> _lanes = [];

    public EventSubscriptions(IEnumerable<Subscription> subscriptions)
    {
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
                _lanes[(subscription, lane)] = new LaneSignal();
            }
        }

        Tails = [.. All.SelectMany(s => s.Sources).Distinct().Order(StringComparer.Ordinal).Select(s => new LogTail(s))];
    }

    public IReadOnlyList<Subscription> All { get; }

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

/// <summary>Wakes one lane. Raising a raised signal is free.</summary>
internal sealed class LaneSignal
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _up;

    public void Raise()
    {
        if (Interlocked.Exchange(ref _up, 1) == 0)
        {
            _raised.Release();
        }
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        if (await _raised.WaitAsync(atMost, ct))
        {
            Volatile.Write(ref _up, 0);
        }
    }
}
