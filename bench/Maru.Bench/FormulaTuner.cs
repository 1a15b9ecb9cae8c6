using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>
/// Finds weights for the declared formula: one weight after the other is moved up or down as long as the order gets better. With a dozen weights and thousands of
/// queries there is little to learn by heart, and the two halves of the queries show how little.
/// </summary>
internal static class FormulaTuner
{
    private static readonly Feature[] Tried = [.. Enumerable.Range(0, (int)Feature.Count).Select(f => (Feature)f)];

    public static void Run(List<TrainingQuery> judged)
    {
        var halves = Enumerable.Range(0, 2).Select(h => judged.Where((_, i) => i % 2 == h).ToList()).ToArray();
        for (var half = 0; half < 2; half++)
        {
            var weights = Tune(halves[half]);
            Console.WriteLine($"half {half}: learned {Average(halves[half], weights):0.0000}, other half {Average(halves[1 - half], weights):0.0000}");
        }

        var whole = Tune(judged);
        var sum = whole.Sum();
        Console.WriteLine($"all: {Average(judged, whole):0.0000}");
        Console.WriteLine(string.Join('\n', Tried.Select((f, i) => $"{f} {whole[i] / sum:0.000}")));
    }

    private static double[] Tune(List<TrainingQuery> queries)
    {
        var weights = Tried.Select(f => (double)Formula.Parts.FirstOrDefault(p => p.Feature == f).Weight).ToArray();
        var best = Average(queries, weights);
        for (var step = 0.08; step > 0.008; step /= 2)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                foreach (var move in new[] { step, -step })
                {
                    var old = weights[i];
                    weights[i] = Math.Max(0, old + move);
                    var now = Average(queries, weights);
                    if (now > best + 0.00002)
                    {
                        best = now;
                        break;
                    }

                    weights[i] = old;
                }
            }
        }

        return weights;
    }

    private static double Average(List<TrainingQuery> queries, double[] weights) =>
        queries.Average(q => Ndcg(q, [.. q.Rows.Select(r => (float)Tried.Select((f, i) => weights[i] * r[(int)f]).Sum())]));

    private static double Ndcg(TrainingQuery query, float[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(10).Select((i, at) => Gain(query.Grades[i], at)).Sum();
        return order / query.Grades.OrderDescending().Take(10).Select(Gain).Sum();
    }

    private static double Gain(double grade, int at) => (Math.Pow(2, grade - 1) - 1) / Math.Log2(at + 2);
}
