namespace Maru.Engines.Vectors;

internal interface ISlotFilter
{
    bool Passes(int slot);
}

internal static unsafe class FilteredWalk
{
    /// <summary>
    /// A walk that goes through all but keeps only what passes, until the nearest left to visit is farther than the worst kept.
    /// Gives up (returns 0) after <paramref name="patience"/> distances: passing vectors may all lie far from the query.
    /// </summary>
    public static int WalkFiltered<TFilter>(
        this Graph graph, sbyte* query, int norm, int start, int breadth, int limit, int patience, Scratch scratch, TFilter filter)
        where TFilter : struct, ISlotFilter
    {
        scratch.FitPool(breadth);
        scratch.BeginVisit(limit);
        var kept = scratch.Pool;
        var visited = scratch.Visited;
        var mark = scratch.Mark;
        var frontier = scratch.Frontier;
        var capacity = graph.Capacity(0);
        var fresh = stackalloc int[capacity];
        frontier.Clear();
        var size = 0;
        Meet(start);
        while (frontier.Count > 0)
        {
            var nearest = frontier.Pop();
            if (size == breadth && nearest >> 32 > kept[size - 1] >> 32)
            {
                break;
            }
            var links = graph.Links((int)((uint)nearest >> 1), 0);
            var count = 0;
            for (var i = 0; i < capacity && links[i] is var slot and >= 0; i++)
            {
                if (slot < limit && visited[slot] != mark)
                {
                    Graph.Prefetch(graph.Codes[slot]);
                    fresh[count++] = slot;
                }
            }
            if ((patience -= count) < 0)
            {
                return 0;
            }
            for (var i = 0; i < count; i++)
            {
                Meet(fresh[i]);
            }
        }
        return size;

        void Meet(int slot)
        {
            visited[slot] = mark;
            var key = Graph.Key(graph.Distance(slot, query, norm), slot);
            if (size == breadth && key >= kept[size - 1])
            {
                return;
            }
            frontier.Push(key);
            if (filter.Passes(slot))
            {
                Graph.Insert(kept, ref size, breadth, key);
            }
        }
    }
}
