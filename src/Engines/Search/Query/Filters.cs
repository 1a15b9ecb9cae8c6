using System.Numerics;
using Maru.Engines.Search.Index;

namespace Maru.Engines.Search.Query;

/// <summary>Takes out of a set the documents that fail a filter. Only documents still in the set are looked at.</summary>
internal sealed class Filters(SearchSchema schema, StringTable[] facetValues)
{
    /// <summary>The name of the field a filter is on.</summary>
    public static string FieldOf(Filter filter) => filter switch
    {
        ValueFilter value => value.Field,
        RangeFilter range => range.Number,
        _ => throw new InvalidOperationException("No such filter."),
    };

    /// <param name="filters">What must hold.</param>
    /// <param name="except">A field whose filters are left out, or null.</param>
    /// <param name="state">The documents.</param>
    /// <param name="set">Those that may stay.</param>
    public void Apply(IReadOnlyList<Filter> filters, string? except, IndexState state, MatchSet set)
    {
        foreach (var filter in filters)
        {
            if (FieldOf(filter) == except && filter is not ValueFilter { Excluded: true })
            {
                continue;
            }

            for (var s = 0; s < set.Segments; s++)
            {
                Apply(filter, state.Segments[s], set.Of(state, s));
            }
        }
    }

    private void Apply(Filter filter, Segment segment, Span<ulong> bits)
    {
        switch (filter)
        {
            case ValueFilter value:
                var field = FacetIndex(schema, value.Field);
                var wanted = Wanted(facetValues[field], value.AnyOf);
                var column = segment.Facets[field];
                Keep(bits, doc => Holds(column, doc, wanted) != value.Excluded);
                break;
            case RangeFilter range:
                var numbers = segment.Numbers[NumberIndex(schema, range.Number)];
                double min = range.Min ?? double.NegativeInfinity, max = range.Max ?? double.PositiveInfinity;
                Keep(bits, doc => numbers[doc] >= min && numbers[doc] <= max);
                break;
            default:
                throw new InvalidOperationException("No such filter.");
        }
    }

    public static int FacetIndex(SearchSchema schema, string name)
    {
        for (var i = 0; i < schema.Facets.Count; i++)
        {
            if (schema.Facets[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{name}' is no facet field of this index; there are: {string.Join(", ", schema.Facets.Select(f => f.Name))}.", nameof(name));
    }

    public static int NumberIndex(SearchSchema schema, string name)
    {
        for (var i = 0; i < schema.Numbers.Count; i++)
        {
            if (schema.Numbers[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{name}' is no number of this index; there are: {string.Join(", ", schema.Numbers)}.", nameof(name));
    }

    private static HashSet<int> Wanted(StringTable values, IReadOnlyList<string> texts)
    {
        var wanted = new HashSet<int>();
        foreach (var text in texts)
        {
            var number = values.Find(text);
            if (number >= 0)
            {
                wanted.Add(number);
            }
        }

        return wanted;
    }

    private static bool Holds(FacetColumn column, int doc, HashSet<int> wanted)
    {
        foreach (var value in column.Of(doc))
        {
            if (wanted.Contains(value))
            {
                return true;
            }
        }

        return false;
    }

    private static void Keep(Span<ulong> bits, Func<int, bool> holds)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                if (!holds((i << 6) | bit))
                {
                    bits[i] &= ~(1UL << bit);
                }
            }
        }
    }
}
