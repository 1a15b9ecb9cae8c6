using System.Collections.Concurrent;
using Maru.Platform.Configuration;
using Maru.Platform.Telemetry;

namespace Maru.Platform.Http.Limits;

/// <summary>
/// Counts requests by the generic cell rate algorithm (ITU-T I.371): one number a counted party, the time at which its account is even again. A
/// whole window's worth may come at once, then one in each part of the window; a changed limit holds from the next request on. Each process counts
/// for itself.
/// </summary>
internal sealed class RateLimiter(ISettings settings, TimeProvider time)
{
    private const int Capacity = 200_000;

    private readonly ConcurrentDictionary<(RateLimitPolicy Policy, UInt128 Who), long> _evenAt = new();
    private int _sweeping;

    public bool IsOn => settings.Get(RateLimits.Enabled);

    /// <returns>Null if the request may pass, else how long to wait until one may.</returns>
    public TimeSpan? Take(RateLimitPolicy policy, UInt128 who)
    {
        var rate = settings.Get(policy.Setting);
        if (rate.IsOff)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcTicks;
        var step = Math.Max(1, rate.Window.Ticks / rate.Permits);
        var key = (policy, who);
        while (true)
        {
            var known = _evenAt.TryGetValue(key, out var evenAt);
            var next = Math.Max(now, evenAt) + step;
            if (next - now > rate.Window.Ticks)
            {
                MaruTelemetry.RequestsLimited.Add(1, new KeyValuePair<string, object?>("limit", policy.Name));
                return TimeSpan.FromTicks(next - now - rate.Window.Ticks);
            }

            if (known ? _evenAt.TryUpdate(key, next, evenAt) : _evenAt.TryAdd(key, next))
            {
                if (!known && _evenAt.Count > Capacity)
                {
                    Sweep(now);
                }

                return null;
            }
        }
    }

    /// <summary>Forgets whose account is even; if that is not enough, everybody: being lenient for a moment beats growing without bound.</summary>
    private void Sweep(long now)
    {
        if (Interlocked.Exchange(ref _sweeping, 1) != 0)
        {
            return;
        }

        foreach (var (key, evenAt) in _evenAt)
        {
            if (evenAt <= now)
            {
                _evenAt.TryRemove(key, out _);
            }
        }

        if (_evenAt.Count > Capacity * 9 / 10)
        {
            _evenAt.Clear();
        }

        Volatile.Write(ref _sweeping, 0);
    }
}
