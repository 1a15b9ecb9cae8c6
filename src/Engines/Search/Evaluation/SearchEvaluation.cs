using System.Diagnostics;

namespace Maru.Engines.Search.Evaluation;

/// <summary>The figures of an index on judged queries.</summary>
/// <param name="Ndcg10">Average of <see cref="RankingMeasures.CondensedNdcg"/>.</param>
/// <param name="Recall100">Average of <see cref="RankingMeasures.Recall"/>.</param>
/// <param name="P50Us">Median time of the first hundred hits, in microseconds, one query after the other.</param>
/// <param name="P99Us">The same, for the slowest hundredth.</param>
/// <param name="Queries">How many queries the order was judged on.</param>
public sealed record SearchFigures(double Ndcg10, double Recall100, double P50Us, double P99Us, int Queries);

/// <summary>Runs judged queries through an index.</summary>
public static class SearchEvaluation
{
    /// <summary>How deep a ranking is looked at for the order of the judged products.</summary>
    public const int Deep = 5000;

    /// <summary>Builds an index of titles alone.</summary>
    public static SearchIndex IndexTitles(IEnumerable<(string Id, string Title)> products)
    {
        var index = new SearchIndex(new SearchSchema { Texts = [new TextField("title")] });
        foreach (var (id, title) in products)
        {
            index.Upsert(new SearchDocument { Id = id, Texts = new Dictionary<string, string> { ["title"] = title } });
        }

        index.Refresh();
        return index;
    }

    public static SearchFigures Measure(SearchIndex index, Judgments judgments)
    {
        var order = judgments.ForOrder.Select(q => RankingMeasures.CondensedNdcg(Ids(index, q, Deep), judgments.ByQuery[q])).ToList();
        var times = new List<double>();
        var recall = new List<double>();
        foreach (var query in judgments.ForRecall)
        {
            var start = Stopwatch.GetTimestamp();
            var found = index.Search(Request(query, 100));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            recall.Add(RankingMeasures.Recall(found.Hits.Select(h => h.Id), judgments.ByQuery[query], judgments.RelevantFrom));
        }

        times.Sort();
        return new SearchFigures(Average(order), Average(recall), At(times, 0.5), At(times, 0.99), order.Count);
    }

    /// <summary>Ranking over the whole index, so any word is enough; the close look goes as deep as the judged products may lie.</summary>
    public static SearchRequest Request(string query, int hits) => new() { Text = query, PageSize = hits, Matching = Matching.Any, FillWithKin = true, LookClosely = Math.Max(hits, 300) };

    private static IEnumerable<string> Ids(SearchIndex index, string query, int hits) => index.Search(Request(query, hits)).Hits.Select(h => h.Id);

    private static double Average(List<double> values) => values.Count == 0 ? 0 : values.Average();

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)(sorted.Count * share)];
}
