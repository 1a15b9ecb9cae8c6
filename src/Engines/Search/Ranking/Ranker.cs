using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;

namespace Maru.Engines.Search.Ranking;

/// <summary>Puts the first documents of the first look in their final order.</summary>
internal sealed class Ranker
{
    /// <summary>How many of the first documents say what good answers have in common.</summary>
    private const int Witnesses = 40;

    private readonly CloseLook _look;
    private readonly Consensus _consensus;
    private readonly float[] _features = new float[(int)Feature.Count];

    public Ranker(Vocabulary vocabulary)
    {
        _consensus = new Consensus(vocabulary);
        _look = new CloseLook(vocabulary, _consensus);
    }

    /// <summary>A document with its score.</summary>
    public readonly record struct Ranked(int Row, float Score, float Text);

    /// <summary>Scores the candidates, best first by points, and sorts the first <paramref name="closely"/> of them by score.</summary>
    public Ranked[] Rank(IndexState state, Scores scores, QueryPlan plan, ReadOnlySpan<ulong> candidates, int closely)
    {
        var ranked = new Ranked[candidates.Length];
        if (candidates.IsEmpty)
        {
            return ranked;
        }

        var looked = plan.IsEmpty ? 0 : Math.Min(closely, candidates.Length);
        if (looked > 0)
        {
            Prepare(state, plan, candidates);
        }

        for (var i = 0; i < looked; i++)
        {
            var row = TopDocuments.RowOf(candidates[i]);
            var (segment, doc) = Place(state, row);
            var text = Text(state, scores, segment, doc);
            ranked[i] = new Ranked(row, text + state.Worth[segment][doc], text);
        }

        var most = Scores.Most(plan);
        var lowest = looked == 0 ? 1 : Math.Max(0, ranked.AsSpan(0, looked).ToArray().Min(r => r.Score));
        var from = looked == 0 ? most : Math.Max(1f, TopDocuments.PointsOf(candidates[looked - 1]));
        for (var i = looked; i < ranked.Length; i++)
        {
            // the rest keeps the order of the first look, below all that were looked at
            var points = TopDocuments.PointsOf(candidates[i]);
            var score = plan.IsEmpty ? points / most : lowest * points / from;
            ranked[i] = new Ranked(TopDocuments.RowOf(candidates[i]), score, score);
        }

        ranked.AsSpan(0, looked).Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Row.CompareTo(b.Row));
        return ranked;
    }

    /// <summary>The parts of a document's score; they add up to it. To be asked after <see cref="Rank"/>, for one of its candidates.</summary>
    public IReadOnlyList<ScorePart> Explain(IndexState state, Scores scores, QueryPlan plan, int row, IReadOnlyList<BusinessSignal> signals, Func<BusinessSignal, int, int, double> share)
    {
        var (segment, doc) = Place(state, row);
        var parts = new List<ScorePart>();
        if (!plan.IsEmpty)
        {
            Text(state, scores, segment, doc);
            foreach (var (feature, weight, why) in Formula.Parts)
            {
                if (feature == Feature.FirstScore)
                {
                    AddWords(state.Segments[segment], doc, plan, weight, parts);
                }
                else
                {
                    parts.Add(new ScorePart(feature.ToString(), weight * _features[(int)feature], why));
                }
            }

        }

        foreach (var signal in signals)
        {
            parts.Add(new ScorePart(signal.Number, signal.Weight * share(signal, segment, doc), $"{signal.Weight} x {signal.Shape}({signal.Number})"));
        }

        return parts;
    }

    public static (int Segment, int Doc) Place(IndexState state, int row)
    {
        var segment = 0;
        while (row >= state.Segments[segment].Count)
        {
            row -= state.Segments[segment++].Count;
        }

        return (segment, row);
    }

    private void Prepare(IndexState state, QueryPlan plan, ReadOnlySpan<ulong> candidates)
    {
        _look.Prepare(plan);
        _consensus.Clear();
        var best = Math.Max(1f, TopDocuments.PointsOf(candidates[0]));
        for (var i = 0; i < Math.Min(Witnesses, candidates.Length) && TopDocuments.PointsOf(candidates[i]) > 0; i++)
        {
            var (s, doc) = Place(state, TopDocuments.RowOf(candidates[i]));
            _consensus.Add(state.Segments[s], doc, TopDocuments.PointsOf(candidates[i]) / best);
        }
    }

    /// <summary>A query of what the first documents have in common.</summary>
    public QueryPlan InCommon(IndexState state, QueryPlan plan, ReadOnlySpan<ulong> candidates)
    {
        Prepare(state, plan, candidates);
        return new QueryPlan(_consensus.Strongest(16), []) { Signature = plan.Signature };
    }

    /// <summary>What is seen of one document beside the first candidates; what the weights are tuned on.</summary>
    public float[] FeaturesOf(IndexState state, Scores scores, QueryPlan plan, ReadOnlySpan<ulong> candidates, int row)
    {
        Prepare(state, plan, candidates.IsEmpty ? [0] : candidates);
        var (segment, doc) = Place(state, row);
        Text(state, scores, segment, doc);
        return [.. _features];
    }

    private float Text(IndexState state, Scores scores, int segment, int doc)
    {
        _look.Look(state.Segments[segment], doc, scores.Of(segment, state.Segments[segment])[doc], _features);
        return Formula.Score(_features);
    }

    private static void AddWords(Segment segment, int doc, QueryPlan plan, float weight, List<ScorePart> parts)
    {
        var most = Scores.Most(plan);
        foreach (var group in plan.Groups)
        {
            var best = 0;
            var why = "not in the document";
            foreach (var variant in group.IsOptional ? [] : group.Variants)
            {
                var slot = segment.SlotOf(variant.Term);
                var at = slot < 0 ? -1 : segment.DocsOf(slot).BinarySearch(doc);
                var points = at < 0 ? 0 : segment.Impacts[segment.Starts[slot] + at] * Scores.Weight(variant, group.Rarity);
                if (points > best)
                {
                    (best, why) = (points, $"{variant.Kind}, rarity {group.Rarity:0.00}, frequency and length {segment.Impacts[segment.Starts[slot] + at] / 255.0:0.00}, weight {variant.Weight:0.00}");
                }
            }

            parts.Add(new ScorePart("word: " + group.Text, weight * best / most, why));
        }
    }
}
