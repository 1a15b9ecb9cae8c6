namespace Maru.Engines.Search.Evaluation;

/// <summary>The two figures rankings are compared by.</summary>
public static class RankingMeasures
{
    /// <summary>
    /// NDCG@10 over the judged products alone ("condensed": an unjudged product says nothing), gain 2^(grade - 1) - 1. Judged products that were not
    /// found come last, all with their average grade, since their order among themselves is nobody's merit.
    /// </summary>
    public static double CondensedNdcg(IEnumerable<string> ranking, IReadOnlyDictionary<string, double> grades)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var gains = new List<double>(grades.Count);
        foreach (var id in ranking)
        {
            if (grades.TryGetValue(id, out var grade) && found.Add(id))
            {
                gains.Add(grade);
            }
        }

        var rest = grades.Where(g => !found.Contains(g.Key)).Select(g => g.Value).ToList();
        gains.AddRange(rest.Select(_ => rest.Average()));
        var ideal = Gain(grades.Values.OrderDescending());
        return ideal > 0 ? Gain(gains) / ideal : 0;
    }

    /// <summary>The share of right answers among the first hundred.</summary>
    public static double Recall(IEnumerable<string> ranking, IReadOnlyDictionary<string, double> grades, double relevantFrom)
    {
        var right = grades.Where(g => g.Value >= relevantFrom).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return ranking.Take(100).Count(right.Contains) / (double)right.Count;
    }

    private static double Gain(IEnumerable<double> grades) => grades.Take(10).Select((g, i) => (Math.Pow(2, g - 1) - 1) / Math.Log2(i + 2)).Sum();
}
