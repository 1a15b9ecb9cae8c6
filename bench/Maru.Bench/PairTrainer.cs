using Maru.Engines.Search.Ranking;

namespace Maru.Bench;

/// <summary>
/// Learns <see cref="PairWeights"/>: a linear model of how far a product is from its query's average, on top of how well the words match,
/// by stochastic gradient descent with a step per weight (J. Duchi et al., "Adaptive subgradient methods", 2011).
/// </summary>
internal sealed class PairTrainer
{
    public static readonly Feature[] Matching =
        [Feature.FirstScore, Feature.Coverage, Feature.LetterShare, Feature.LetterJaccard, Feature.TitleCovered, Feature.Adjacent, Feature.LastWordFound, Feature.HeadFound];

    private readonly float[] _weights = new float[1 << PairWeights.Bits];
    private readonly float[] _seen = new float[1 << PairWeights.Bits];
    private readonly float[] _matching = new float[Matching.Length];

    public static PairTrainer Train(List<TrainingQuery> queries, BenchOptions options)
    {
        var trainer = new PairTrainer();
        var random = new Random(1);
        var order = Enumerable.Range(0, queries.Count).Where(i => queries[i].Grades.Length > 1).ToArray();
        float step = options.Get("pairstep", 40) / 1000f, decay = options.Get("pairdecay", 30) / 1000f;
        for (var epoch = 0; epoch < options.Get("pairepochs", 8); epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                trainer.Learn(queries[i], step, decay);
            }
        }

        return trainer;
    }

    /// <summary>Fills the feature of each query from a model that has not seen the query, so that the trees learn how far to trust it.</summary>
    public static void FillCrossFitted(List<TrainingQuery> queries, BenchOptions options)
    {
        const int folds = 5;
        for (var fold = 0; fold < folds; fold++)
        {
            Train([.. queries.Where((_, i) => i % folds != fold)], options).Fill(queries.Where((_, i) => i % folds == fold));
        }
    }

    public void Fill(IEnumerable<TrainingQuery> queries)
    {
        foreach (var query in queries)
        {
            for (var i = 0; i < query.Rows.Length; i++)
            {
                query.Rows[i][(int)Feature.LearnedPairs] = query.Pairs[i].Sum(k => _weights[k]);
            }
        }
    }

    /// <summary>The weights in a byte each.</summary>
    public PairWeights Finish()
    {
        var scale = _weights.Max(Math.Abs) / 127;
        return new PairWeights([.. _weights.Select(w => (sbyte)Math.Round(w / scale))], scale);
    }

    private void Learn(TrainingQuery query, float step, float decay)
    {
        var n = query.Rows.Length;
        Span<float> errors = stackalloc float[n];
        float mean = (float)query.Grades.Average(), average = 0;
        for (var i = 0; i < n; i++)
        {
            errors[i] = Score(query, i);
            average += errors[i] / n;
        }

        for (var i = 0; i < n; i++)
        {
            errors[i] = (float)query.Grades[i] - mean - (errors[i] - average);
        }

        for (var i = 0; i < n; i++)
        {
            foreach (var key in query.Pairs[i])
            {
                var gradient = errors[i] - (decay * _weights[key]);
                _seen[key] += gradient * gradient;
                _weights[key] += step * gradient / MathF.Sqrt(1 + _seen[key]);
            }

            for (var f = 0; f < Matching.Length; f++)
            {
                _matching[f] += 0.01f * errors[i] * query.Rows[i][(int)Matching[f]];
            }
        }
    }

    private float Score(TrainingQuery query, int i)
    {
        var score = 0f;
        foreach (var key in query.Pairs[i])
        {
            score += _weights[key];
        }

        for (var f = 0; f < Matching.Length; f++)
        {
            score += _matching[f] * query.Rows[i][(int)Matching[f]];
        }

        return score;
    }
}
