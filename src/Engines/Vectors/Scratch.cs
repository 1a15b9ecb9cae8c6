using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Maru.Engines.Vectors;

/// <summary>One search's working memory: taken from the pool, handed back, never shared while in use.</summary>
internal sealed unsafe class Scratch
{
    private byte[] _block = [];
    private ushort[] _visited = [];
    private long[] _pool = [];
    private long[] _top = [];
    private ushort _mark;

    internal int InUse;

    /// <summary>The epoch the search began in; 0 when idle. Slots retired later than this must not be used again yet.</summary>
    internal long Epoch;

    public float* Query { get; private set; }

    public byte* Codes { get; private set; }

    public sbyte* Shifted { get; private set; }

    public ushort* Visited { get; private set; }

    public int VisitedLength => _visited.Length;

    public ushort Mark => _mark;

    public long* Pool { get; private set; }

    public long* Top { get; private set; }

    public LongHeap Frontier { get; } = new();

    public void FitQuery(int floats, int codeStride)
    {
        var wanted = floats * sizeof(float) + codeStride * 2 + 192;
        if (_block.Length >= wanted)
        {
            return;
        }
        _block = GC.AllocateArray<byte>(wanted, pinned: true);
        var start = (byte*)(((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_block)) + 63) & ~63);
        Query = (float*)start;
        Codes = start + Quantiser.Round(floats * sizeof(float), 64);
        Shifted = (sbyte*)(Codes + Quantiser.Round(codeStride, 64));
    }

    /// <summary>A new mark makes every row unvisited without touching the marks, except once in 65,535 searches.</summary>
    public void BeginVisit(int rows)
    {
        if (_visited.Length < rows)
        {
            _visited = GC.AllocateArray<ushort>(Math.Max(1024, rows + rows / 4), pinned: true);
            Visited = (ushort*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_visited));
            _mark = 0;
        }
        if (++_mark == 0)
        {
            Array.Clear(_visited);
            _mark = 1;
        }
    }

    public void FitPool(int length)
    {
        if (_pool.Length < length + 1)
        {
            _pool = GC.AllocateArray<long>(length + 33, pinned: true);
            Pool = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pool));
        }
    }

    public void FitTop(int length)
    {
        if (_top.Length < length + 1)
        {
            _top = GC.AllocateArray<long>(length + 33, pinned: true);
            Top = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_top));
        }
    }
}

/// <summary>Hands out scratches without a lock and knows the oldest search still running.</summary>
internal sealed class ScratchPool
{
    private Scratch[] _all = [];
    private long _epoch = 1;

    public Scratch Rent()
    {
        while (true)
        {
            var all = Volatile.Read(ref _all);
            foreach (var scratch in all)
            {
                if (scratch.InUse == 0 && Interlocked.CompareExchange(ref scratch.InUse, 1, 0) == 0)
                {
                    // A full fence: no row may be read before this search is known to have begun.
                    Interlocked.Exchange(ref scratch.Epoch, Volatile.Read(ref _epoch));
                    return scratch;
                }
            }
            Interlocked.CompareExchange(ref _all, [.. all, new Scratch()], all);
        }
    }

    public void Return(Scratch scratch)
    {
        Volatile.Write(ref scratch.Epoch, 0);
        Volatile.Write(ref scratch.InUse, 0);
    }

    /// <summary>The tag of what is retired now: free once <see cref="Oldest"/> has reached it.</summary>
    public long Retire() => Interlocked.Increment(ref _epoch);

    public long Oldest()
    {
        Interlocked.MemoryBarrier();
        var oldest = long.MaxValue;
        foreach (var scratch in Volatile.Read(ref _all))
        {
            var epoch = Volatile.Read(ref scratch.Epoch);
            if (epoch != 0)
            {
                oldest = Math.Min(oldest, epoch);
            }
        }
        return oldest;
    }
}

/// <summary>A heap of numbers, smallest on top.</summary>
internal sealed class LongHeap
{
    private long[] _items = new long[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Push(long item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }
        var at = Count++;
        while (at > 0 && _items[(at - 1) >> 1] is var parent && parent > item)
        {
            _items[at] = parent;
            at = (at - 1) >> 1;
        }
        _items[at] = item;
    }

    public long Pop()
    {
        var top = _items[0];
        var last = _items[--Count];
        var at = 0;
        while (at * 2 + 1 is var child && child < Count)
        {
            if (child + 1 < Count && _items[child + 1] < _items[child])
            {
                child++;
            }
            if (_items[child] >= last)
            {
                break;
            }
            _items[at] = _items[child];
            at = child;
        }
        _items[at] = last;
        return top;
    }
}
