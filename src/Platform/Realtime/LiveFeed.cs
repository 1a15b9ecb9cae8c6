using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Realtime;

/// <summary>
/// Live states of one kind, by key: an order's status, the figures of the shop. A state is read once for all its viewers when something says that it
/// changed, and once in a while anyway. Each viewer holds the newest state only: who reads slowly skips what came in between.
/// </summary>
/// <param name="read">The state now; null if there is none to show. It must be the same for every viewer who may see it.</param>
public sealed class LiveFeed<TKey>(Func<TKey, CancellationToken, Task<LiveMessage?>> read, LiveOptions options, LiveViewers viewers, TimeProvider time, ILogger log)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, LiveTopic> _topics = new();

    /// <summary>Reads the state anew, if anybody looks at it.</summary>
    public void Changed(TKey key)
    {
        if (_topics.TryGetValue(key, out var topic))
        {
            topic.Refresh();
        }
    }

    /// <summary>Reads every state that somebody looks at anew.</summary>
    public void AllChanged()
    {
        foreach (var topic in _topics.Values)
        {
            topic.Refresh();
        }
    }

    /// <summary>An answer that shows the state for as long as the caller stays and may see it.</summary>
    /// <param name="allowed">Whether this caller may still look; asked again and again, with rights as they are by then.</param>
    public LiveStream Watch(TKey key, LivePermission allowed) => new(lastSeen => Join(key, lastSeen), allowed, options, viewers, time);

    internal LiveViewer Join(TKey key, string? lastSeen)
    {
        while (true)
        {
            var topic = _topics.GetOrAdd(key, k => new LiveTopic(ct => read(k, ct), options, time, log, () => _topics.TryRemove(k, out _)));
            if (topic.TryJoin(lastSeen) is { } viewer)
            {
                return viewer;
            }
        }
    }
}
