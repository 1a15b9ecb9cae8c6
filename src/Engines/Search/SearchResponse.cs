namespace Maru.Engines.Search;

/// <summary>What was found, and what was done to the query to find it.</summary>
public sealed record SearchResponse
{
    public required IReadOnlyList<Hit> Hits { get; init; }

    /// <summary>Documents found on all pages; with <see cref="SearchRequest.GroupBy"/>, groups.</summary>
    public required int Total { get; init; }

    public IReadOnlyList<FacetResult> Facets { get; init; } = [];

    public IReadOnlyList<RangeFacetResult> RangeFacets { get; init; } = [];

    /// <summary>Words that were read as others; to be shown ("results for ...").</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>Set when not every word could be had.</summary>
    public Relaxation? Relaxed { get; init; }

    /// <summary>The address of the banner or page that the rules put on this query.</summary>
    public IReadOnlyList<string> Banners { get; init; } = [];
}

/// <summary>A document found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">What put it in its place; between 0 and 1 before business signals.</param>
/// <param name="IsPinned">Whether a rule put it there instead.</param>
/// <param name="GroupSize">With grouping, how many found documents it stands for.</param>
/// <param name="Parts">With <see cref="SearchRequest.Explain"/>, the score's parts; they add up to it.</param>
public sealed record Hit(string Id, double Score, bool IsPinned = false, int GroupSize = 1, IReadOnlyList<ScorePart>? Parts = null);

/// <summary>One addend of a score.</summary>
public sealed record ScorePart(string Name, double Points, string Why);

public sealed record FacetResult(string Field, IReadOnlyList<FacetCount> Values);

public sealed record FacetCount(string Value, int Count, bool IsSelected);

public sealed record RangeFacetResult(string Number, IReadOnlyList<RangeCount> Ranges);

/// <summary>How many lie in [From, To); the last range has no end.</summary>
public sealed record RangeCount(double From, double? To, int Count);

public enum CorrectionKind
{
    Spelling,
    Keyboard,
    Spacing,
    Initials,
}

/// <summary>A word read as another.</summary>
public sealed record Correction(string From, string To, CorrectionKind Kind);

/// <summary>Only <paramref name="Needed"/> of <paramref name="Asked"/> words had to match.</summary>
public sealed record Relaxation(int Asked, int Needed);
