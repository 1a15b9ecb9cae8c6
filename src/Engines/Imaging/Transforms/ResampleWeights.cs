namespace Maru.Engines.Imaging.Transforms;

/// <summary>For each output pixel of one direction: the first input pixel it needs, and the weights from there, summing to one.</summary>
internal sealed class ResampleWeights
{
    private const int Lobes = 3;

    private readonly int[] firsts;
    private readonly float[][] weights;

    private ResampleWeights(int size)
    {
        firsts = new int[size];
        weights = new float[size][];
    }

    public int MaxTaps { get; private set; }

    public static ResampleWeights Create(int from, int to, ResizeFilter filter)
    {
        var made = new ResampleWeights(to);
        var scale = (double)from / to;
        for (var i = 0; i < to; i++)
        {
            if (filter == ResizeFilter.Area && scale > 1)
            {
                made.Set(i, from, i * scale, (i + 1) * scale, (low, high, at) => Math.Min(at + 1, high) - Math.Max(at, low));
            }
            else
            {
                var stretch = Math.Max(1, scale);
                var centre = ((i + 0.5) * scale) - 0.5;
                var radius = filter == ResizeFilter.Area ? 1 : Lobes * stretch;
                made.Set(i, from, centre - radius, centre + radius,
                    (_, _, at) => filter == ResizeFilter.Area ? Math.Max(0, 1 - Math.Abs(at - centre)) : Lanczos((at - centre) / stretch));
            }
        }

        return made;
    }

    public Taps For(int index) => new(firsts[index], weights[index]);

    private static double Lanczos(double x)
    {
        if (Math.Abs(x) < 1e-9)
        {
            return 1;
        }

        var t = Math.PI * x;
        return Math.Abs(x) >= Lobes ? 0 : Lobes * Math.Sin(t) * Math.Sin(t / Lobes) / (t * t);
    }

    private void Set(int index, int size, double low, double high, Func<double, double, int, double> weigh)
    {
        int first = Math.Clamp((int)Math.Floor(low), 0, size - 1), last = Math.Clamp((int)Math.Ceiling(high), first, size - 1);
        var raw = new List<double>(last - first + 1);
        for (var at = first; at <= last; at++)
        {
            raw.Add(weigh(low, high, at));
        }

        while (raw.Count > 1 && raw[^1] <= 0 && Math.Abs(raw[^1]) < 1e-9)
        {
            raw.RemoveAt(raw.Count - 1);
        }

        var sum = raw.Sum();
        firsts[index] = first;
        weights[index] = [.. raw.Select(w => (float)(w / sum))];
        MaxTaps = Math.Max(MaxTaps, raw.Count);
    }

    public readonly ref struct Taps(int first, float[] weights)
    {
        public int First => first;

        public ReadOnlySpan<float> Weights => weights;

        public void Deconstruct(out int start, out ReadOnlySpan<float> values)
        {
            start = first;
            values = weights;
        }
    }
}
