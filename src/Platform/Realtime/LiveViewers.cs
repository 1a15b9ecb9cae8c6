using System.Diagnostics.Metrics;
using Maru.Platform.Telemetry;

namespace Maru.Platform.Realtime;

/// <summary>Counts the live connections of this process and refuses more than it can hold.</summary>
public sealed class LiveViewers
{
    private const int Most = 20_000;
    private int _count;

    public LiveViewers()
    {
        Gauge = MaruTelemetry.Meter.CreateObservableGauge("maru.live.viewers", () => Count, description: "Live connections of this process.");
    }

    public int Count => Volatile.Read(ref _count);

    internal ObservableGauge<int> Gauge { get; }

    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= Most)
        {
            return true;
        }

        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _count);
}
