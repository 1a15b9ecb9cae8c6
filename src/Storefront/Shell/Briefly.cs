using System.Collections.Concurrent;

namespace Maru.Storefront.Shell;

/// <summary>Keeps for a moment what is the same for everybody, so that a rush on one page asks once and not a thousand times.</summary>
internal sealed class Briefly<TKey, TValue>(TimeProvider time) where TKey : notnull
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<TKey, (DateTimeOffset At, Task<TValue> Value)> _kept = new();

    public Task<TValue> GetAsync(TKey key, Func<CancellationToken, Task<TValue>> read)
    {
        var now = time.GetUtcNow();
        if (_kept.TryGetValue(key, out var kept) && now - kept.At < Fresh && !kept.Value.IsFaulted && !kept.Value.IsCanceled)
        {
            return kept.Value;
        }

        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        // Not one visitor's to cancel: others wait for the same.
        var value = read(CancellationToken.None);
        _kept[key] = (now, value);
        return value;
    }
}
