using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Query;

/// <summary>
/// The first look at a segment: every posting of every word is added up, one number a document: the points in its low 26 bits, in the high bits
/// the number of required words it has. Counting facets exactly means visiting every match anyway, so nothing is gained by the pruning
/// that engines without facets do; straight runs over flat arrays are what the processor is best at.
/// </summary>
internal sealed class Scores
{
    public const int PointBits = 26;
    public const int PointMask = (1 << PointBits) - 1;

    /// <summary>Points for one unit of rarity at full impact.</summary>
    public const float Scale = 64;

    private int[][] _sums = [];
    private int[] _best = [];

    /// <summary>The sums of a segment that was added up.</summary>
    public ReadOnlySpan<int> Of(int number, Segment segment) => _sums[number].AsSpan(0, segment.Count);

    /// <summary>Adds up a segment; valid until the next query.</summary>
    /// <param name="number">Its place among the segments.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="plan">The query.</param>
    public ReadOnlySpan<int> Add(int number, Segment segment, QueryPlan plan)
    {
        if (_sums.Length <= number)
        {
            Array.Resize(ref _sums, number + 8);
        }

        if (_sums[number] is null || _sums[number].Length < segment.Count)
        {
            _sums[number] = new int[segment.Count + 64];
        }

        if (_best.Length < segment.Count)
        {
            _best = new int[segment.Count + 64];
        }

        var sums = _sums[number].AsSpan(0, segment.Count);
        sums.Clear();
        foreach (var group in plan.Groups)
        {
            if (group.IsOptional)
            {
                continue;
            }

            if (group.Variants.Count == 1)
            {
                AddOne(segment, group.Variants[0], group.Rarity, sums);
            }
            else
            {
                AddBest(segment, group, sums, _best);
            }
        }

        return sums;
    }

    public static int Weight(in Variant variant, float rarity) => Math.Max(1, (int)MathF.Round(Scale * rarity * variant.Weight));

    /// <summary>The most points that a document can have. Where nothing is asked there are none, and worth alone is counted, finely enough to order by.</summary>
    public static float Most(QueryPlan plan)
    {
        if (plan.IsEmpty)
        {
            return 1 << 20;
        }

        var most = 0f;
        foreach (var group in plan.Groups)
        {
            most += group.IsOptional ? 0 : 255 * Scale * group.Rarity;
        }

        return Math.Max(most, 1);
    }

    private static void AddOne(Segment segment, in Variant variant, float rarity, Span<int> sums)
    {
        var slot = segment.SlotOf(variant.Term);
        if (slot < 0)
        {
            return;
        }

        var docs = segment.DocsOf(slot);
        var impacts = segment.Impacts.AsSpan(segment.Starts[slot], docs.Length);
        var weight = Weight(variant, rarity);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (var i = 0; i < docs.Length; i++)
        {
            // the one loop that all speed hangs on; a segment's documents are numbered from 0 to its count by whoever made it
            Unsafe.Add(ref sum, docs[i]) += (1 << PointBits) + (impacts[i] * weight);
        }
    }

    private static void AddBest(Segment segment, QueryGroup group, Span<int> sums, int[] best)
    {
        foreach (var variant in group.Variants)
        {
            var slot = segment.SlotOf(variant.Term);
            if (slot < 0)
            {
                continue;
            }

            var docs = segment.DocsOf(slot);
            var impacts = segment.Impacts.AsSpan(segment.Starts[slot], docs.Length);
            var weight = Weight(variant, group.Rarity);
            for (var i = 0; i < docs.Length; i++)
            {
                ref var most = ref best[docs[i]];
                var points = impacts[i] * weight;
                most = points > most ? points : most;
            }
        }

        foreach (var variant in group.Variants)
        {
            var slot = segment.SlotOf(variant.Term);
            if (slot < 0)
            {
                continue;
            }

            foreach (var doc in segment.DocsOf(slot))
            {
                // the first variant to come by moves the best over; for the others nothing is left
                var most = best[doc];
                sums[doc] += most == 0 ? 0 : (1 << PointBits) + most;
                best[doc] = 0;
            }
        }
    }

    /// <summary>A bit for every document with at least so many words.</summary>
    public static void Matches(ReadOnlySpan<int> sums, int words, Span<ulong> bits)
    {
        bits.Clear();
        var least = Vector512.Create((words << PointBits) - 1);
        var i = 0;
        for (; i + 64 <= sums.Length; i += 64)
        {
            bits[i >> 6] = Vector512.GreaterThan(Vector512.Create(sums[i..]), least).ExtractMostSignificantBits()
                | (Vector512.GreaterThan(Vector512.Create(sums[(i + 16)..]), least).ExtractMostSignificantBits() << 16)
                | (Vector512.GreaterThan(Vector512.Create(sums[(i + 32)..]), least).ExtractMostSignificantBits() << 32)
                | (Vector512.GreaterThan(Vector512.Create(sums[(i + 48)..]), least).ExtractMostSignificantBits() << 48);
        }

        for (; i < sums.Length; i++)
        {
            bits[i >> 6] |= sums[i] >> PointBits >= words ? 1UL << (i & 63) : 0;
        }
    }

    /// <summary>Offers the documents of a set, by points and worth, to the best so far; sixteen at a time are held against the bar before any is looked at.</summary>
    public static void Select(ReadOnlySpan<int> sums, ReadOnlySpan<ulong> bits, ReadOnlySpan<float> worth, float scale, int first, TopDocuments top)
    {
        var points = Vector512.Create(PointMask);
        for (var i = 0; i < bits.Length; i++)
        {
            var left = bits[i];
            if (left == 0)
            {
                continue;
            }

            if ((i << 6) + 64 <= sums.Length)
            {
                var bar = Vector512.Create((int)top.Bar - 1);
                ulong above = 0;
                for (var lane = 0; lane < 64; lane += 16)
                {
                    var at = (i << 6) + lane;
                    var score = Vector512.Create(sums[at..]) & points;
                    if (scale > 0)
                    {
                        score += Vector512.ConvertToInt32(Vector512.Max(Vector512.Create(worth[at..]), Vector512<float>.Zero) * scale);
                    }

                    above |= Vector512.GreaterThan(score, bar).ExtractMostSignificantBits() << lane;
                }

                left &= above;
            }

            for (; left != 0; left &= left - 1)
            {
                var doc = (i << 6) | System.Numerics.BitOperations.TrailingZeroCount(left);
                top.Offer((uint)((sums[doc] & PointMask) + (scale > 0 ? (int)(Math.Max(0, worth[doc]) * scale) : 0)), first + doc);
            }
        }
    }
}
