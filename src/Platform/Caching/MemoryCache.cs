using System.Collections.Concurrent;

namespace Maru.Platform.Caching;

/// <summary>Keeps values in this process, up to a number of bytes; when it is full those that end soonest go first.</summary>
internal sealed class MemoryCache(TimeProvider time, long capacity = MemoryCache.DefaultCapacity) : ICache
{
    public const long DefaultCapacity = 32 * 1024 * 1024;

    // What an entry costs beside its value.
    private const int Overhead = 160;

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly ConcurrentDictionary<string, Counter> _counters = new();
    private readonly SingleFlight _flight = new();
    private readonly Lock _sweep = new();
    private long _size;

    internal long Size => Interlocked.Read(ref _size);

    public Task<byte[]?> GetAsync(string key, CancellationToken ct) =>
        Task.FromResult(_entries.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow() ? entry.Value : null);

    public Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime, CancellationToken ct)
    {
        var entry = new Entry(value.ToArray(), time.GetUtcNow() + lifetime, key.Length * sizeof(char) + value.Length + Overhead);
        if (entry.Size > capacity)
        {
            Remove(key);
            return Task.CompletedTask;
        }

        _entries.AddOrUpdate(
            key,
            static (_, added) => added.entry,
            static (_, former, added) =>
            {
                Interlocked.Add(ref added.cache._size, -former.Size);
                return added.entry;
            },
            (cache: this, entry));
        if (Interlocked.Add(ref _size, entry.Size) > capacity)
        {
            Sweep();
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken ct)
    {
        Remove(key);
        _counters.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task<long> CountAsync(string key, TimeSpan window, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_counters.Count > capacity / Overhead)
        {
            _counters.Clear();
        }

        return Task.FromResult(_counters.AddOrUpdate(
            key, static (_, x) => new Counter(1, x.now + x.window), static (_, former, x) => former.Until > x.now ? former with { Count = former.Count + 1 } : new Counter(1, x.now + x.window),
            (now, window)).Count);
    }

    public async Task<byte[]> GetOrMakeAsync(string key, TimeSpan lifetime, Func<CancellationToken, Task<byte[]>> make, CancellationToken ct) =>
        await GetAsync(key, ct) ?? await _flight.RunAsync(
            key,
            async stop =>
            {
                if (await GetAsync(key, stop) is { } made)
                {
                    return made;
                }

                var value = await make(stop);
                await SetAsync(key, value, lifetime, stop);
                return value;
            },
            ct);

    private void Remove(string key)
    {
        if (_entries.TryRemove(key, out var entry))
        {
            Interlocked.Add(ref _size, -entry.Size);
        }
    }

    /// <summary>Makes a tenth of the room free.</summary>
    private void Sweep()
    {
        lock (_sweep)
        {
            var now = time.GetUtcNow();
            foreach (var (key, entry) in _entries.OrderBy(e => e.Value.Until).ToArray())
            {
                if (entry.Until > now && Size <= capacity * 9 / 10)
                {
                    return;
                }

                Remove(key);
            }
        }
    }

    private sealed record Entry(byte[] Value, DateTimeOffset Until, int Size);

    private sealed record Counter(long Count, DateTimeOffset Until);
}
