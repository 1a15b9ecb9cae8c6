using System.Diagnostics;
using Maru.Engines.Vectors;

namespace Maru.Bench;

/// <summary>
/// A million vectors of 128 dimensions: memory of the whole process, and how long a search takes at recall 0.95. The vectors are
/// made up: as those of a network do, they fill far fewer directions (24) than they have, with noise in all.
/// Options: --count N, --threads N.
/// </summary>
internal static class MillionVectorsBench
{
    private const int Dimensions = 128;
    private const int Directions = 24;
    private const int Batch = 20_000;
    private const int Queries = 1_000;

    public static int Run(BenchOptions options)
    {
        var count = options.Get("count", 1_000_000);
        using var index = new VectorIndex<Guid>(new VectorIndexOptions(Dimensions) { Threads = options.Get("threads", Environment.ProcessorCount) });
        var random = new Random(1);
        var directions = Enumerable.Range(0, Directions).Select(_ => Gaussian(random, Dimensions)).ToArray();
        var clock = Stopwatch.StartNew();
        var batch = new VectorEntry<Guid>[Batch];
        for (var done = 0; done < count; done += Batch)
        {
            for (var i = 0; i < Batch; i++)
            {
                batch[i] = new VectorEntry<Guid>(Guid.CreateVersion7(), Vector(random, directions), new VectorAttributes(i % 50, i, i % 3 != 0));
            }
            index.SetAll(batch);
            if (done % 100_000 == 0)
            {
                Console.Error.WriteLine($"{done + Batch} in after {clock.Elapsed.TotalSeconds:F0} s");
            }
        }
        Console.WriteLine($"{index.Count} vectors in {clock.Elapsed.TotalSeconds:F0} s");
        batch = [];
        GC.Collect();

        var queries = Enumerable.Range(0, Queries).Select(_ => Vector(random, directions)).ToArray();
        var truth = queries.Take(200).Select(q => Keys(index.Search(q, new VectorQuery<Guid>(10, Exact: true)))).ToArray();
        foreach (var breadth in new[] { 16, 24, 32, 48, 64, 96, 128, 192, 256 })
        {
            var query = new VectorQuery<Guid>(10, breadth);
            var recall = truth.Select((t, i) => t.Intersect(Keys(index.Search(queries[i], query))).Count()).Sum() / (10.0 * truth.Length);
            Console.WriteLine($"ef {breadth}: recall {recall:F4}, {Times(index, queries, query)}");
        }
        foreach (var (name, filter) in new (string, VectorFilter<Guid>)[]
        {
            ("one category of 50 (2 %)", new(Categories: [7])),
            ("in stock (67 %)", new(InStockOnly: true)),
            ("price below 1 %", new(MaxPrice: Batch / 100 - 1)),
        })
        {
            var query = new VectorQuery<Guid>(10, 64, filter);
            var recall = queries.Take(50).Sum(q => Keys(index.Search(q, query with { Exact = true })).Intersect(Keys(index.Search(q, query))).Count()) / 500.0;
            Console.WriteLine($"{name}: recall {recall:F4}, {Times(index, queries, query)}, {index.Search(queries[0], query).Method}");
        }
        Console.WriteLine($"rows, links, keys: {index.Statistics.Bytes / 1e6:F0} MB; the whole process: {Environment.WorkingSet / 1e6:F0} MB");
        return 0;
    }

    /// <summary>By the clock and by the processor's time; where they differ, somebody else had the processor.</summary>
    private static string Times(VectorIndex<Guid> index, float[][] queries, VectorQuery<Guid> query)
    {
        var matches = new VectorMatch<Guid>[10];
        var (byClock, byProcessor) = (new double[queries.Length], new double[queries.Length]);
        for (var i = 0; i < queries.Length; i++)
        {
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            index.Search(queries[i], query, matches, out _, out _);
            byProcessor[i] = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds;
            byClock[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(byClock);
        Array.Sort(byProcessor);
        var (middle, late) = (queries.Length / 2, queries.Length * 99 / 100);
        return $"p50 {byClock[middle]:F3} ms, p99 {byClock[late]:F3} ms (processor's time {byProcessor[middle]:F3} and {byProcessor[late]:F3} ms)";
    }

    private static IEnumerable<Guid> Keys(VectorAnswer<Guid> answer) => answer.Matches.Select(m => m.Key);

    private static float[] Vector(Random random, float[][] directions)
    {
        var vector = Gaussian(random, Dimensions);
        for (var d = 0; d < Dimensions; d++)
        {
            vector[d] *= 0.3f;
        }
        foreach (var direction in directions)
        {
            var along = Gaussian(random);
            for (var d = 0; d < Dimensions; d++)
            {
                vector[d] += along * direction[d] / 5;
            }
        }
        return vector;
    }

    private static float[] Gaussian(Random random, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(_ => Gaussian(random))];

    private static float Gaussian(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
