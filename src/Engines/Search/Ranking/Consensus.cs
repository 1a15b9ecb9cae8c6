using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Ranking;

/// <summary>
/// What the documents that look best at first have in common. A query for a "microwave over stove" finds titles that say "range" time and again;
/// one that says it too, and is the same kind of thing, is likelier right than one that does not (relevance feedback, J. Rocchio 1971,
/// with the first answers taken for right ones).
/// </summary>
internal sealed class Consensus(Vocabulary vocabulary)
{
    private const int Size = 2048;

    private readonly int[] _terms = new int[Size];
    private readonly float[] _weights = new float[Size];
    private readonly float[] _heads = new float[Size];
    private int _used;
    private float _total;
    private readonly float[] _rarity = new float[Size];

    public void Clear()
    {
        _terms.AsSpan().Fill(-1);
        _weights.AsSpan().Clear();
        _heads.AsSpan().Clear();
        (_used, _total) = (0, 0);
    }

    /// <summary>Takes a document in.</summary>
    /// <param name="segment">Where it is.</param>
    /// <param name="doc">Which it is.</param>
    /// <param name="head">Where its head noun ends.</param>
    /// <param name="share">How its points compare with the best document's, 1 for the same.</param>
    public void Add(Segment segment, int doc, int head, float share)
    {
        var weight = share * share;
        _total += weight;
        var words = segment.WordsOf(doc);
        for (var i = 0; i < words.Length && i < 40 && words[i] != Segment.FieldBreak && _used < Size / 2; i++)
        {
            var term = vocabulary.TermOf(words[i]);
            var slot = SlotOf(term);
            if (_terms[slot] < 0)
            {
                _terms[slot] = term;
                _rarity[slot] = segment.RarityOf(term);
                _used++;
            }

            _weights[slot] += weight;
            _heads[slot] += i == head - 1 ? weight : 0;
        }
    }

    public void Compare(Segment segment, ReadOnlySpan<int> terms, ulong covered, int head, Span<float> features)
    {
        float all = 0, others = 0, norm = 0.1f, othersNorm = 0.1f;
        for (var i = 0; i < terms.Length; i++)
        {
            var slot = SlotOf(terms[i]);
            var isCovered = (covered >> i & 1) != 0;
            if (_terms[slot] < 0)
            {
                norm += 6;
                othersNorm += 6;
                continue;
            }

            var points = _rarity[slot] * _weights[slot];
            all += points;
            norm += _rarity[slot];
            others += isCovered ? 0 : points;
            othersNorm += isCovered ? 0 : _rarity[slot];
        }

        features[(int)Feature.ConsensusAll] = all / norm / Math.Max(0.01f, _total);
        features[(int)Feature.ConsensusOthers] = others / othersNorm / Math.Max(0.01f, _total);
        var noun = head > 0 && head <= terms.Length ? SlotOf(terms[head - 1]) : -1;
        features[(int)Feature.ConsensusHead] = noun < 0 || _terms[noun] < 0 ? 0 : _heads[noun] / Math.Max(0.01f, _total);
    }

    private int SlotOf(int term)
    {
        var slot = (int)(((uint)term * 0x9e3779b1u) >> 16) & (Size - 1);
        while (_terms[slot] >= 0 && _terms[slot] != term)
        {
            slot = (slot + 1) & (Size - 1);
        }

        return slot;
    }
}
