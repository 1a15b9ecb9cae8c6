using System.Diagnostics;
using System.Globalization;
using Maru.Engines.Search;

namespace Maru.Bench;

/// <summary>A million products put together from real titles: tail latency, memory, start from a snapshot, and what a stream of changes does to queries.</summary>
internal static class MillionProductsBench
{
    public static int Run(BenchOptions options)
    {
        var titles = SearchData.Products(Path.Combine(options.Data, "search/homedepot.products.csv.gz")).Select(p => p.Title.Split(' ')).ToArray();
        var queries = SearchData.Judgments(Path.Combine(options.Data, "search/homedepot.judgments.csv")).ByQuery.Keys.Where((_, i) => i % 3 == 0).ToArray();
        var count = options.Get("products", 1_000_000);
        var random = new Random(5);
        var schema = new SearchSchema { Texts = [new TextField("title")], Facets = [new FacetField("brand")], Numbers = ["price"] };
        var index = new SearchIndex(schema);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            index.Upsert(Product(i, 1, titles, random));
        }

        index.Refresh();
        Line("built", clock.Elapsed.TotalSeconds, "s");
        Line("memory", GC.GetTotalMemory(forceFullCollection: true) / 1e6, "MB");
        Quiet(index, queries);
        var quiet = Times(index, queries);
        Line("queries, brand counted: p50", quiet[quiet.Length / 2], "us");
        Line("queries, brand counted: p99", quiet[(int)(quiet.Length * 0.99)], "us");
        Snapshot(index, schema);
        Stream(index, queries, titles, random, count, options.Get("seconds", 10));
        return 0;
    }

    private static SearchDocument Product(int id, long version, string[][] titles, Random random)
    {
        // the beginning of one title and the end of another: real words in real order, a million different products
        string[] a = titles[random.Next(titles.Length)], b = titles[random.Next(titles.Length)];
        return new SearchDocument
        {
            Id = "p" + id.ToString(CultureInfo.InvariantCulture), Version = version, Numbers = new Dictionary<string, double> { ["price"] = random.Next(1, 1000) },
            Texts = new Dictionary<string, string> { ["title"] = string.Join(' ', a[..((a.Length + 1) / 2)].Concat(b[(b.Length / 2)..])) },
            Facets = new Dictionary<string, IReadOnlyList<string>> { ["brand"] = [a[0]] },
        };
    }

    private static SearchRequest Request(string query) => new() { Text = query, Facets = [new FacetRequest("brand")] };

    private static void Quiet(SearchIndex index, string[] queries) => Array.ForEach(queries[..Math.Min(500, queries.Length)], q => index.Search(Request(q)));

    private static double[] Times(SearchIndex index, string[] queries) => [.. queries.Select(q =>
    {
        var start = Stopwatch.GetTimestamp();
        index.Search(Request(q));
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }).Order()];

    private static void Snapshot(SearchIndex index, SearchSchema schema)
    {
        var path = Path.GetTempFileName();
        try
        {
            var clock = Stopwatch.StartNew();
            index.Save(path);
            Line("snapshot saved", clock.Elapsed.TotalSeconds, "s");
            Line("snapshot", new FileInfo(path).Length / 1e6, "MB");
            clock.Restart();
            var loaded = SearchIndex.Load(path, schema);
            Line(loaded.Index is null ? "snapshot REFUSED after" : "start from snapshot", clock.Elapsed.TotalSeconds, "s");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Five thousand changes and a thousand queries a second, side by side.</summary>
    private static void Stream(SearchIndex index, string[] queries, string[][] titles, Random random, int count, int seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var refreshing = index.RunAsync(stop.Token);
        var changes = 0;
        var writer = Task.Run(() =>
        {
            var clock = Stopwatch.StartNew();
            while (!stop.IsCancellationRequested)
            {
                for (; changes < clock.Elapsed.TotalSeconds * 5000; changes++)
                {
                    index.Upsert(Product(random.Next(count), 2 + changes, titles, random));
                }

                Thread.Sleep(5);
            }
        });
        var times = new List<double>();
        var pace = Stopwatch.StartNew();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var start = Stopwatch.GetTimestamp();
            index.Search(Request(queries[i % queries.Length]));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            while (pace.Elapsed.TotalSeconds * 1000 < i && !stop.IsCancellationRequested)
            {
                Thread.Sleep(1);
            }
        }

        Task.WaitAll(writer, refreshing);
        times.Sort();
        Line("changes taken", changes / (double)seconds, "/s");
        Line("queries answered meanwhile", times.Count / (double)seconds, "/s");
        Line("queries meanwhile: p50", times[times.Count / 2], "us");
        Line("queries meanwhile: p99", times[(int)(times.Count * 0.99)], "us");
    }

    private static void Line(string name, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40}{value,12:0.0} {unit}"));
}
