namespace Maru.Engines.Vectors;

/// <summary>
/// From key to slot, four bytes an entry: the keys themselves stand in the slots' rows. One writer; readers need no lock,
/// as an entry is one word and a table that grew is published whole.
/// </summary>
internal sealed class KeyTable<TKey>(Func<int, TKey> keyOf) where TKey : unmanaged, IEquatable<TKey>
{
    private const int Empty = 0;
    private const int Gone = -1;

    private int[] _table = new int[64];
    private int _used;

    public int Count { get; private set; }

    public int Bytes => _table.Length * sizeof(int);

    /// <summary>The slot of a key, or -1.</summary>
    public int Find(TKey key)
    {
        var table = Volatile.Read(ref _table);
        for (var at = Start(key, table.Length); ; at = (at + 1) & (table.Length - 1))
        {
            var entry = Volatile.Read(ref table[at]);
            if (entry == Empty)
            {
                return -1;
            }
            if (entry != Gone && keyOf(entry - 1).Equals(key))
            {
                return entry - 1;
            }
        }
    }

    /// <summary>Leads a key to a slot whose row already bears it.</summary>
    public void Put(TKey key, int slot)
    {
        Grow();
        var table = _table;
        var at = Start(key, table.Length);
        while (table[at] is var entry && entry != Empty)
        {
            if (entry != Gone && keyOf(entry - 1).Equals(key))
            {
                Volatile.Write(ref table[at], slot + 1);
                return;
            }
            at = (at + 1) & (table.Length - 1);
        }
        Volatile.Write(ref table[at], slot + 1);
        _used++;
        Count++;
    }

    public void Remove(TKey key)
    {
        var table = _table;
        for (var at = Start(key, table.Length); table[at] != Empty; at = (at + 1) & (table.Length - 1))
        {
            if (table[at] != Gone && keyOf(table[at] - 1).Equals(key))
            {
                Volatile.Write(ref table[at], Gone);
                Count--;
                return;
            }
        }
    }

    private static int Start(TKey key, int length) => (int)(((uint)key.GetHashCode() * 0x9E3779B97F4A7C15UL) >> 32) & (length - 1);

    private void Grow()
    {
        if ((_used + 1) * 3L < _table.Length * 2L)
        {
            return;
        }
        var length = 64;
        while (length < (Count + 1) * 2L)
        {
            length *= 2;
        }
        var next = new int[length];
        foreach (var entry in _table)
        {
            if (entry is not (Empty or Gone))
            {
                var at = Start(keyOf(entry - 1), length);
                while (next[at] != Empty)
                {
                    at = (at + 1) & (length - 1);
                }
                next[at] = entry;
            }
        }
        _used = Count;
        Volatile.Write(ref _table, next);
    }
}
