using System.Runtime.CompilerServices;

namespace Maru.Engines.Vectors;

public sealed unsafe partial class VectorIndex<TKey>
{
    // Slots looked at to guess how many pass a filter: at 1 % passing the guess is right within a factor of two.
    private const int Sample = 512;

    public VectorAnswer<TKey> Search(ReadOnlySpan<float> query, VectorQuery<TKey> wanted)
    {
        var buffer = new VectorMatch<TKey>[Math.Min(wanted.Count, Math.Max(Count, 1))];
        var status = Search(query, wanted, buffer, out var found, out var method);
        return new VectorAnswer<TKey>(status, found == buffer.Length ? buffer : buffer[..found], method);
    }

    /// <summary>Vectors like that of a key, the key itself left out. Null when the key has none.</summary>
    public VectorAnswer<TKey>? SearchLike(TKey key, VectorQuery<TKey> wanted)
    {
        var vector = new float[Options.Dimensions];
        if (!TryGet(key, vector))
        {
            return null;
        }
        var answer = Search(vector, wanted with { Count = wanted.Count + 1 });
        var others = answer.Matches.Where(match => !match.Key.Equals(key)).Take(wanted.Count).ToArray();
        return answer with { Matches = others };
    }

    /// <summary>Searches without allocating. Matches are sorted, nearest first; as many as asked for, unless fewer pass.</summary>
    public VectorStatus Search(ReadOnlySpan<float> query, VectorQuery<TKey> wanted, Span<VectorMatch<TKey>> matches, out int found, out VectorMethod method)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(wanted.Count);
        (found, method) = (0, VectorMethod.None);
        if (Check(query) is var status and not VectorStatus.Ok)
        {
            return status;
        }
        var scratch = _scratches.Rent();
        try
        {
            var moves = Volatile.Read(ref _moves);
            var slots = Volatile.Read(ref _slots);
            var graph = Volatile.Read(ref _graph);
            var count = Math.Min(Math.Min(wanted.Count, matches.Length), slots);
            if (count == 0)
            {
                return VectorStatus.Ok;
            }
            var run = new Run(this, graph, scratch, query, count, wanted.Filter);
            method = run.Find(slots, Math.Max(wanted.Breadth > 0 ? wanted.Breadth : Options.SearchBreadth, count), wanted.Exact);
            found = run.Read(matches);
            if (moves != Volatile.Read(ref _moves) || (moves & 1) != 0)
            {
                found = DropRepeats(matches[..found]);
            }
            GC.KeepAlive(graph);
            return VectorStatus.Ok;
        }
        finally
        {
            _scratches.Return(scratch);
        }
    }

    private static int DropRepeats(Span<VectorMatch<TKey>> matches)
    {
        var kept = 0;
        for (var i = 0; i < matches.Length; i++)
        {
            var repeated = false;
            for (var j = 0; j < kept && !repeated; j++)
            {
                repeated = matches[j].Key.Equals(matches[i].Key);
            }
            if (!repeated)
            {
                matches[kept++] = matches[i];
            }
        }
        return kept;
    }

    /// <summary>One search: its query in both forms and the best so far, by true distance.</summary>
    private ref struct Run
    {
        private readonly VectorIndex<TKey> _index;
        private readonly Graph? _graph;
        private readonly Scratch _scratch;
        private readonly Sieve? _sieve;
        private readonly int _count;
        private readonly float _slack;
        private readonly int _norm;
        private int _size;

        public Run(VectorIndex<TKey> index, Graph? graph, Scratch scratch, ReadOnlySpan<float> query, int count, VectorFilter<TKey>? filter)
        {
            (_index, _graph, _scratch, _count) = (index, graph, scratch, count);
            _sieve = filter is null ? null : new Sieve(index, filter);
            scratch.FitQuery(index._floats, graph?.Quantiser.Stride ?? 0);
            scratch.FitTop(count);
            index.Copy(query, scratch.Query);
            if (graph is not null)
            {
                var quantiser = graph.Quantiser;
                quantiser.Encode(scratch.Query, scratch.Codes);
                quantiser.Shift(scratch.Codes, scratch.Shifted);
                var tail = quantiser.Tail(scratch.Codes);
                _norm = tail->Norm;
                _slack = tail->Residual;
            }
        }

        public VectorMethod Find(int slots, int breadth, bool exact)
        {
            if (_graph is null)
            {
                ScanVectors(slots);
                return VectorMethod.Scan;
            }
            if (!exact && (_sieve is null ? Walk(slots, breadth) : WalkFiltered(slots, breadth)))
            {
                return _sieve is null ? VectorMethod.Graph : VectorMethod.FilteredGraph;
            }
            _size = 0;
            ScanCodes(slots);
            return VectorMethod.Scan;
        }

        public readonly int Read(Span<VectorMatch<TKey>> matches)
        {
            var cosine = _index.Options.Metric == VectorMetric.Cosine;
            for (var i = 0; i < _size; i++)
            {
                var squared = BitConverter.Int32BitsToSingle((int)(_scratch.Top[i] >> 32));
                matches[i] = new VectorMatch<TKey>(_index.KeyOf(SlotOf(_scratch.Top[i])), cosine ? squared / 2 : MathF.Sqrt(squared));
            }
            return _size;
        }

        private static int SlotOf(long key) => (int)((uint)key >> 1);

        private void ScanVectors(int slots)
        {
            for (var slot = 0; slot < slots; slot++)
            {
                var facets = _index.FacetsOf(slot);
                if (facets->IsAlive && Passes(facets, slot))
                {
                    // In one piece: giving a row up half-way breaks the processor's reading ahead (seen: a third slower in the median).
                    Offer(Kernels.SquaredDistance(_scratch.Query, (float*)_index._vectors[slot], _index._floats), slot);
                }
            }
        }

        /// <summary>Reads a quarter of the memory a comparison of the vectors would; the bound makes the answer no less exact.</summary>
        private void ScanCodes(int slots)
        {
            // What passes a filter lies scattered: asked for in batches, the rows come while others are compared.
            const int batch = 32;
            var passing = stackalloc int[batch];
            var count = 0;
            for (var slot = 0; slot < slots; slot++)
            {
                var facets = _index.FacetsOf(slot);
                if (!facets->IsAlive || !Passes(facets, slot))
                {
                    continue;
                }
                if (_sieve is not null)
                {
                    var row = _graph!.Codes[slot];
                    for (var ahead = 0; ahead < Math.Min(_graph.Codes.Stride, 256); ahead += 64)
                    {
                        Graph.Prefetch(row + ahead);
                    }
                }
                passing[count++] = slot;
                if (count == batch)
                {
                    Compare(passing, count);
                    count = 0;
                }
            }
            Compare(passing, count);
        }

        private void Compare(int* slots, int count)
        {
            var codes = _graph!.Codes;
            var length = _graph.Quantiser.CodeLength;
            var norm = _norm;
            var shifted = _scratch.Shifted;
            var worst = CodeLimit();
            for (var i = 0; i < count; i++)
            {
                var row = codes[slots[i]];
                var distance = ((RowTail*)(row + length))->Term + norm - 2 * Kernels.Dot(row, shifted, length);
                if (distance <= worst)
                {
                    Consider(slots[i], distance, ((RowTail*)(row + length))->Residual);
                    worst = CodeLimit();
                }
            }
        }

        /// <summary>The code distance beyond which no row can be among the best.</summary>
        private readonly long CodeLimit()
        {
            if (_size < _count)
            {
                return long.MaxValue;
            }
            var steps = (MathF.Sqrt(Worst()) + _slack + _graph!.MaxResidual) / _graph.Quantiser.Step;
            return (long)((double)steps * steps * 1.000001) + 1;
        }

        /// <summary>True when enough was found; false sends the search to the scan.</summary>
        private bool Walk(int slots, int breadth)
        {
            var graph = _graph!;
            var live = _index.Count;
            // Removed slots take places among the candidates until they are swept.
            breadth = (int)Math.Min(slots, (long)breadth + (long)breadth * (slots - live) / Math.Max(live, 1));
            var start = graph.Descend(_scratch.Shifted, _norm, 0, slots);
            if (start < 0)
            {
                return false;
            }
            var found = graph.Walk(_scratch.Shifted, _norm, start, 0, breadth, slots, _scratch);
            for (var i = 0; i < found; i++)
            {
                Weigh(_scratch.Pool[i]);
            }
            return _size == _count || _size >= live;
        }

        /// <summary>
        /// Walks through everything but keeps what passes. The fewer pass, the longer the walk (about 1/share) and the shorter the
        /// scan over those that do: below the crossing the scan is quicker as well as exact. The unit is a distance met on a walk,
        /// some 100 ns: a scan reads ahead, so a row costs it half, and one that does not pass a thirtieth (seen on a million rows).
        /// </summary>
        private bool WalkFiltered(int slots, int breadth)
        {
            var graph = _graph!;
            var share = Share(slots);
            var scan = share * slots / 2 + slots / 30.0;
            var walk = 16.0 * breadth / Math.Max(share, 1e-6);
            if (scan < walk)
            {
                return false;
            }
            var start = graph.Descend(_scratch.Shifted, _norm, 0, slots);
            if (start < 0)
            {
                return false;
            }
            var found = graph.WalkFiltered(_scratch.Shifted, _norm, start, breadth, slots, (int)Math.Min(scan, int.MaxValue), _scratch, _sieve!.Value);
            if (found < _count)
            {
                return false;
            }
            for (var i = 0; i < found; i++)
            {
                Weigh(_scratch.Pool[i]);
            }
            return _size == _count;
        }

        private readonly double Share(int slots)
        {
            var step = Math.Max(1, slots / Sample);
            int seen = 0, passed = 0;
            for (var slot = step / 2; slot < slots; slot += step)
            {
                var facets = _index.FacetsOf(slot);
                seen++;
                passed += facets->IsAlive && Passes(facets, slot) ? 1 : 0;
            }
            return (double)passed / Math.Max(seen, 1);
        }

        private void Weigh(long key)
        {
            var slot = SlotOf(key);
            if (_index.FacetsOf(slot)->IsAlive)
            {
                Consider(slot, (int)(key >> 32), _graph!.Quantiser.Tail(_graph.Codes[slot])->Residual);
            }
        }

        /// <summary>Reads the vector itself only if the bound by its code leaves it a chance.</summary>
        private void Consider(int slot, int distance, float residual)
        {
            var step = _graph!.Quantiser.Step;
            var slack = _slack + residual;
            if (slack == 0)
            {
                Offer(distance * step * step, slot);
                return;
            }
            var least = MathF.Sqrt(distance) * step - slack;
            if (_size == _count && least > 0 && least * least > Worst())
            {
                return;
            }
            Offer(Kernels.SquaredDistance(_scratch.Query, (float*)_index._vectors[slot], _index._floats), slot);
        }

        private void Offer(float squared, int slot)
        {
            if (_size < _count || squared < Worst())
            {
                // The bits of a float that is not negative sort as the float does.
                Graph.Insert(_scratch.Top, ref _size, _count, Graph.Key(BitConverter.SingleToInt32Bits(squared), slot));
            }
        }

        private readonly float Worst() => BitConverter.Int32BitsToSingle((int)(_scratch.Top[_size - 1] >> 32));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly bool Passes(Facets* facets, int slot) => _sieve is not { } sieve || sieve.Passes(facets, slot);
    }
}
