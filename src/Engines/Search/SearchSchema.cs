namespace Maru.Engines.Search;

/// <summary>What the documents of an index look like and how they are ranked.</summary>
public sealed record SearchSchema
{
    /// <summary>The fields that are searched, the title first: order of words, position and length are looked at there.</summary>
    public required IReadOnlyList<TextField> Texts { get; init; }

    /// <summary>Fields counted and filtered by value.</summary>
    public IReadOnlyList<FacetField> Facets { get; init; } = [];

    /// <summary>Fields filtered by range, sorted by, and used as business signals.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>What a document is worth apart from its words.</summary>
    public IReadOnlyList<BusinessSignal> Signals { get; init; } = [];
}

/// <summary>A field of text.</summary>
/// <param name="Name">Its name in <see cref="SearchDocument.Texts"/>.</param>
/// <param name="Weight">What a word in it counts for: BM25F multiplies the word's frequency by it.</param>
/// <param name="LengthPenalty">BM25's b for this field: 0 forgives long texts, 1 does not.</param>
/// <param name="RemembersOrder">Whether phrases and nearness are looked at here; long descriptions do without.</param>
public sealed record TextField(string Name, double Weight = 1, double LengthPenalty = 0.6, bool RemembersOrder = true);

/// <summary>A field of values that are counted.</summary>
/// <param name="Name">Its name in <see cref="SearchDocument.Facets"/>.</param>
/// <param name="IsPath">Values are paths such as <c>Men/Shoes/Running</c>; a document counts for every ancestor as well.</param>
public sealed record FacetField(string Name, bool IsPath = false);

/// <summary>How a signal's value becomes a share between 0 and 1.</summary>
public enum SignalShape
{
    /// <summary>value / scale, no more than 1.</summary>
    Linear,

    /// <summary>log(1 + value) / log(1 + scale), no more than 1: for counts, where the first hundred matter more than the next.</summary>
    Logarithmic,

    /// <summary>1 when value is above 0: in stock or not.</summary>
    Present,

    /// <summary>One half for every <c>scale</c> days since the value, a Unix time in seconds: freshness.</summary>
    HalfLife,
}

/// <summary>
/// One part of the declared formula: a document's score is that of its words plus, for each signal, weight x shape(value).
/// The words' score lies between 0 and 1, so a weight of 0.05 moves a document past another that fits the words by a twentieth better.
/// </summary>
public sealed record BusinessSignal(string Number, double Weight, SignalShape Shape, double Scale = 1)
{
    internal double Share(double value, DateTimeOffset now) => double.IsNaN(value) ? 0 : Shape switch
    {
        SignalShape.Linear => Math.Clamp(value / Scale, 0, 1),
        SignalShape.Logarithmic => Math.Clamp(Math.Log(1 + Math.Max(0, value)) / Math.Log(1 + Scale), 0, 1),
        SignalShape.Present => value > 0 ? 1 : 0,
        SignalShape.HalfLife => Math.Pow(0.5, Math.Max(0, (now.ToUnixTimeSeconds() - value) / 86400) / Scale),
        _ => throw new InvalidOperationException($"No such shape: {Shape}."),
    };
}

/// <summary>A document to be found.</summary>
public sealed record SearchDocument
{
    /// <summary>What the caller knows it by.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Grows with every change of the document. A change that arrives after a newer one is dropped, so events may come twice and out of order.
    /// </summary>
    public long Version { get; init; }

    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Facets { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    public IReadOnlyDictionary<string, double> Numbers { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, double>.Empty;
}
