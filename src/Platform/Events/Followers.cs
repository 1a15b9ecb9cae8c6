using Maru.Contracts;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Events;

/// <summary>An event as followers hear of it.</summary>
public sealed class FollowedEvent
{
    private readonly EventType _type;
    private readonly LogEvent _row;

    internal FollowedEvent(EventType type, LogEvent row)
    {
        _type = type;
        _row = row;
    }

    public string Type => _type.Name;

    public string Key => _row.Key;

    /// <summary>Reading costs; most followers need no more than the key.</summary>
    public IEvent Read() => _type.Read(_row.Data);
}

internal sealed record Follower(IReadOnlyList<EventType> Types, Action<IServiceProvider, FollowedEvent> Tell);

/// <summary>
/// Tells every process what happens from now on, without cursors: for showing, never for effects. An event told while a process starts, or loses
/// its database, may be missed by it.
/// </summary>
internal sealed class Followers
{
    private readonly Dictionary<string, (EventType Type, List<Action<IServiceProvider, FollowedEvent>> Tell)> _byType = [];
    private readonly IServiceProvider _services;
    private readonly ILogger<Followers> _log;

    public Followers(IEnumerable<Follower> followers, IServiceProvider services, ILogger<Followers> log)
    {
        _services = services;
        _log = log;
        foreach (var follower in followers)
        {
            foreach (var type in follower.Types)
            {
                if (!_byType.TryGetValue(type.Name, out var entry))
                {
                    _byType[type.Name] = entry = (type, []);
                }

                entry.Tell.Add(follower.Tell);
            }
        }
    }

    public void Tell(IReadOnlyList<LogEvent> events)
    {
        if (_byType.Count == 0)
        {
            return;
        }

        foreach (var row in events)
        {
            if (!_byType.TryGetValue(row.Type, out var entry))
            {
                continue;
            }

            var happened = new FollowedEvent(entry.Type, row);
            foreach (var tell in entry.Tell)
            {
                try
                {
                    tell(_services, happened);
                }
                catch (Exception e)
                {
                    // Whoever shows must not stop those who do.
                    EventLog.FollowerFailed(_log, row.Type, row.Id, e);
                }
            }
        }
    }
}
