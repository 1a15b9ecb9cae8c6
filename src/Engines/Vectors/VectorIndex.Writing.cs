namespace Maru.Engines.Vectors;

public sealed unsafe partial class VectorIndex<TKey>
{
    // Below this many in a bulk, or in the graph, threads would wait for each other's links more than they help.
    private const int LinkedAlone = 1_000;

    private readonly Queue<(long Epoch, int Slot)> _free = new();
    private readonly List<int> _dead = [];

    /// <summary>Adds a vector, or replaces the one the key had.</summary>
    public VectorStatus Set(TKey key, ReadOnlySpan<float> vector, VectorAttributes attributes = default)
    {
        if (Check(vector) is var status and not VectorStatus.Ok)
        {
            return status;
        }
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_slots < 0, this);
            var slot = TakeSlot(1)[0];
            Copy(vector, (float*)_vectors[slot]);
            if (Find(key) is var known and >= 0 && Same(known, slot))
            {
                // Saved again unchanged, as shops do all day: not worth a new place in the graph.
                FacetsOf(known)->Set(attributes);
                _free.Enqueue((0, slot));
                return VectorStatus.Ok;
            }
            if (_graph is not null)
            {
                var graph = EncodeAll([slot]);
                var scratch = _scratches.Rent();
                try
                {
                    new GraphBuilder(graph, Options.BuildBreadth).Insert(slot, _slots, scratch);
                }
                finally
                {
                    _scratches.Return(scratch);
                }
            }
            Publish(key, slot, attributes);
            Tend();
            return VectorStatus.Ok;
        }
    }

    /// <summary>
    /// Adds or replaces many, on all the threads of the options. What is refused is returned with its reason; the rest is in.
    /// Cancelled, it throws, and the index holds those that were ready.
    /// </summary>
    public IReadOnlyList<VectorRefusal<TKey>> SetAll(IReadOnlyList<VectorEntry<TKey>> entries, CancellationToken cancellation = default)
    {
        var refused = new List<VectorRefusal<TKey>>();
        var last = new Dictionary<TKey, int>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            if (Check(entries[i].Vector.Span) is var status and not VectorStatus.Ok)
            {
                refused.Add(new VectorRefusal<TKey>(entries[i].Key, status));
            }
            else
            {
                last[entries[i].Key] = i;
            }
        }
        var accepted = last.Values.ToArray();
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_slots < 0, this);
            var slots = TakeSlot(accepted.Length);
            InParallel(accepted.Length, cancellation: default, (i, _) => Copy(entries[accepted[i]].Vector.Span, (float*)_vectors[slots[i]]));
            var ready = accepted.Length;
            // The first graph links what is here and what is new together, in Tend.
            if (_graph is not null)
            {
                ready = Link(EncodeAll(slots), slots, cancellation);
            }
            for (var i = 0; i < ready; i++)
            {
                Publish(entries[accepted[i]].Key, slots[i], entries[accepted[i]].Attributes);
            }
            _dead.AddRange(slots.Skip(ready));
            Tend(cancellation);
        }
        cancellation.ThrowIfCancellationRequested();
        return refused;
    }

    /// <summary>Price and stock change more often than pictures. False when the key has no vector.</summary>
    public bool SetAttributes(TKey key, VectorAttributes attributes)
    {
        lock (_writing)
        {
            var slot = Find(key);
            if (slot < 0)
            {
                return false;
            }
            FacetsOf(slot)->Set(attributes);
            return true;
        }
    }

    /// <summary>False when the key had no vector.</summary>
    public bool Remove(TKey key)
    {
        lock (_writing)
        {
            var slot = Find(key);
            if (slot < 0)
            {
                return false;
            }
            FacetsOf(slot)->IsAlive = false;
            _keys.Remove(key);
            _dead.Add(slot);
            Volatile.Write(ref _count, _count - 1);
            Tend();
            return true;
        }
    }

    private bool Same(int known, int slot) =>
        new ReadOnlySpan<float>(_vectors[known], _floats).SequenceEqual(new ReadOnlySpan<float>(_vectors[slot], _floats));

    /// <summary>Slots no search can be standing on: swept ones first, else new ones.</summary>
    private int[] TakeSlot(int count)
    {
        var taken = new int[count];
        var got = 0;
        if (_free.Count > 0)
        {
            var oldest = _scratches.Oldest();
            while (got < count && _free.TryPeek(out var free) && free.Epoch <= oldest)
            {
                taken[got++] = _free.Dequeue().Slot;
            }
        }
        var slots = _slots;
        _vectors.Reserve(slots + count - got);
        _names.Reserve(slots + count - got);
        _facets.Reserve(slots + count - got);
        for (; got < count; got++)
        {
            FacetsOf(slots)->IsAlive = false;
            _graph?.Prepare(slots);
            taken[got] = slots++;
        }
        Volatile.Write(ref _slots, slots);
        return taken;
    }

    private void Publish(TKey key, int slot, VectorAttributes attributes)
    {
        var facets = FacetsOf(slot);
        *(TKey*)_names[slot] = key;
        facets->Set(attributes);
        var known = Find(key);
        if (known >= 0)
        {
            Interlocked.Increment(ref _moves);
        }
        facets->IsAlive = true;
        _keys.Put(key, slot);
        if (known >= 0)
        {
            FacetsOf(known)->IsAlive = false;
            _dead.Add(known);
            Interlocked.Increment(ref _moves);
        }
        else
        {
            Volatile.Write(ref _count, _count + 1);
        }
    }

    private void Encode(Graph graph, int slot)
    {
        var row = graph.Codes[slot];
        if (graph.Quantiser.Encode((float*)_vectors[slot], row))
        {
            Interlocked.Increment(ref graph.Clamped);
        }
        var residual = graph.Quantiser.Tail(row)->Residual;
        for (var seen = graph.MaxResidual; residual > seen;)
        {
            var before = Interlocked.CompareExchange(ref graph.MaxResidual, residual, seen);
            if (before == seen)
            {
                return;
            }
            seen = before;
        }
    }

    /// <summary>Encodes before anything is linked: links made by codes that clamp would stay bad when the codes are better.</summary>
    private Graph EncodeAll(int[] slots)
    {
        var graph = _graph!;
        InParallel(slots.Length, cancellation: default, (i, _) => Encode(graph, slots[i]));
        return graph.Clamped > Math.Max(64, _count / 100) ? TrainAnew() : graph;
    }

    /// <summary>Links encoded slots; returns how many, counted from the first, are in.</summary>
    private int Link(Graph graph, int[] slots, CancellationToken cancellation)
    {
        var builder = new GraphBuilder(graph, Options.BuildBreadth);
        var alone = Math.Max(0, Math.Min(slots.Length, LinkedAlone - _count));
        var scratch = _scratches.Rent();
        var first = 0;
        for (; first < alone && !cancellation.IsCancellationRequested; first++)
        {
            builder.Insert(slots[first], _slots, scratch);
        }
        _scratches.Return(scratch);
        return first < alone ? first : first + InParallel(slots.Length - first, cancellation, (i, s) => builder.Insert(slots[first + i], _slots, s));
    }

    /// <summary>Calls for 0, 1, 2, ... on all threads; returns how many were begun, all of them finished.</summary>
    private int InParallel(int count, CancellationToken cancellation, Action<int, Scratch> work)
    {
        var next = -1;
        void Work()
        {
            var scratch = _scratches.Rent();
            try
            {
                while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < count)
                {
                    work(i, scratch);
                }
            }
            finally
            {
                _scratches.Return(scratch);
            }
        }
        var threads = Math.Min(Options.Threads, count / 64 + 1);
        var others = new Task[threads - 1];
        for (var t = 0; t < others.Length; t++)
        {
            others[t] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        Work();
        Task.WaitAll(others, CancellationToken.None);
        return Math.Min(next + 1, count);
    }

    /// <summary>After a write: a graph when there are enough, a sweep when a fifth is dead.</summary>
    private void Tend(CancellationToken cancellation = default)
    {
        if (_graph is null)
        {
            if (_count > Options.ExactUpTo)
            {
                BuildGraph(cancellation);
            }
            else
            {
                Free(_dead);
            }
            return;
        }
        if (_dead.Count > 256 && _dead.Count > _slots / 5)
        {
            Sweep();
        }
    }

    private void BuildGraph(CancellationToken cancellation)
    {
        var quantiser = Quantiser.Train(_vectors, _slots, Options.Dimensions);
        var graph = new Graph(quantiser, Options.Neighbours);
        var alive = new List<int>(_count);
        for (var slot = 0; slot < _slots; slot++)
        {
            graph.Prepare(slot);
            if (FacetsOf(slot)->IsAlive)
            {
                alive.Add(slot);
            }
        }
        InParallel(alive.Count, cancellation: default, (i, _) => Encode(graph, alive[i]));
        if (Link(graph, [.. alive], cancellation) < alive.Count)
        {
            // Given up half-way: all are still found by comparing, and the next write tries again.
            return;
        }
        Volatile.Write(ref _graph, graph);
        Free(_dead);
    }

    private void Sweep()
    {
        var dead = new HashSet<int>(_dead);
        new GraphBuilder(_graph!, Options.BuildBreadth).Unlink(dead, _free.Select(free => free.Slot), _slots);
        Free(_dead);
    }

    /// <summary>New codes beside the old; searches that run keep those they began with.</summary>
    private Graph TrainAnew()
    {
        var old = _graph!;
        var quantiser = Quantiser.Train(_vectors, _slots, Options.Dimensions);
        var codes = new RowStore(quantiser.Stride);
        codes.Reserve(_slots);
        var graph = old.WithCodes(quantiser, codes);
        InParallel(_slots, default, (slot, _) =>
        {
            quantiser.Tail(codes[slot])->Upper = old.Quantiser.Tail(old.Codes[slot])->Upper;
            Encode(graph, slot);
        });
        Volatile.Write(ref _graph, graph);
        // A slot used again gets codes in the new store only: searches over the old one must have ended before.
        var unused = _free.Select(free => free.Slot).ToList();
        _free.Clear();
        Free(unused);
        return graph;
    }

    private void Free(List<int> slots)
    {
        var epoch = slots.Count > 0 ? _scratches.Retire() : 0;
        foreach (var slot in slots)
        {
            _free.Enqueue((epoch, slot));
        }
        slots.Clear();
    }
}
