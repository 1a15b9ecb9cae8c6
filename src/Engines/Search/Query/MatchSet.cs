using System.Numerics;
using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Query;

/// <summary>Documents as bits, segment by segment.</summary>
internal sealed class MatchSet
{
    private ulong[][] _bits = [];

    public int Segments { get; private set; }

    public Span<ulong> this[int segment, int count] => _bits[segment].AsSpan(0, (count + 63) >> 6);

    public void Reset(IndexState state)
    {
        Segments = state.Segments.Length;
        if (_bits.Length < Segments)
        {
            Array.Resize(ref _bits, Segments + 8);
        }

        for (var s = 0; s < Segments; s++)
        {
            var words = (state.Segments[s].Count + 63) >> 6;
            if (_bits[s] is null || _bits[s].Length < words)
            {
                _bits[s] = new ulong[words + 8];
            }
        }
    }

    public Span<ulong> Of(IndexState state, int segment) => this[segment, state.Segments[segment].Count];

    public int Count(IndexState state)
    {
        var count = 0;
        for (var s = 0; s < Segments; s++)
        {
            foreach (var word in Of(state, s))
            {
                count += BitOperations.PopCount(word);
            }
        }

        return count;
    }

    /// <summary>All documents that are current.</summary>
    public void FillLive(IndexState state)
    {
        for (var s = 0; s < Segments; s++)
        {
            var bits = Of(state, s);
            var count = state.Segments[s].Count;
            bits.Fill(ulong.MaxValue);
            if ((count & 63) != 0)
            {
                bits[^1] = (1UL << (count & 63)) - 1;
            }

            AndLive(state, s);
        }
    }

    public void AndLive(IndexState state, int segment)
    {
        if (state.Live[segment] is { } live)
        {
            And(Of(state, segment), live);
        }
    }

    public void CopyFrom(MatchSet other, IndexState state)
    {
        for (var s = 0; s < Segments; s++)
        {
            other.Of(state, s).CopyTo(Of(state, s));
        }
    }

    public static void And(Span<ulong> bits, ReadOnlySpan<ulong> with)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] &= with[i];
        }
    }
}
