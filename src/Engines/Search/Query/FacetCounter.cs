using System.Numerics;
using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Query;

/// <summary>Counts, exactly, what the documents of a set hold. With grouping a group counts once for a value, however many of its documents have it.</summary>
internal sealed class FacetCounter(SearchSchema schema, StringTable[] facetValues)
{
    private int[] _counts = [];

    public FacetResult Count(FacetRequest request, IndexState state, MatchSet set, int groupField, IReadOnlyList<Filter> filters)
    {
        var field = Filters.FacetIndex(schema, request.Field);
        var values = facetValues[field];
        var number = values.Count;
        if (_counts.Length < number)
        {
            _counts = new int[number * 2];
        }

        var counts = _counts.AsSpan(0, number);
        counts.Clear();
        var pairs = groupField < 0 ? null : new HashSet<long>();
        for (var s = 0; s < set.Segments; s++)
        {
            var segment = state.Segments[s];
            if (pairs is not null)
            {
                CountGroups(set.Of(state, s), segment, field, groupField, pairs, counts);
            }
            else if (segment.Facets[field].Starts is null)
            {
                CountSingle(set.Of(state, s), segment.Facets[field].Values, counts);
            }
            else
            {
                CountSeveral(set.Of(state, s), segment.Facets[field], counts);
            }
        }

        return new FacetResult(request.Field, Best(request, values, counts, filters));
    }

    public RangeFacetResult Count(RangeFacetRequest request, IndexState state, MatchSet set)
    {
        var field = Filters.NumberIndex(schema, request.Number);
        double[] bounds = [.. request.Bounds.Order()];
        var counts = new int[bounds.Length];
        for (var s = 0; s < set.Segments; s++)
        {
            var numbers = state.Segments[s].Numbers[field];
            var bits = set.Of(state, s);
            for (var i = 0; i < bits.Length; i++)
            {
                for (var left = bits[i]; left != 0; left &= left - 1)
                {
                    var value = numbers[(i << 6) | BitOperations.TrailingZeroCount(left)];
                    var range = bounds.Length - 1;
                    while (range >= 0 && !(value >= bounds[range]))
                    {
                        range--;
                    }

                    if (range >= 0)
                    {
                        counts[range]++;
                    }
                }
            }
        }

        return new RangeFacetResult(request.Number, [.. counts.Select((c, i) => new RangeCount(bounds[i], i + 1 < bounds.Length ? bounds[i + 1] : null, c))]);
    }

    private static void CountSingle(ReadOnlySpan<ulong> bits, int[] values, Span<int> counts)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
            {
                var value = values[(i << 6) | BitOperations.TrailingZeroCount(left)];
                if (value >= 0)
                {
                    counts[value]++;
                }
            }
        }
    }

    private static void CountSeveral(ReadOnlySpan<ulong> bits, FacetColumn column, Span<int> counts)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
            {
                foreach (var value in column.Of((i << 6) | BitOperations.TrailingZeroCount(left)))
                {
                    counts[value]++;
                }
            }
        }
    }

    private static void CountGroups(ReadOnlySpan<ulong> bits, Segment segment, int field, int groupField, HashSet<long> pairs, Span<int> counts)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
            {
                var doc = (i << 6) | BitOperations.TrailingZeroCount(left);
                var group = segment.Facets[groupField].Of(doc);
                foreach (var value in segment.Facets[field].Of(doc))
                {
                    if (group.IsEmpty || pairs.Add(((long)group[0] << 32) | (uint)value))
                    {
                        counts[value]++;
                    }
                }
            }
        }
    }

    private static FacetCount[] Best(FacetRequest request, StringTable values, ReadOnlySpan<int> counts, IReadOnlyList<Filter> filters)
    {
        var selected = filters.OfType<ValueFilter>().Where(f => f.Field == request.Field && !f.Excluded).SelectMany(f => f.AnyOf).ToHashSet(StringComparer.Ordinal);
        var found = new List<FacetCount>();
        var heap = new PriorityQueue<int, (int Count, int Later)>();
        for (var value = 0; value < counts.Length; value++)
        {
            if (counts[value] == 0 || !IsUnder(values[value], request.Under))
            {
                continue;
            }

            heap.Enqueue(value, (counts[value], -value));
            if (heap.Count > request.Top)
            {
                heap.Dequeue();
            }
        }

        while (heap.TryDequeue(out var value, out _))
        {
            var text = values[value].ToString();
            found.Add(new FacetCount(text, counts[value], selected.Remove(text)));
        }

        found.Reverse();

        // what was chosen stays on the page even when it is not among the most frequent, or it could not be unchosen
        foreach (var text in selected)
        {
            var value = values.Find(text);
            found.Add(new FacetCount(text, value < 0 ? 0 : counts[value], true));
        }

        return [.. found];
    }

    private static bool IsUnder(ReadOnlySpan<char> value, string? under)
    {
        if (under is null)
        {
            return true;
        }

        if (under.Length > 0)
        {
            if (value.Length <= under.Length + 1 || !value.StartsWith(under) || value[under.Length] != '/')
            {
                return false;
            }

            value = value[(under.Length + 1)..];
        }

        return !value.Contains('/');
    }
}
