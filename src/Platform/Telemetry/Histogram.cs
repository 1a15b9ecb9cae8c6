namespace Maru.Platform.Telemetry;

/// <summary>Counts values by bucket, without locks or allocations.</summary>
internal sealed class Histogram
{
    /// <summary>Upper bounds in seconds, from half a millisecond: most answers of a shop take less than five.</summary>
    public static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly long[] _counts = new long[Bounds.Length + 1];
    private double _sum;

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < Bounds.Length && value > Bounds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _counts[bucket]);
        double before;
        do
        {
            before = Volatile.Read(ref _sum);
        }
        while (Interlocked.CompareExchange(ref _sum, before + value, before) != before);
    }

    /// <summary>Counts by bucket, not cumulated, the last without a bound; and the sum of all values.</summary>
    public (long[] Counts, double Sum) Read() => ([.. _counts.Select((_, i) => Interlocked.Read(ref _counts[i]))], Volatile.Read(ref _sum));
}
