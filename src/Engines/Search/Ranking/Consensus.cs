using Maru.Engines.Search.Index;
using Maru.Engines.Search.Query;

namespace Maru.Engines.Search.Ranking;

/// <summary>
/// What the documents that look best at first have in common. A query for a "microwave over stove" finds titles that say "range" time and again;
/// one that says it too is likelier right than one that does not (relevance feedback, J. Rocchio 1971, with the first answers taken for right ones).
/// </summary>
internal sealed class Consensus(Vocabulary vocabulary)
{
    private const int Size = 2048;

    /// <summary>Words of a title looked at.</summary>
    private const int MostWords = 40;

    /// <summary>The rarity given to a word that none of them has.</summary>
    private const float Unknown = 6;

    private readonly int[] _terms = new int[Size];
    private readonly float[] _weights = new float[Size];
    private readonly float[] _rarity = new float[Size];
    private readonly List<int> _used = [];
    private float _total;

    public void Clear()
    {
        _terms.AsSpan().Fill(-1);
        _weights.AsSpan().Clear();
        _used.Clear();
        _total = 0;
    }

    /// <summary>Takes a document in.</summary>
    /// <param name="segment">Where it is.</param>
    /// <param name="doc">Which it is.</param>
    /// <param name="share">How its points compare with the best document's, 1 for the same.</param>
    public void Add(Segment segment, int doc, float share)
    {
        var weight = share * share;
        _total += weight;
        var words = segment.WordsOf(doc);
        for (var i = 0; i < words.Length && i < MostWords && words[i] != Segment.FieldBreak && _used.Count < Size / 2; i++)
        {
            var term = vocabulary.TermOf(words[i]);
            var slot = SlotOf(term);
            if (_terms[slot] < 0)
            {
                _terms[slot] = term;
                _rarity[slot] = segment.RarityOf(term);
                _used.Add(slot);
            }

            _weights[slot] += weight;
        }
    }

    /// <summary>How much of a title, by rarity, is what the others say too.</summary>
    public float Share(ReadOnlySpan<int> terms)
    {
        float shared = 0, whole = 0.1f;
        foreach (var term in terms)
        {
            var slot = SlotOf(term);
            if (_terms[slot] < 0)
            {
                whole += Unknown;
            }
            else
            {
                shared += _rarity[slot] * _weights[slot];
                whole += _rarity[slot];
            }
        }

        return shared / whole / Math.Max(0.01f, _total);
    }

    /// <summary>The terms most in common, as words of a query; rare ones weigh more.</summary>
    public QueryGroup[] Strongest(int count) =>
    [
        .. _used.OrderByDescending(s => _weights[s] * _rarity[s]).Take(count).Select(s =>
        {
            var group = new QueryGroup { Text = vocabulary.Terms[_terms[s]].ToString(), Rarity = _rarity[s] * _weights[s] / Math.Max(0.01f, _total) };
            group.Add(_terms[s], 1, VariantKind.Exact);
            return group;
        }),
    ];

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
