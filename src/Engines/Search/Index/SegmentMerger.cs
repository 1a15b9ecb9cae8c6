using System.Numerics;

namespace Maru.Engines.Search.Index;

/// <summary>
/// Makes one segment of several, leaving out what is no longer current. Postings are joined term by term; their impacts stay as they were weighed,
/// since the average length of a field hardly moves.
/// </summary>
internal static class SegmentMerger
{
    public static Segment Merge(IReadOnlyList<Segment> segments, IReadOnlyList<ulong[]?> live)
    {
        var moved = segments.Select((s, i) => Renumber(s, live[i])).ToArray();
        var first = new int[segments.Count];
        var count = 0;
        for (var s = 0; s < segments.Count; s++)
        {
            first[s] = count;
            foreach (var doc in moved[s])
            {
                count += doc >= 0 ? 1 : 0;
            }
        }

        for (var s = 0; s < segments.Count; s++)
        {
            for (var doc = 0; doc < moved[s].Length; doc++)
            {
                moved[s][doc] += moved[s][doc] >= 0 ? first[s] : 0;
            }
        }

        var (terms, starts, docs, impacts) = Postings(segments, moved);
        var (forward, forwardStarts) = Runs(segments, moved, s => (s.Forward, s.ForwardStarts));
        return new Segment
        {
            Ids = Column(segments, moved, count, s => s.Ids), Versions = Column(segments, moved, count, s => s.Versions),
            Terms = terms, Starts = starts, Docs = docs, Impacts = impacts, Forward = forward, ForwardStarts = forwardStarts,
            Heads = Column(segments, moved, count, s => s.Heads), Signatures = Signatures(segments, moved, count),
            Facets = [.. Enumerable.Range(0, segments[0].Facets.Length).Select(f => Facet(segments, moved, count, f))],
            Numbers = [.. Enumerable.Range(0, segments[0].Numbers.Length).Select(f => Column(segments, moved, count, s => s.Numbers[f]))],
        };
    }

    public static bool IsLive(ulong[]? live, int doc) => live is null || (live[doc >> 6] >> (doc & 63) & 1) != 0;

    public static int CountLive(Segment segment, ulong[]? live) => live is null ? segment.Count : live.Sum(BitOperations.PopCount);

    private static int[] Renumber(Segment segment, ulong[]? live)
    {
        var moved = new int[segment.Count];
        var next = 0;
        for (var doc = 0; doc < moved.Length; doc++)
        {
            moved[doc] = IsLive(live, doc) ? next++ : -1;
        }

        return moved;
    }

    private static (int[] Terms, int[] Starts, int[] Docs, byte[] Impacts) Postings(IReadOnlyList<Segment> segments, int[][] moved)
    {
        var terms = new List<int>();
        var starts = new List<int>();
        var docs = new int[segments.Sum(s => s.Docs.Length)];
        var impacts = new byte[docs.Length];
        var at = new int[segments.Count];
        var n = 0;
        while (true)
        {
            var term = int.MaxValue;
            for (var s = 0; s < segments.Count; s++)
            {
                term = at[s] < segments[s].Terms.Length ? Math.Min(term, segments[s].Terms[at[s]]) : term;
            }

            if (term == int.MaxValue)
            {
                starts.Add(n);
                return ([.. terms], [.. starts], docs.AsSpan(0, n).ToArray(), impacts.AsSpan(0, n).ToArray());
            }

            var from = n;
            for (var s = 0; s < segments.Count; s++)
            {
                var segment = segments[s];
                if (at[s] >= segment.Terms.Length || segment.Terms[at[s]] != term)
                {
                    continue;
                }

                for (var i = segment.Starts[at[s]]; i < segment.Starts[at[s] + 1]; i++)
                {
                    var doc = moved[s][segment.Docs[i]];
                    if (doc >= 0)
                    {
                        (docs[n], impacts[n]) = (doc, segment.Impacts[i]);
                        n++;
                    }
                }

                at[s]++;
            }

            if (n > from)
            {
                terms.Add(term);
                starts.Add(from);
            }
        }
    }

    private static T[] Column<T>(IReadOnlyList<Segment> segments, int[][] moved, int count, Func<Segment, T[]> column)
    {
        var to = new T[count];
        for (var s = 0; s < segments.Count; s++)
        {
            var from = column(segments[s]);
            for (var doc = 0; doc < from.Length; doc++)
            {
                if (moved[s][doc] >= 0)
                {
                    to[moved[s][doc]] = from[doc];
                }
            }
        }

        return to;
    }

    private static ulong[] Signatures(IReadOnlyList<Segment> segments, int[][] moved, int count)
    {
        var to = new ulong[count * Signature.Words];
        for (var s = 0; s < segments.Count; s++)
        {
            for (var doc = 0; doc < moved[s].Length; doc++)
            {
                if (moved[s][doc] >= 0)
                {
                    segments[s].Signatures.AsSpan(doc * Signature.Words, Signature.Words).CopyTo(to.AsSpan(moved[s][doc] * Signature.Words));
                }
            }
        }

        return to;
    }

    private static (int[] Values, int[] Starts) Runs(IReadOnlyList<Segment> segments, int[][] moved, Func<Segment, (int[] Values, int[] Starts)> runs)
    {
        var values = new List<int>();
        var starts = new List<int> { 0 };
        for (var s = 0; s < segments.Count; s++)
        {
            var (from, at) = runs(segments[s]);
            for (var doc = 0; doc < moved[s].Length; doc++)
            {
                if (moved[s][doc] >= 0)
                {
                    values.AddRange(from.AsSpan(at[doc], at[doc + 1] - at[doc]));
                    starts.Add(values.Count);
                }
            }
        }

        return ([.. values], [.. starts]);
    }

    private static FacetColumn Facet(IReadOnlyList<Segment> segments, int[][] moved, int count, int field)
    {
        if (segments.All(s => s.Facets[field].Starts is null))
        {
            return new FacetColumn(Column(segments, moved, count, s => s.Facets[field].Values), null);
        }

        var values = new List<int>();
        var starts = new List<int> { 0 };
        for (var s = 0; s < segments.Count; s++)
        {
            for (var doc = 0; doc < moved[s].Length; doc++)
            {
                if (moved[s][doc] >= 0)
                {
                    values.AddRange(segments[s].Facets[field].Of(doc));
                    starts.Add(values.Count);
                }
            }
        }

        return new FacetColumn([.. values], [.. starts]);
    }
}
