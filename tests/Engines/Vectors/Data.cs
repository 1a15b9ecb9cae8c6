namespace Maru.Engines.Vectors.Tests;

internal static class Data
{
    public static float[] Gaussian(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            vector[d] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
        return vector;
    }

    public static float[][] Spread(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Gaussian(random, dimensions))];
    }

    public static float[][] Clustered(int count, int dimensions, int clusters, int seed)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, clusters).Select(_ => Gaussian(random, dimensions)).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => Gaussian(random, dimensions).Zip(centres[i % clusters], (x, c) => c * 4 + x * 0.3f).ToArray())];
    }

    public static IReadOnlyList<VectorRefusal<TKey>> Fill<TKey>(this VectorIndex<TKey> index, IReadOnlyList<VectorEntry<TKey>> entries)
        where TKey : unmanaged, IEquatable<TKey> => index.SetAll(entries, TestContext.Current.CancellationToken);

    public static VectorEntry<int>[] Entries(float[][] vectors, Func<int, VectorAttributes>? attributes = null) =>
        [.. vectors.Select((vector, i) => new VectorEntry<int>(i, vector, attributes?.Invoke(i) ?? new VectorAttributes()))];

    public static double Squared(float[] a, float[] b) => a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum();

    public static int[] Nearest(IEnumerable<(int Key, float[] Vector)> vectors, float[] query, int count) =>
        [.. vectors.Select(v => (v.Key, Distance: Squared(v.Vector, query))).OrderBy(v => v.Distance).Take(count).Select(v => v.Key)];

    public static double Recall(VectorIndex<int> index, IReadOnlyList<(int Key, float[] Vector)> vectors, float[][] queries, VectorQuery<int> wanted)
    {
        var (hits, total) = (0, 0);
        foreach (var query in queries)
        {
            var truth = Nearest(vectors, query, wanted.Count);
            hits += index.Search(query, wanted).Matches.Select(m => m.Key).Intersect(truth).Count();
            total += truth.Length;
        }
        return (double)hits / Math.Max(total, 1);
    }

    public static (int, float[])[] Keyed(float[][] vectors) => [.. vectors.Select((v, i) => (i, v))];
}
