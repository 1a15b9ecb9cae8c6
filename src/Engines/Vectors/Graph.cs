using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Maru.Engines.Vectors;

/// <summary>
/// A hierarchical navigable small world over codes (Malkov and Yashunin, 2016, arXiv:1603.09320): links on the ground floor in
/// one store, those of upper floors in another; a list is closed by -1. Readers walk while writers link: a link is one
/// aligned word, written after the row it leads to.
/// </summary>
internal sealed unsafe class Graph
{
    public const int MaxLevel = 15;
    private const int Stripes = 1 << 12;

    private readonly Lock[] _locks;
    private readonly double _levelScale;
    private long _entry;

    public Graph(Quantiser quantiser, int neighbours)
        : this(quantiser, neighbours, new RowStore(quantiser.Stride), new RowStore(neighbours * 2 * sizeof(int), 0xff), new RowStore(neighbours * sizeof(int), 0xff))
    {
    }

    public Graph(Quantiser quantiser, int neighbours, RowStore codes, RowStore ground, RowStore upper)
    {
        Quantiser = quantiser;
        Neighbours = neighbours;
        Codes = codes;
        Ground = ground;
        Upper = upper;
        _levelScale = 1 / Math.Log(neighbours);
        _entry = -1;
        _locks = new Lock[Stripes];
        for (var i = 0; i < Stripes; i++)
        {
            _locks[i] = new Lock();
        }
    }

    public Quantiser Quantiser { get; }

    public int Neighbours { get; }

    public RowStore Codes { get; }

    public RowStore Ground { get; }

    public RowStore Upper { get; }

    public int UpperRows { get; set; }

    /// <summary>Rows with a value outside the trained range: their codes say less than they could.</summary>
    public int Clamped;

    /// <summary>An upper bound of all rows' residuals.</summary>
    public float MaxResidual;

    /// <summary>Where every search begins, and on which floor; slot -1 while empty.</summary>
    public (int Slot, int Level) Entry
    {
        get
        {
            var entry = Volatile.Read(ref _entry);
            return ((int)(entry >> 8), (int)(entry & 0xff));
        }
        set => Volatile.Write(ref _entry, ((long)value.Slot << 8) | (uint)value.Level);
    }

    public Lock EntryGate { get; } = new();

    public Lock LockOf(int slot) => _locks[slot & (Stripes - 1)];

    /// <summary>The same links over other codes: for a quantiser trained anew.</summary>
    public Graph WithCodes(Quantiser quantiser, RowStore codes) =>
        new(quantiser, Neighbours, codes, Ground, Upper) { UpperRows = UpperRows, Entry = Entry };

    /// <summary>Gives a new slot its floors, drawn from its number so that a build can be repeated.</summary>
    public void Prepare(int slot)
    {
        Codes.Reserve(slot + 1);
        Ground.Reserve(slot + 1);
        var level = LevelOf(slot, _levelScale);
        var first = UpperRows;
        UpperRows += level;
        Upper.Reserve(UpperRows);
        Quantiser.Tail(Codes[slot])->Upper = (first << 5) | level;
    }

    /// <summary>For rows that come from a file: every link leads to one of its slots.</summary>
    public bool LeadsNowhereElse(int slots)
    {
        if (Entry.Slot >= slots || (Entry.Slot >= 0 && LevelOf(Entry.Slot) != Entry.Level))
        {
            return false;
        }
        for (var slot = 0; slot < slots; slot++)
        {
            var upper = Quantiser.Tail(Codes[slot])->Upper;
            if (upper < 0 || (upper >> 5) + (upper & 31) > UpperRows || new ReadOnlySpan<int>(Links(slot, 0), Neighbours * 2).ContainsAnyExceptInRange(-1, slots - 1))
            {
                return false;
            }
        }
        for (var row = 0; row < UpperRows; row++)
        {
            if (new ReadOnlySpan<int>((int*)Upper[row], Neighbours).ContainsAnyExceptInRange(-1, slots - 1))
            {
                return false;
            }
        }
        return true;
    }

    public int LevelOf(int slot) => Quantiser.Tail(Codes[slot])->Upper & 31;

    public int Capacity(int level) => level == 0 ? Neighbours * 2 : Neighbours;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Links(int slot, int level) =>
        level == 0 ? (int*)Ground[slot] : (int*)Upper[(Quantiser.Tail(Codes[slot])->Upper >> 5) + level - 1];

    /// <summary>Squared distance between two rows, in steps of the quantiser.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Between(byte* a, byte* b)
    {
        var length = Quantiser.CodeLength;
        return Quantiser.Tail(a)->Term + Quantiser.Tail(b)->Norm - 2 * Kernels.DotCodes(a, b, length);
    }

    /// <summary>Walks down from the top floor to <paramref name="level"/> + 1, each time to the nearest it can see.</summary>
    public int Descend(sbyte* query, int norm, int level, int limit)
    {
        var (at, top) = Entry;
        if (at < 0)
        {
            return -1;
        }
        var best = Distance(at, query, norm);
        for (; top > level; top--)
        {
            for (var moved = true; moved;)
            {
                moved = false;
                var links = Links(at, top);
                for (var i = 0; i < Neighbours && links[i] is var next and >= 0; i++)
                {
                    if (next < limit && Distance(next, query, norm) is var distance && distance < best)
                    {
                        (best, at, moved) = (distance, next, true);
                    }
                }
            }
        }
        return at;
    }

    /// <summary>
    /// The nearest <paramref name="breadth"/> that can be reached from <paramref name="start"/>, sorted, in the scratch's pool:
    /// distance in the upper word, slot * 2 + 1 in the lower. Returns how many.
    /// </summary>
    public int Walk(sbyte* query, int norm, int start, int level, int breadth, int limit, Scratch scratch)
    {
        scratch.FitPool(breadth);
        scratch.BeginVisit(limit);
        var pool = scratch.Pool;
        var visited = scratch.Visited;
        var mark = scratch.Mark;
        var codes = Codes.Chunks;
        nint stride = Codes.Stride;
        var length = Quantiser.CodeLength;
        var capacity = Capacity(level);
        var fresh = stackalloc byte*[capacity];
        var slots = stackalloc int[capacity];

        visited[start] = mark;
        pool[0] = Key(Distance(start, query, norm), start);
        var size = 1;
        for (var cursor = 0; cursor < size;)
        {
            var key = pool[cursor];
            if ((key & 1) != 0)
            {
                cursor++;
                continue;
            }
            pool[cursor] = key | 1;
            var links = Links((int)((uint)key >> 1), level);
            var count = 0;
            for (var i = 0; i < capacity && links[i] is var slot and >= 0; i++)
            {
                // A writer may have linked a slot newer than this search's marks.
                if (slot >= limit || visited[slot] == mark)
                {
                    continue;
                }
                visited[slot] = mark;
                var row = codes[slot >> RowStore.Shift] + (slot & RowStore.Mask) * stride;
                Prefetch(row);
                Prefetch(row + 64);
                Prefetch(row + length);
                fresh[count] = row;
                slots[count++] = slot;
            }
            var lowest = cursor + 1;
            for (var i = 0; i < count; i++)
            {
                if (i + 1 < count)
                {
                    for (var ahead = 128; ahead < length; ahead += 64)
                    {
                        Prefetch(fresh[i + 1] + ahead);
                    }
                }
                var row = fresh[i];
                var distance = ((RowTail*)(row + length))->Term + norm - 2 * Kernels.Dot(row, query, length);
                if (size == breadth && distance >= (int)(pool[size - 1] >> 32))
                {
                    continue;
                }
                var place = Insert(pool, ref size, breadth, Key(distance, slots[i]));
                lowest = Math.Min(lowest, place);
            }
            cursor = lowest;
            if (cursor < size)
            {
                Prefetch((byte*)Links((int)((uint)pool[cursor] >> 1), level));
            }
        }
        return size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Key(int distance, int slot) => ((long)distance << 32) | ((uint)slot << 1);

    /// <summary>Puts a key in its place in a sorted list of at most <paramref name="limit"/>; the last falls out. Returns the place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Insert(long* list, ref int size, int limit, long key)
    {
        int low = 0, high = size;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (list[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        if (size < limit)
        {
            size++;
        }
        var moved = size - 1 - low;
        Buffer.MemoryCopy(list + low, list + low + 1, moved * sizeof(long), moved * sizeof(long));
        list[low] = key;
        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Distance(int slot, sbyte* query, int norm)
    {
        var row = Codes[slot];
        var length = Quantiser.CodeLength;
        return ((RowTail*)(row + length))->Term + norm - 2 * Kernels.Dot(row, query, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(byte* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    private static int LevelOf(int slot, double scale)
    {
        // SplitMix64's finaliser (Steele, Lea and Flood, 2014) over the slot's number.
        var z = ((ulong)slot + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        var uniform = (((z ^ (z >> 31)) >> 11) + 1) * (1.0 / (1UL << 53));
        return Math.Min(MaxLevel, (int)(-Math.Log(uniform) * scale));
    }
}
