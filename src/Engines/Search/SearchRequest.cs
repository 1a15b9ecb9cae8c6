namespace Maru.Engines.Search;

/// <summary>How many of the words a document must have.</summary>
public enum Matching
{
    /// <summary>All; when that finds too few, as many as find enough, and the answer says so.</summary>
    Relaxing,

    /// <summary>All, or nothing is found.</summary>
    All,

    /// <summary>Any one; the better documents still come first.</summary>
    Any,
}

/// <summary>What is asked of the index.</summary>
public sealed record SearchRequest
{
    public const int LargestPage = 10_000;

    /// <summary>As typed. Nothing in it has a special meaning; empty means everything.</summary>
    public string Text { get; init; } = "";

    /// <summary>All must hold.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    public IReadOnlyList<RangeFacetRequest> RangeFacets { get; init; } = [];

    /// <summary>Null: by relevance.</summary>
    public SortOrder? Sort { get; init; }

    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = 20;

    /// <summary>A facet field; of the documents that share a value only the best is a hit. For variants of a product and offers of sellers.</summary>
    public string? GroupBy { get; init; }

    public Matching Matching { get; init; } = Matching.Relaxing;

    /// <summary>With <see cref="Matching.Relaxing"/>: how few hits are too few.</summary>
    public int EnoughHits { get; init; } = 1;

    /// <summary>Whether misspelt words, other keyboards and spacing are forgiven.</summary>
    public bool Forgiving { get; init; } = true;

    /// <summary>Whether the last word may be the beginning of one: search as you type.</summary>
    public bool IsBeingTyped { get; init; }

    /// <summary>How many of the first documents are looked at closely (order of words, nearness, learned ranking).</summary>
    public int LookClosely { get; init; } = 40;

    /// <summary>
    /// Whether a page that the matches do not fill is filled with documents like them, though they have no word of the query. They are not in
    /// <see cref="SearchResponse.Total"/> and not in the facets.
    /// </summary>
    public bool FillWithKin { get; init; }

    public bool Explain { get; init; }
}

/// <summary>A condition on documents.</summary>
public abstract record Filter
{
    private protected Filter()
    {
    }
}

/// <summary>A facet field holds one of these values; or, if <paramref name="Excluded"/>, none of them.</summary>
public sealed record ValueFilter(string Field, IReadOnlyList<string> AnyOf, bool Excluded = false) : Filter;

/// <summary>A number lies between two others, both included; null is no limit. A document without the number fails.</summary>
public sealed record RangeFilter(string Number, double? Min = null, double? Max = null) : Filter;

/// <summary>Count a facet field's values. The filter on the field itself is left out of the count, so that several values can be chosen.</summary>
/// <param name="Field">The field.</param>
/// <param name="Top">How many values at most, the most frequent first.</param>
/// <param name="Under">For a path field: only the values one level under this one ("" for the topmost); null for all.</param>
public sealed record FacetRequest(string Field, int Top = 20, string? Under = null);

/// <summary>Count the documents in ranges of a number: from each bound up to, but not including, the next.</summary>
public sealed record RangeFacetRequest(string Number, IReadOnlyList<double> Bounds);

/// <summary>Order by a number; documents without it come last, equal ones by relevance.</summary>
public sealed record SortOrder(string Number, bool Descending = false);
