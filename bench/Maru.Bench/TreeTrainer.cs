using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>
/// Gradient boosting of oblivious trees (every level asks one question of all rows), with the gradients of LambdaRank
/// (C. Burges, "From RankNet to LambdaRank to LambdaMART", 2010): pairs of one query weighed by what swapping them does to NDCG.
/// </summary>
internal sealed class TreeTrainer(List<TrainingQuery> queries, int trees, int depth, double rate, double lambdaShare)
{
    private const int Bins = 64;

    public static void CrossValidate(List<TrainingQuery> all, BenchOptions options)
    {
        var folds = 5;
        for (var f = 0; f < (int)Feature.Count; f++)
        {
            Console.Write($"{(Feature)f} {all.Where(q => q.CountsForOrder).Average(q => Ndcg(q, [.. q.Rows.Select(r => r[f])])):0.0000}; ");
        }

        Console.WriteLine();
        var sums = new Dictionary<string, double>();
        var n = all.Count(q => q.CountsForOrder);
        void Note(string name, IEnumerable<TrainingQuery> test, Func<float[], double> score) =>
            sums[name] = sums.GetValueOrDefault(name) + test.Where(q => q.CountsForOrder).Sum(q => Ndcg(q, [.. q.Rows.Select(r => (float)score(r))]));
        for (var fold = 0; fold < folds; fold++)
        {
            var train = all.Where((_, i) => i % folds != fold).ToList();
            var test = all.Where((_, i) => i % folds == fold).ToList();
            PairTrainer.FillCrossFitted(train, options);
            PairTrainer.Train(train, options).Fill(test);
            Note("pairs alone", test, r => r[(int)Feature.LearnedPairs]);
            var linear = LinearTrainer.Train(train);
            Note("linear", test, r => linear.Score(r));
            if (fold == 0)
            {
                Console.WriteLine(linear);
            }

            foreach (var (trees, depth, rate, lambda) in new[] { (60, 4, 10, 30) })
            {
                var model = new TreeTrainer(train, trees, depth, rate / 100.0, lambda / 100.0).Train();
                Note($"trees {trees} depth {depth} rate {rate} lambda {lambda}", test, r => model.Score(r));
                foreach (var share in new[] { 0.3, 1, 3 })
                {
                    Note($"trees {trees} depth {depth} rate {rate} lambda {lambda} + {share} linear", test, r => model.Score(r) + (share * linear.Score(r)));
                }
            }
        }

        foreach (var (name, sum) in sums)
        {
            Console.WriteLine($"{name}: {sum / n:0.0000}");
        }
    }

    public static double Ndcg(TrainingQuery query, float[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(10).Select((i, at) => Gain(query.Grades[i]) * Discount(at)).Sum();
        var ideal = query.Grades.OrderDescending().Take(10).Select((g, at) => Gain(g) * Discount(at)).Sum();
        return order / ideal;
    }

    private static double Gain(double grade) => Math.Pow(2, grade - 1) - 1;

    private static double Discount(int at) => 1 / Math.Log2(at + 2);

    public TreeModel Train()
    {
        var rows = queries.SelectMany(q => q.Rows).ToArray();
        var grades = queries.SelectMany(q => q.Grades).ToArray();
        var features = rows[0].Length;
        var borders = Enumerable.Range(0, features).Select(f => Borders([.. rows.Select(r => r[f])])).ToArray();
        var bins = Enumerable.Range(0, features).Select(f => rows.Select(r => Bin(borders[f], r[f])).ToArray()).ToArray();
        var scores = new double[rows.Length];
        double[] gradients = new double[rows.Length], curvatures = new double[rows.Length];
        var model = new TreeModel.Writer(depth);
        for (var tree = 0; tree < trees; tree++)
        {
            Gradients(scores, gradients, curvatures);
            Grow(model, borders, bins, gradients, curvatures, scores);
        }

        return model.Finish();
    }

    private void Grow(TreeModel.Writer model, float[][] borders, byte[][] bins, double[] gradients, double[] curvatures, double[] scores)
    {
        var leafOf = new byte[scores.Length];
        var levels = new (int Feature, float Border)[depth];
        for (var level = 0; level < depth; level++)
        {
            var leaves = 1 << level;
            double bestGain = double.NegativeInfinity;
            (int Feature, int Bin) best = default;
            var histogram = new double[leaves * Bins * 2];
            for (var f = 0; f < bins.Length; f++)
            {
                if (borders[f].Length == 0)
                {
                    continue;
                }

                Array.Clear(histogram);
                var column = bins[f];
                for (var i = 0; i < column.Length; i++)
                {
                    var at = ((leafOf[i] * Bins) + column[i]) * 2;
                    histogram[at] += gradients[i];
                    histogram[at + 1] += curvatures[i];
                }

                var gains = Gains(histogram, leaves);
                for (var bin = 1; bin <= borders[f].Length; bin++)
                {
                    if (gains[bin] > bestGain)
                    {
                        (bestGain, best) = (gains[bin], (f, bin));
                    }
                }
            }

            levels[level] = (best.Feature, borders[best.Feature][best.Bin - 1]);
            var chosen = bins[best.Feature];
            for (var i = 0; i < chosen.Length; i++)
            {
                leafOf[i] |= (byte)(chosen[i] >= best.Bin ? 1 << level : 0);
            }
        }

        double[] g = new double[1 << depth], h = new double[1 << depth];
        for (var i = 0; i < leafOf.Length; i++)
        {
            g[leafOf[i]] += gradients[i];
            h[leafOf[i]] += curvatures[i];
        }

        var leafValues = g.Select((x, i) => rate * x / (h[i] + 20)).ToArray();
        for (var i = 0; i < leafOf.Length; i++)
        {
            scores[i] += leafValues[leafOf[i]];
        }

        model.Add(levels, leafValues.Select(v => (float)v));
    }

    /// <summary>For each bin what splitting every leaf below it gains.</summary>
    private static double[] Gains(double[] histogram, int leaves)
    {
        var gains = new double[Bins];
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            double g = 0, h = 0, gl = 0, hl = 0;
            for (var bin = 0; bin < Bins; bin++)
            {
                g += histogram[((leaf * Bins) + bin) * 2];
                h += histogram[(((leaf * Bins) + bin) * 2) + 1];
            }

            for (var bin = 1; bin < Bins; bin++)
            {
                gl += histogram[((leaf * Bins) + bin - 1) * 2];
                hl += histogram[(((leaf * Bins) + bin - 1) * 2) + 1];
                gains[bin] += (gl * gl / (hl + 20)) + ((g - gl) * (g - gl) / (h - hl + 20));
            }
        }

        return gains;
    }

    private void Gradients(double[] scores, double[] gradients, double[] curvatures)
    {
        var start = 0;
        foreach (var query in queries)
        {
            var n = query.Rows.Length;
            var mean = query.Grades.Average();
            var meanScore = 0.0;
            for (var i = 0; i < n; i++)
            {
                meanScore += scores[start + i] / n;
            }

            for (var i = 0; i < n; i++)
            {
                // the share that is regression: how far a product is from its query's average
                gradients[start + i] = (1 - lambdaShare) * (query.Grades[i] - mean - (scores[start + i] - meanScore));
                curvatures[start + i] = 1 - lambdaShare;
            }

            if (lambdaShare > 0)
            {
                Lambdas(query, start, scores, gradients, curvatures);
            }

            start += n;
        }
    }

    private void Lambdas(TrainingQuery query, int start, double[] scores, double[] gradients, double[] curvatures)
    {
        var n = query.Rows.Length;
        var order = Enumerable.Range(0, n).OrderByDescending(i => scores[start + i]).ToArray();
        var ideal = query.Grades.OrderDescending().Take(10).Select((g, at) => Gain(g) * Discount(at)).Sum();
        for (var a = 0; a < n; a++)
        {
            for (var b = a + 1; b < n; b++)
            {
                int i = order[a], j = order[b];
                if (query.Grades[i] == query.Grades[j])
                {
                    continue;
                }

                (i, j) = query.Grades[i] > query.Grades[j] ? (i, j) : (j, i);
                var delta = Math.Abs((Gain(query.Grades[i]) - Gain(query.Grades[j])) * (Discount(a) - (b < 10 ? Discount(b) : 0))) / ideal;
                const double steep = 2;
                var rho = 1 / (1 + Math.Exp(steep * (scores[start + i] - scores[start + j])));
                var push = lambdaShare * 10 * delta * steep * rho;
                var bend = lambdaShare * 10 * delta * steep * steep * rho * (1 - rho);
                gradients[start + i] += push;
                gradients[start + j] -= push;
                curvatures[start + i] += bend;
                curvatures[start + j] += bend;
            }
        }
    }

    private static float[] Borders(float[] values)
    {
        Array.Sort(values);
        var distinct = values.Distinct().ToArray();
        if (distinct.Length <= Bins)
        {
            return [.. distinct.Zip(distinct.Skip(1), (a, b) => (a + b) / 2)];
        }

        return [.. Enumerable.Range(1, Bins - 1).Select(i => values[(long)values.Length * i / Bins]).Distinct().Where(v => v > values[0])];
    }

    private static byte Bin(float[] borders, float value)
    {
        var at = Array.BinarySearch(borders, value);
        return (byte)(at >= 0 ? at + 1 : ~at);
    }
}
