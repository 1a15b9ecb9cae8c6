using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Maru.Bench;

/// <summary>
/// `maru vectors-eval` beside hnswlib and FAISS on the pixels of Fashion-MNIST: same files, same machine, one thread, in turns,
/// so that what else the machine does falls on all. Ratios of medians at equal recall.
/// Options: --data DIR (vision/fashion-mnist.train-images-idx3-ubyte.gz), --peers DIR (hnswlib_baseline.cpp, faiss_baseline.py),
/// --maru PATH, --rounds N, --faiss.
/// </summary>
internal static class VectorsBench
{
    private const int Queries = 2_000;
    private static readonly double[] Recalls = [0.95, 0.99];

    public static int Run(BenchOptions options)
    {
        var pictures = Path.Combine(options.Data, "vision", "fashion-mnist.train-images-idx3-ubyte.gz");
        var peers = options.Get("peers", Path.Combine(options.Data, "..", "eval"));
        var source = Path.Combine(peers, "hnswlib_baseline.cpp");
        if (!File.Exists(pictures) || !File.Exists(source))
        {
            Console.Error.WriteLine($"{pictures} and {source} are needed; name their folders with --data and --peers.");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("maru-bench-vectors-").FullName;
        try
        {
            var (train, queries) = (Path.Combine(folder, "train.gz"), Path.Combine(folder, "queries.gz"));
            Split(pictures, train, queries);
            var hnswlib = Path.Combine(folder, "hnswlib_baseline");
            Capture("g++", "-O3", "-march=native", "-o", hnswlib, source, "-lz");
            var maru = options.Get("maru", "./maru");

            var engines = new List<(string Name, Func<Figures> Measure)>
            {
                ("maru", () => Maru(Capture(maru, "vectors-eval", "--train", train, "--queries", queries))),
                ("hnswlib", () => Peer(Capture(hnswlib, train, queries))),
            };
            if (options.Has("faiss"))
            {
                engines.Add(("faiss", () => Peer(Capture("/usr/bin/python3", Path.Combine(peers, "faiss_baseline.py"), train, queries))));
            }
            var runs = engines.ToDictionary(e => e.Name, _ => new List<Figures>());
            for (var round = 0; round < options.Get("rounds", 3); round++)
            {
                foreach (var (name, measure) in engines)
                {
                    runs[name].Add(measure());
                }
            }
            var twoThreads = Maru(Capture(maru, "vectors-eval", "--train", train, "--queries", queries, "--threads", "2")).BuildS;
            Print(runs, twoThreads);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(Dictionary<string, List<Figures>> runs, double twoThreads)
    {
        Console.WriteLine($"{"",-10}{"build s",10}{"float/s",10}{"int8/s",10}{string.Concat(Recalls.Select(r => $"{$"q/s@{r}",12}"))}");
        foreach (var (name, figures) in runs)
        {
            var speeds = string.Concat(Recalls.Select(r => $"{Median(figures, f => f.SpeedAt(r)),12:F0}"));
            Console.WriteLine($"{name,-10}{Median(figures, f => f.BuildS),10:F1}{Median(figures, f => f.FlatQps),10:F0}{Median(figures, f => f.Int8Qps),10:F0}{speeds}");
        }
        var (ours, theirs) = (runs["maru"], runs["hnswlib"]);
        foreach (var recall in Recalls)
        {
            Console.WriteLine($"at recall {recall}: {Median(ours, f => f.SpeedAt(recall)) / Median(theirs, f => f.SpeedAt(recall)):F2} times hnswlib (wanted 1.2)");
        }
        var flat = Median(theirs, f => f.FlatQps);
        Console.WriteLine($"exact, float: {Median(ours, f => f.FlatQps) / flat:F2} times (wanted 1); int8 with re-ranking: {Median(ours, f => f.Int8Qps) / flat:F2} times (wanted 2.5)");
        Console.WriteLine($"build, one thread: {Median(ours, f => f.BuildS) / Median(theirs, f => f.BuildS):F2} of hnswlib's time (wanted 1); two threads: {twoThreads / Median(ours, f => f.BuildS):F2} of one (wanted 0.6)");
    }

    private static double Median(List<Figures> figures, Func<Figures, double> of)
    {
        var sorted = figures.Select(of).Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static Figures Maru(string json)
    {
        var report = JsonDocument.Parse(json).RootElement;
        return new Figures(
            report.GetProperty("buildS").GetDouble(), report.GetProperty("flatQps").GetDouble(), report.GetProperty("int8ExactQps").GetDouble(),
            [.. report.GetProperty("curve").EnumerateArray().Select(p => (p.GetProperty("recall").GetDouble(), p.GetProperty("qps").GetDouble()))]);
    }

    private static Figures Peer(string json)
    {
        var report = JsonDocument.Parse(json).RootElement;
        return new Figures(
            report.GetProperty("buildS").GetDouble(), report.GetProperty("flatQps").GetDouble(), 0,
            [.. report.GetProperty("curve").EnumerateArray().Select(p => (p[1].GetDouble(), p[2].GetDouble()))]);
    }

    /// <summary>Keeps 2,000 pictures, spread over the file, back as queries.</summary>
    private static void Split(string pictures, string train, string queries)
    {
        using var input = new GZipStream(File.OpenRead(pictures), CompressionMode.Decompress);
        var head = new byte[16];
        input.ReadExactly(head);
        var count = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        var every = count / Queries;
        using var outTrain = Start(train, head, count - Queries);
        using var outQueries = Start(queries, head, Queries);
        var picture = new byte[784];
        for (var (i, kept) = (0, 0); i < count; i++)
        {
            input.ReadExactly(picture);
            var isQuery = i % every == 0 && kept < Queries;
            kept += isQuery ? 1 : 0;
            (isQuery ? outQueries : outTrain).Write(picture);
        }
    }

    private static GZipStream Start(string path, byte[] head, int count)
    {
        var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), count);
        stream.Write(head);
        return stream;
    }

    private static string Capture(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}."));
    }

    private sealed record Figures(double BuildS, double FlatQps, double Int8Qps, (double Recall, double Qps)[] Curve)
    {
        /// <summary>Between the two measured points around a recall, on a line of log(speed) over log(miss).</summary>
        public double SpeedAt(double recall)
        {
            var above = Array.FindIndex(Curve, p => p.Recall >= recall);
            if (above <= 0)
            {
                return above < 0 ? 0 : Curve[0].Qps;
            }
            var ((r0, s0), (r1, s1)) = (Curve[above - 1], Curve[above]);
            var share = (Math.Log(1 - recall) - Math.Log(1 - r0)) / (Math.Log(Math.Max(1 - r1, 1e-6)) - Math.Log(1 - r0));
            return Math.Exp(Math.Log(s0) + share * (Math.Log(s1) - Math.Log(s0)));
        }
    }
}
