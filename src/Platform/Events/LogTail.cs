namespace Maru.Platform.Events;

/// <summary>The latest decided events of one log, in memory, shared by all lanes that keep up with it.</summary>
internal sealed class LogTail(string source)
{
    private const int Capacity = 8192;

    private readonly Lock _lock = new();
    private readonly List<LogEvent> _events = [];
    private long _start;
    private long _horizon;

    public string Source { get; } = source;

    /// <summary>Everything up to here is decided and can be read, from here or from the table.</summary>
    public long Horizon => Volatile.Read(ref _horizon);

    /// <summary>Begins at the log's present end; what lies before is read from the table.</summary>
    public void StartAt(long position)
    {
        lock (_lock)
        {
            _events.Clear();
            _start = _horizon = position;
        }
    }

    public void Append(IReadOnlyList<LogEvent> events, long horizon)
    {
        lock (_lock)
        {
            _events.AddRange(events);
            if (_events.Count > Capacity)
            {
                var drop = _events.Count - (Capacity / 2);
                _start = _events[drop - 1].Position;
                _events.RemoveRange(0, drop);
            }

            Volatile.Write(ref _horizon, horizon);
        }
    }

    /// <summary>Fills <paramref name="into"/> with wanted events after a position.</summary>
    /// <returns>How far the log was looked through, or null if the position lies before what is kept here.</returns>
    public long? Read(long after, Func<LogEvent, bool> wanted, int max, List<LogEvent> into)
    {
        lock (_lock)
        {
            if (after < _start)
            {
                return null;
            }

            for (var i = FirstAfter(after); i < _events.Count; i++)
            {
                if (wanted(_events[i]))
                {
                    into.Add(_events[i]);
                    if (into.Count == max)
                    {
                        return _events[i].Position;
                    }
                }
            }

            return Math.Max(after, _horizon);
        }
    }

    private int FirstAfter(long position)
    {
        int low = 0, high = _events.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Position <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
