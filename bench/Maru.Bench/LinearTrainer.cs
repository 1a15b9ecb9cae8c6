using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>A linear ranker: pairs of one query, the logistic loss, weighed by what the order of the two means for NDCG.</summary>
internal sealed class LinearTrainer
{
    private readonly double[] _weights = new double[(int)Feature.Count];
    private readonly double[] _scales = new double[(int)Feature.Count];

    public static LinearTrainer Train(List<TrainingQuery> queries)
    {
        var linear = new LinearTrainer();
        // the spread within a query is the one that orders
        foreach (var f in Enumerable.Range(0, (int)Feature.Count))
        {
            var variance = queries.Where(q => q.Rows.Length > 1).Average(q => { var m = q.Rows.Average(r => r[f]); return q.Rows.Average(r => (r[f] - m) * (r[f] - m)); });
            linear._scales[f] = variance > 1e-9 ? 1 / Math.Sqrt(variance) : 0;
        }

        var random = new Random(3);
        var order = Enumerable.Range(0, queries.Count).ToArray();
        for (var epoch = 0; epoch < 12; epoch++)
        {
            random.Shuffle(order);
            foreach (var q in order)
            {
                linear.Learn(queries[q], 0.01 / (1 + epoch));
            }
        }

        return linear;
    }

    public double Score(float[] row)
    {
        var score = 0.0;
        for (var f = 0; f < _weights.Length; f++)
        {
            score += _weights[f] * _scales[f] * row[f];
        }

        return score;
    }

    public override string ToString() => string.Join(' ', _weights.Select((w, f) => $"{(Feature)f}={w:0.000}"));

    private void Learn(TrainingQuery query, double step)
    {
        var n = query.Rows.Length;
        var scores = query.Rows.Select(Score).ToArray();
        var push = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (query.Grades[i] > query.Grades[j])
                {
                    var force = (Math.Pow(2, query.Grades[i] - 1) - Math.Pow(2, query.Grades[j] - 1)) / (1 + Math.Exp(scores[i] - scores[j])) / n;
                    push[i] += force;
                    push[j] -= force;
                }
            }
        }

        for (var f = 0; f < _weights.Length; f++)
        {
            var gradient = 0.0;
            for (var i = 0; i < n; i++)
            {
                gradient += push[i] * query.Rows[i][f];
            }

            _weights[f] += step * ((gradient * _scales[f]) - (0.001 * _weights[f]));
        }
    }
}
