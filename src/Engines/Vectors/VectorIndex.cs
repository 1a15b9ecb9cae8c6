namespace Maru.Engines.Vectors;

/// <summary>
/// Finds the nearest vectors of a query, exactly while few, by a graph over 8-bit codes when many. Any number of threads may
/// search at any time and none waits for a writer; writers wait for each other.
/// </summary>
/// <typeparam name="TKey">What the owner calls a vector: a Guid, a long, an int.</typeparam>
public sealed unsafe partial class VectorIndex<TKey> : IDisposable where TKey : unmanaged, IEquatable<TKey>
{
    private readonly Lock _writing = new();
    private readonly ScratchPool _scratches = new();
    private readonly RowStore _vectors;
    private readonly RowStore _names;
    private readonly RowStore _facets;
    private readonly KeyTable<TKey> _keys;
    private readonly int _floats;

    private Graph? _graph;
    private int _slots;
    private int _count;

    // Odd while a key moves from one slot to another: a search that saw both must not name it twice.
    private long _moves;

    public VectorIndex(VectorIndexOptions options)
        : this(options, null, null, null)
    {
    }

    private VectorIndex(VectorIndexOptions options, RowStore? vectors, RowStore? names, RowStore? facets)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Dimensions);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Dimensions, MaxDimensions);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Neighbours, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Neighbours, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BuildBreadth, options.Neighbours);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SearchBreadth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        if (System.Text.Encoding.UTF8.GetByteCount(options.ModelVersion) > SnapshotHead.MaxText)
        {
            throw new ArgumentException("A model's version is a name, not a text.", nameof(options));
        }
        Options = options;
        _floats = Quantiser.Round(options.Dimensions, Kernels.FloatStep);
        _vectors = vectors ?? new RowStore(_floats * sizeof(float));
        _names = names ?? new RowStore(sizeof(TKey));
        _facets = facets ?? new RowStore(sizeof(Facets));
        _keys = new KeyTable<TKey>(KeyOf);
    }

    /// <summary>Beyond this the sums of a code distance would overflow.</summary>
    public const int MaxDimensions = 8_192;

    public VectorIndexOptions Options { get; }

    public int Count => Volatile.Read(ref _count);

    public VectorStatistics Statistics
    {
        get
        {
            lock (_writing)
            {
                var graph = _graph;
                return new VectorStatistics(
                    _count,
                    _slots - _count,
                    _vectors.Bytes + _names.Bytes + _facets.Bytes + _keys.Bytes + (graph is null ? 0 : graph.Codes.Bytes + graph.Ground.Bytes + graph.Upper.Bytes),
                    graph is not null,
                    graph?.Clamped ?? 0);
            }
        }
    }

    public bool Contains(TKey key) => Find(key) >= 0;

    /// <summary>All keys that can be found, in no order. Writers wait meanwhile.</summary>
    public IReadOnlyList<TKey> Keys()
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_slots < 0, this);
            var keys = new List<TKey>(_count);
            for (var slot = 0; slot < _slots; slot++)
            {
                if (FacetsOf(slot)->IsAlive)
                {
                    keys.Add(KeyOf(slot));
                }
            }
            return keys;
        }
    }

    /// <summary>Copies a vector out (of length 1 under <see cref="VectorMetric.Cosine"/>). False when there is none.</summary>
    public bool TryGet(TKey key, Span<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vector.Length, Options.Dimensions);
        var scratch = _scratches.Rent();
        try
        {
            var slot = Find(key);
            if (slot < 0)
            {
                return false;
            }
            new ReadOnlySpan<float>(_vectors[slot], Options.Dimensions).CopyTo(vector);
            return true;
        }
        finally
        {
            _scratches.Return(scratch);
        }
    }

    /// <summary>Waits for running searches, then gives the memory back. Do not search afterwards.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            if (_slots < 0)
            {
                return;
            }
            var retired = _scratches.Retire();
            var spin = new SpinWait();
            while (_scratches.Oldest() < retired)
            {
                spin.SpinOnce();
            }
            _slots = -1;
            _graph?.Codes.Dispose();
            _graph?.Ground.Dispose();
            _graph?.Upper.Dispose();
            _vectors.Dispose();
            _names.Dispose();
            _facets.Dispose();
            _mapping?.Dispose();
        }
    }

    private int Find(TKey key)
    {
        var slot = _keys.Find(key);
        return slot >= 0 && FacetsOf(slot)->IsAlive ? slot : -1;
    }

    private Facets* FacetsOf(int slot) => (Facets*)_facets[slot];

    private TKey KeyOf(int slot) => *(TKey*)_names[slot];

    private VectorStatus Check(ReadOnlySpan<float> vector)
    {
        if (vector.Length != Options.Dimensions)
        {
            return VectorStatus.WrongDimensions;
        }
        var squares = 0d;
        foreach (var x in vector)
        {
            squares += (double)x * x;
        }
        // A quarter of what a float holds: the difference of two such vectors must not overflow either.
        return !(squares < float.MaxValue / 4) ? VectorStatus.NotFinite
            : squares == 0 && Options.Metric == VectorMetric.Cosine ? VectorStatus.ZeroLength
            : VectorStatus.Ok;
    }

    /// <summary>Copies a checked vector into a row, at length 1 where the metric wants it, and zero behind its end.</summary>
    private void Copy(ReadOnlySpan<float> vector, float* row)
    {
        var scale = 1d;
        if (Options.Metric == VectorMetric.Cosine)
        {
            var squares = 0d;
            foreach (var x in vector)
            {
                squares += (double)x * x;
            }
            scale = 1 / Math.Sqrt(squares);
        }
        for (var d = 0; d < vector.Length; d++)
        {
            row[d] = scale == 1d ? vector[d] : (float)(vector[d] * scale);
        }
        new Span<float>(row + vector.Length, _floats - vector.Length).Clear();
    }
}
