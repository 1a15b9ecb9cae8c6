using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Maru.Engines.Vectors;

namespace Maru.Commands;

/// <summary>`maru vectors-eval`: recall and queries a second of the vector engine on pictures of one's own, as JSON.</summary>
internal static class VectorsEvalCommand
{
    private const int MostQueries = 2_000;
    private static readonly int[] Breadths = [10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256];

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train") { Description = "Vectors to index: IDX of bytes, plain or gzipped.", Required = true };
        var queries = new Option<FileInfo>("--queries") { Description = "Vectors to look for; the first 2,000 are used.", Required = true };
        var k = new Option<int>("--k") { Description = "Neighbours asked for.", DefaultValueFactory = _ => 10 };
        var threads = new Option<int>("--threads") { Description = "Threads of the build; searches run on one.", DefaultValueFactory = _ => 1 };
        var scale = new Option<float>("--scale") { Description = "Multiplies every value: at other than 1 the codes lose something.", DefaultValueFactory = _ => 1 };
        var command = new Command("vectors-eval", "Measures the vector engine: build time, recall, queries a second, memory.") { train, queries, k, threads, scale };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(train).FullName, parsed.GetRequiredValue(queries).FullName, parsed.GetValue(k), parsed.GetValue(threads), parsed.GetValue(scale)));
        return command;
    }

    private static int Run(string trainPath, string queriesPath, int k, int threads, float scale)
    {
        if (k < 1 || threads < 1 || !float.IsNormal(scale))
        {
            Console.Error.WriteLine("--k and --threads must be at least 1, --scale a number other than 0.");
            return 2;
        }
        if (Read(trainPath) is not { } train || Read(queriesPath) is not { } asked)
        {
            return 2;
        }
        if (train.Dimensions != asked.Dimensions)
        {
            Console.Error.WriteLine("--train and --queries differ in dimensions.");
            return 2;
        }
        var queries = Enumerable.Range(0, Math.Min(MostQueries, asked.Count)).Select(i => Scaled(asked.Row(i), scale)).ToArray();
        var entries = Enumerable.Range(0, train.Count).Select(i => new VectorEntry<int>(i, Scaled(train.Row(i), scale))).ToArray();
        var options = new VectorIndexOptions(train.Dimensions) { Threads = threads };

        using var flat = new VectorIndex<int>(options with { ExactUpTo = int.MaxValue });
        flat.SetAll(entries);
        var (truth, flatQps, flatCpuQps) = Measure(flat, queries, new VectorQuery<int>(k));

        using var index = new VectorIndex<int>(options);
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        index.SetAll(entries);
        var (buildS, buildCpuS) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        entries = [];
        var (exact, exactQps, exactCpuQps) = Measure(index, queries, new VectorQuery<int>(k, Exact: true));
        var memoryMb = index.Statistics.Bytes / 1e6;

        var curve = Breadths.Where(breadth => breadth >= k).Select(breadth =>
        {
            var query = new VectorQuery<int>(k, breadth);
            Measure(index, queries, query);
            var (found, qps, cpuQps) = Measure(index, queries, query);
            return new Point(breadth, Math.Round(Recall(found, truth), 4), Math.Round(qps), Math.Round(cpuQps));
        }).ToArray();
        var usual = curve.MinBy(point => Math.Abs(point.Ef - options.SearchBreadth));
        Console.WriteLine(JsonSerializer.Serialize(
            new Report(
                "maru", train.Count, train.Dimensions, k, threads, Math.Round(flatQps), Math.Round(flatCpuQps), Math.Round(exactQps),
                Math.Round(exactCpuQps), Math.Round(Recall(exact, truth), 4), Math.Round(buildS, 2), Math.Round(buildCpuS, 2), usual?.Recall ?? 0, usual?.Qps ?? 0, Math.Round(memoryMb, 1), curve),
            JsonSerializerOptions.Web));
        return 0;
    }

    private static IdxFile? Read(string path)
    {
        try
        {
            if (IdxFile.Read(path) is { } file)
            {
                return file;
            }
            Console.Error.WriteLine($"{path} is not an IDX file of bytes in three dimensions, or is cut short.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{path} cannot be read: {e.Message}");
        }
        return null;
    }

    private static ReadOnlyMemory<float> Scaled(ReadOnlyMemory<float> row, float scale) =>
        scale == 1 ? row : row.ToArray().Select(value => value * scale).ToArray();

    /// <summary>Queries a second by the clock, and by the processor's time: the second tells on a machine that others use too.</summary>
    private static (int[][] Found, double Qps, double CpuQps) Measure(VectorIndex<int> index, ReadOnlyMemory<float>[] queries, VectorQuery<int> query)
    {
        var matches = new VectorMatch<int>[query.Count];
        var all = new int[queries.Length][];
        var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < queries.Length; i++)
        {
            index.Search(queries[i].Span, query, matches, out var found, out _);
            var keys = all[i] = new int[found];
            for (var j = 0; j < found; j++)
            {
                keys[j] = matches[j].Key;
            }
        }
        return (all, queries.Length / clock.Elapsed.TotalSeconds, queries.Length / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static double Recall(int[][] found, int[][] truth) =>
        found.Zip(truth, (f, t) => f.Intersect(t).Count()).Sum() / (double)truth.Sum(t => t.Length);

    private sealed record Report(
        string Engine, int Count, int Dimensions, int K, int Threads, double FlatQps, double FlatCpuQps, double Int8ExactQps, double Int8ExactCpuQps,
        double Int8ExactRecall, double BuildS, double BuildCpuS, double Recall, double Qps, double MemoryMb, Point[] Curve);

    private sealed record Point(int Ef, double Recall, double Qps, double CpuQps);
}
