namespace Maru.Engines.Vectors;

public enum VectorMetric
{
    /// <summary>Euclidean distance.</summary>
    L2,

    /// <summary>1 - cosine; vectors are brought to length 1 when they come in.</summary>
    Cosine,
}

/// <summary>What became of a vector handed in.</summary>
public enum VectorStatus
{
    Ok,

    /// <summary>Not as many numbers as the index has dimensions.</summary>
    WrongDimensions,

    /// <summary>Holds NaN or an infinity, or numbers whose squares overflow.</summary>
    NotFinite,

    /// <summary>All zero, which has no direction: refused by <see cref="VectorMetric.Cosine"/> only.</summary>
    ZeroLength,
}

/// <param name="Dimensions">1 to 8,192.</param>
/// <param name="ModelVersion">Who made the vectors: stored in snapshots, which do not open for another model.</param>
public sealed record VectorIndexOptions(int Dimensions, VectorMetric Metric = VectorMetric.L2, string ModelVersion = "")
{
    /// <summary>Links a vector on each upper floor of the graph; twice that on the ground floor (M).</summary>
    public int Neighbours { get; init; } = 16;

    /// <summary>Candidates kept while a vector looks for its place (efConstruction).</summary>
    public int BuildBreadth { get; init; } = 200;

    /// <summary>Candidates kept by a search that names no breadth of its own (ef).</summary>
    public int SearchBreadth { get; init; } = 64;

    /// <summary>Up to here every vector is compared; from here on there is a graph.</summary>
    public int ExactUpTo { get; init; } = 4_000;

    /// <summary>Threads of a bulk write.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>What a search can be narrowed by without asking anybody.</summary>
public readonly record struct VectorAttributes(int Category = 0, long Price = 0, bool InStock = true);

public readonly record struct VectorEntry<TKey>(TKey Key, ReadOnlyMemory<float> Vector, VectorAttributes Attributes = default) where TKey : unmanaged, IEquatable<TKey>;

public readonly record struct VectorMatch<TKey>(TKey Key, float Distance) where TKey : unmanaged, IEquatable<TKey>;

public readonly record struct VectorRefusal<TKey>(TKey Key, VectorStatus Reason) where TKey : unmanaged, IEquatable<TKey>;

/// <summary>All that is set must hold. <paramref name="Where"/> is called for each vector met: keep it short and thread-safe.</summary>
public sealed record VectorFilter<TKey>(
    IReadOnlyList<int>? Categories = null,
    long? MinPrice = null,
    long? MaxPrice = null,
    bool InStockOnly = false,
    Func<TKey, bool>? Where = null) where TKey : unmanaged, IEquatable<TKey>;

/// <param name="Breadth">Candidates kept (ef); 0 for the index's own. More finds more and takes longer.</param>
/// <param name="Exact">Compare all, whatever the size.</param>
public readonly record struct VectorQuery<TKey>(int Count, int Breadth = 0, VectorFilter<TKey>? Filter = null, bool Exact = false) where TKey : unmanaged, IEquatable<TKey>;

/// <param name="Method">How it was answered, for tests, traces and the curious.</param>
public sealed record VectorAnswer<TKey>(VectorStatus Status, IReadOnlyList<VectorMatch<TKey>> Matches, VectorMethod Method) where TKey : unmanaged, IEquatable<TKey>;

public enum VectorMethod
{
    None,

    /// <summary>Every vector that passes was compared.</summary>
    Scan,

    /// <summary>The graph was walked.</summary>
    Graph,

    /// <summary>The graph was walked, keeping only what passes the filter.</summary>
    FilteredGraph,
}

/// <param name="Count">Vectors that can be found.</param>
/// <param name="Removed">Slots of removed or replaced vectors not yet used again.</param>
/// <param name="Bytes">Memory of rows, links, keys and codes.</param>
/// <param name="Graphed">Whether there is a graph, or every search compares all.</param>
/// <param name="Clamped">Rows outside the range the quantiser was trained on.</param>
public sealed record VectorStatistics(int Count, int Removed, long Bytes, bool Graphed, int Clamped);
