using System.Diagnostics;
using System.Globalization;
using Maru.Engines.Search;
using Maru.Engines.Search.Evaluation;

namespace Maru.Bench;

/// <summary>
/// The search engine beside Lucene and SQLite FTS5, over the same titles and queries, one after the other on this machine. A peer that is not there is said to be missing.
/// </summary>
internal static class SearchBench
{
    private static readonly string[] Colours = ["white", "black", "brown", "bronze", "nickel", "chrome", "gray", "red", "blue", "green"];

    private static readonly SearchSchema Schema = new()
    {
        Texts = [new TextField("title")], Facets = [new FacetField("brand"), new FacetField("colour"), new FacetField("kind")], Numbers = ["price"],
    };

    public static int Run(BenchOptions options)
    {
        var productsPath = Path.Combine(options.Data, "search/homedepot.products.csv.gz");
        var judgmentsPath = Path.Combine(options.Data, "search/homedepot.judgments.csv");
        var products = SearchData.Products(productsPath);
        var judgments = SearchData.Judgments(judgmentsPath);
        var queries = judgments.ByQuery.Keys.ToArray();
        var documents = products.Select(p => Document(p.Id, p.Title)).ToArray();

        // the first build warms the compiler up, the second is measured
        Build(documents.Take(5000));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var index = Build(documents);
        Line("built", clock.Elapsed.TotalSeconds, "s");
        Line("memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB");

        var plain = (string q) => new SearchRequest { Text = q, Forgiving = false, Matching = Matching.Any };
        var forgiving = (string q) => new SearchRequest { Text = q, Matching = Matching.Any };
        var counted = (string q) => forgiving(q) with { Facets = [new FacetRequest("brand"), new FacetRequest("colour"), new FacetRequest("kind")] };
        var shop = (string q) => counted(q) with { Matching = Matching.Relaxing };
        Time("exact words, any, top 20", index, queries, plain);
        Time("forgiving, any, top 20", index, queries, forgiving);
        Time("forgiving, any, top 20, 3 facets", index, queries, counted);
        Time("forgiving, as a shop asks, top 20, 3 facets", index, queries, shop);
        index.Expander.Remembers = false;
        Time("the same, no spelling remembered", index, queries, shop);
        index.Expander.Remembers = true;
        Suggest(products);
        if (!options.Has("fast"))
        {
            var figures = SearchEvaluation.Measure(SearchEvaluation.IndexTitles(products), judgments);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"maru: ndcg10 {figures.Ndcg10:0.0000} recall100 {figures.Recall100:0.0000}"));
            SearchPeers.Lucene(options, products, judgmentsPath);
            SearchPeers.Fts5(options, productsPath, judgmentsPath);
        }

        return 0;
    }

    private static SearchIndex Build(IEnumerable<SearchDocument> documents)
    {
        var index = new SearchIndex(Schema);
        foreach (var document in documents)
        {
            index.Upsert(document);
        }

        index.Refresh();
        return index;
    }

    private static SearchDocument Document(string id, string title)
    {
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new SearchDocument
        {
            Id = id, Texts = new Dictionary<string, string> { ["title"] = title }, Numbers = new Dictionary<string, double> { ["price"] = (title.Length * 7919) % 500 },
            Facets = new Dictionary<string, IReadOnlyList<string>>
            {
                ["brand"] = [words.Length > 0 ? words[0] : ""], ["kind"] = [words.Length > 0 ? words[^1] : ""],
                ["colour"] = [.. Colours.Where(c => title.Contains(c, StringComparison.OrdinalIgnoreCase))],
            },
        };
    }

    private static void Time(string name, SearchIndex index, string[] queries, Func<string, SearchRequest> request)
    {
        // one pass to warm up, three to measure; of each query the median counts, since others use this machine
        var times = queries.Select(_ => new double[3]).ToArray();
        for (var pass = -1; pass < 3; pass++)
        {
            for (var q = 0; q < queries.Length; q++)
            {
                var asked = request(queries[q]);
                var start = Stopwatch.GetTimestamp();
                index.Search(asked);
                if (pass >= 0)
                {
                    times[q][pass] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                }
            }
        }

        var medians = times.Select(t => t.Order().ElementAt(1)).Order().ToArray();
        Line(name + ": p50", medians[medians.Length / 2], "us");
        Line(name + ": p99", medians[(int)(medians.Length * 0.99)], "us");
    }

    private static void Suggest(List<(string Id, string Title)> products)
    {
        var suggestions = new Suggestions(products.Select((p, i) => new Suggestion(p.Title, SuggestionKind.Product, i)));
        var prefixes = products.Where((_, i) => i % 11 == 0).SelectMany(p => Enumerable.Range(1, 6).Select(n => p.Title[..Math.Min(n, p.Title.Length)])).ToArray();
        var times = new List<double>();
        for (var pass = 0; pass < 2; pass++)
        {
            times.Clear();
            foreach (var prefix in prefixes)
            {
                var start = Stopwatch.GetTimestamp();
                suggestions.Complete(prefix);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        times.Sort();
        Line("suggestions: p50", times[times.Count / 2], "us");
        Line("suggestions: p99", times[(int)(times.Count * 0.99)], "us");
    }

    private static void Line(string name, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-55}{value,10:0.0} {unit}"));
}
