using Maru.Engines.Search;
using Maru.Engines.Search.Evaluation;

namespace Maru.Bench;

internal static class SearchTry
{
    public static int Run(BenchOptions options)
    {
        var products = SearchData.Products(Path.Combine(options.Data, "search/homedepot.products.csv.gz"));
        var titles = products.ToDictionary(p => p.Id, p => p.Title);
        var index = SearchEvaluation.IndexTitles(products);
        foreach (var q in options.Get("q", "microwave over stove").Split('|'))
        {
            var r = index.Search(new SearchRequest { Text = q, Matching = Matching.Any, Explain = true });
            Console.WriteLine($"== {q}: {r.Total} {string.Join(",", r.Corrections)} {r.Relaxed}");
            foreach (var h in r.Hits.Take(5))
            {
                Console.WriteLine($"  {h.Score:0.000} {titles[h.Id]}  [{string.Join("; ", h.Parts!.Select(p => $"{p.Name} {p.Points:0.000}"))}]");
            }
        }
        return 0;
    }
}
