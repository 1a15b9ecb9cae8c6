namespace Maru.Engines.Vectors;

/// <summary>Links new slots in, and dead ones out. Many threads may insert at once; each link list has its lock.</summary>
internal sealed unsafe class GraphBuilder(Graph graph, int breadth)
{
    /// <summary>
    /// Finds a place for a slot whose codes are written. All floors are searched first and linked from the ground up: a slot
    /// seen on an upper floor must already lead somewhere below.
    /// </summary>
    public void Insert(int slot, int limit, Scratch scratch)
    {
        var row = graph.Codes[slot];
        var level = graph.LevelOf(slot);
        if (!Begin(slot, level))
        {
            return;
        }
        var quantiser = graph.Quantiser;
        scratch.FitQuery(0, quantiser.Stride);
        quantiser.Shift(row, scratch.Shifted);
        var norm = quantiser.Tail(row)->Norm;
        var top = Math.Min(level, graph.Entry.Level);
        var at = graph.Descend(scratch.Shifted, norm, top, limit);
        var most = graph.Neighbours;
        var chosen = stackalloc long[(top + 1) * most];
        var counts = stackalloc int[top + 1];
        for (var floor = top; floor >= 0; floor--)
        {
            var found = graph.Walk(scratch.Shifted, norm, at, floor, breadth, limit, scratch);
            at = Slot(scratch.Pool[0]);
            counts[floor] = Choose(scratch.Pool, found, most, chosen + floor * most, slot);
        }
        for (var floor = 0; floor <= top; floor++)
        {
            var picks = chosen + floor * most;
            lock (graph.LockOf(slot))
            {
                Write(graph.Links(slot, floor), picks, counts[floor], graph.Capacity(floor));
            }
            var known = false;
            for (var i = 0; i < counts[floor]; i++)
            {
                known |= Connect(Slot(picks[i]), slot, (int)(picks[i] >> 32), floor);
            }
            if (!known && counts[floor] > 0)
            {
                // All its neighbours have better ones, and nobody would ever find it: the nearest leads to it nevertheless.
                lock (graph.LockOf(Slot(picks[0])))
                {
                    var links = graph.Links(Slot(picks[0]), floor);
                    var end = new ReadOnlySpan<int>(links, graph.Capacity(floor)).IndexOf(-1);
                    Volatile.Write(ref links[end >= 0 ? end : graph.Capacity(floor) - 1], slot);
                }
            }
        }
        if (level > graph.Entry.Level)
        {
            lock (graph.EntryGate)
            {
                if (level > graph.Entry.Level)
                {
                    graph.Entry = (slot, level);
                }
            }
        }
    }

    /// <summary>
    /// Takes dead slots out of every list. A list that lost some is chosen anew from what is left and what the lost ones led to,
    /// as in FreshDiskANN (Singh et al., 2021, arXiv:2105.09613). Afterwards no list names a dead slot.
    /// </summary>
    public void Unlink(IReadOnlySet<int> dead, IEnumerable<int> unused, int slots)
    {
        var skip = new HashSet<int>(unused);
        var entry = (Slot: -1, Level: 0);
        for (var slot = 0; slot < slots; slot++)
        {
            if (dead.Contains(slot) || skip.Contains(slot))
            {
                continue;
            }
            var level = graph.LevelOf(slot);
            if (entry.Slot < 0 || level > entry.Level)
            {
                entry = (slot, level);
            }
            for (var floor = 0; floor <= level; floor++)
            {
                Mend(slot, floor, dead);
            }
        }
        graph.Entry = entry;
        Adopt(slot => !dead.Contains(slot) && !skip.Contains(slot), slots);
    }

    /// <summary>A slot that only dead ones led to would never be found again: one of those it leads to leads back.</summary>
    private void Adopt(Func<int, bool> isLive, int slots)
    {
        var capacity = graph.Capacity(0);
        var known = new int[slots];
        for (var slot = 0; slot < slots; slot++)
        {
            var links = graph.Links(slot, 0);
            for (var i = 0; isLive(slot) && i < capacity && links[i] >= 0; i++)
            {
                known[links[i]]++;
            }
        }
        for (var slot = 0; slot < slots; slot++)
        {
            if (known[slot] > 0 || !isLive(slot))
            {
                continue;
            }
            var own = graph.Links(slot, 0);
            for (var i = 0; known[slot] == 0 && i < capacity && own[i] >= 0; i++)
            {
                var links = graph.Links(own[i], 0);
                var place = new ReadOnlySpan<int>(links, capacity).IndexOf(-1);
                for (var j = capacity - 1; place < 0 && j >= 0; j--)
                {
                    place = known[links[j]] > 1 ? j : -1;
                }
                if (place >= 0)
                {
                    known[slot]++;
                    known[Math.Max(links[place], 0)] -= links[place] >= 0 ? 1 : 0;
                    Volatile.Write(ref links[place], slot);
                }
            }
        }
    }

    private static int Slot(long key) => (int)((uint)key >> 1);

    private bool Begin(int slot, int level)
    {
        for (var floor = 0; floor <= level; floor++)
        {
            new Span<int>(graph.Links(slot, floor), graph.Capacity(floor)).Fill(-1);
        }
        if (graph.Entry.Slot >= 0)
        {
            return true;
        }
        lock (graph.EntryGate)
        {
            if (graph.Entry.Slot >= 0)
            {
                return true;
            }
            graph.Entry = (slot, level);
            return false;
        }
    }

    /// <summary>
    /// Of sorted candidates, those nearer to the slot than to any chosen before: links into every direction instead of many
    /// into the densest (algorithm 4 of the paper).
    /// </summary>
    private int Choose(long* candidates, int count, int most, long* chosen, int self)
    {
        var picked = 0;
        var same = 0;
        var rows = stackalloc byte*[most];
        for (var i = 0; i < count && picked < most; i++)
        {
            var slot = Slot(candidates[i]);
            if (slot == self)
            {
                continue;
            }
            var distance = (int)(candidates[i] >> 32);
            var row = graph.Codes[slot];
            var keep = true;
            for (var j = 0; j < picked && keep; j++)
            {
                keep = graph.Between(row, rows[j]) >= distance;
            }
            // Hundreds of products may share one placeholder picture: were a list full of them, no search would leave again.
            if (keep && (distance > 0 || same++ < most / 2))
            {
                rows[picked] = row;
                chosen[picked++] = candidates[i] & ~1L;
            }
        }
        return picked;
    }

    /// <summary>Links back; false when the list is full of better ones.</summary>
    private bool Connect(int from, int to, int distance, int floor)
    {
        var capacity = graph.Capacity(floor);
        lock (graph.LockOf(from))
        {
            var links = graph.Links(from, floor);
            var count = 0;
            for (; count < capacity && links[count] >= 0; count++)
            {
                if (links[count] == to)
                {
                    return true;
                }
            }
            if (count < capacity)
            {
                Volatile.Write(ref links[count], to);
                return true;
            }
            var candidates = stackalloc long[capacity + 1];
            var chosen = stackalloc long[capacity];
            var size = 0;
            var row = graph.Codes[from];
            for (var i = 0; i < count; i++)
            {
                Graph.Insert(candidates, ref size, capacity + 1, Graph.Key(graph.Between(row, graph.Codes[links[i]]), links[i]));
            }
            Graph.Insert(candidates, ref size, capacity + 1, Graph.Key(distance, to));
            var kept = Choose(candidates, size, capacity, chosen, from);
            Write(links, chosen, kept, capacity);
            return new ReadOnlySpan<int>(links, kept).Contains(to);
        }
    }

    private void Mend(int slot, int floor, IReadOnlySet<int> dead)
    {
        var capacity = graph.Capacity(floor);
        var links = graph.Links(slot, floor);
        var lost = false;
        for (var i = 0; i < capacity && links[i] >= 0; i++)
        {
            lost |= dead.Contains(links[i]);
        }
        if (!lost)
        {
            return;
        }
        var candidates = stackalloc long[capacity * (capacity + 1)];
        var chosen = stackalloc long[capacity];
        var size = 0;
        var row = graph.Codes[slot];
        for (var i = 0; i < capacity && links[i] >= 0; i++)
        {
            if (!dead.Contains(links[i]))
            {
                Offer(candidates, ref size, capacity * (capacity + 1), row, slot, links[i]);
                continue;
            }
            var further = graph.Links(links[i], floor);
            for (var j = 0; j < capacity && further[j] >= 0; j++)
            {
                if (!dead.Contains(further[j]))
                {
                    Offer(candidates, ref size, capacity * (capacity + 1), row, slot, further[j]);
                }
            }
        }
        Write(links, chosen, Choose(candidates, size, capacity, chosen, slot), capacity);
    }

    private void Offer(long* candidates, ref int size, int limit, byte* row, int self, int slot)
    {
        if (slot == self)
        {
            return;
        }
        var key = Graph.Key(graph.Between(row, graph.Codes[slot]), slot);
        var place = Graph.Insert(candidates, ref size, limit, key);
        if (place + 1 < size && candidates[place + 1] == key)
        {
            new Span<long>(candidates + place + 1, size - place - 1).CopyTo(new Span<long>(candidates + place, size - place - 1));
            size--;
        }
    }

    private static void Write(int* links, long* chosen, int count, int capacity)
    {
        for (var i = 0; i < capacity; i++)
        {
            Volatile.Write(ref links[i], i < count ? Slot(chosen[i]) : -1);
        }
    }
}
