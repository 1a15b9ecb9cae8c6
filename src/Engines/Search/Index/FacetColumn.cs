namespace Maru.Engines.Search.Index;

/// <summary>The values of one facet field: numbers into the field's table of values, document after document.</summary>
/// <param name="Values">The numbers of the values; one a document, -1 for none, where <paramref name="Starts"/> is null.</param>
/// <param name="Starts">Where a document's values begin when some document has several.</param>
internal sealed record FacetColumn(int[] Values, int[]? Starts)
{
    public ReadOnlySpan<int> Of(int doc)
    {
        if (Starts is not null)
        {
            return Values.AsSpan(Starts[doc], Starts[doc + 1] - Starts[doc]);
        }

        return Values[doc] < 0 ? [] : Values.AsSpan(doc, 1);
    }

    public static FacetColumn From(List<int> values, List<int> starts)
    {
        var most = 0;
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            most = Math.Max(most, starts[i + 1] - starts[i]);
        }

        if (most > 1)
        {
            return new FacetColumn([.. values], [.. starts]);
        }

        var single = new int[starts.Count - 1];
        for (var doc = 0; doc < single.Length; doc++)
        {
            single[doc] = starts[doc + 1] > starts[doc] ? values[starts[doc]] : -1;
        }

        return new FacetColumn(single, null);
    }
}
