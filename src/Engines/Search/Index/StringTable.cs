using System.Numerics;
using System.Runtime.CompilerServices;

namespace Maru.Engines.Search.Index;

/// <summary>
/// Words to numbers and back. One writer adds, any number of readers look up at the same time without a lock: everything a reader follows
/// is reached through one reference, an entry is written before the slot that leads to it, and growth makes new arrays.
/// </summary>
internal sealed class StringTable
{
    private Arrays _now = new(1 << 10, 1 << 13);

    public int Count => Volatile.Read(ref _now.Count);

    public int Find(ReadOnlySpan<char> text) => Find(Volatile.Read(ref _now), text, Hash(text));

    public ReadOnlySpan<char> this[int id]
    {
        get
        {
            var now = Volatile.Read(ref _now);
            return now.Chars.AsSpan(now.Starts[id], now.Starts[id + 1] - now.Starts[id]);
        }
    }

    public int Add(ReadOnlySpan<char> text)
    {
        var hash = Hash(text);
        var now = _now;
        var found = Find(now, text, hash);
        if (found >= 0)
        {
            return found;
        }

        var id = now.Count;
        if ((id + 1) * 2 > now.Slots.Length || now.Starts[id] + text.Length > now.Chars.Length)
        {
            now = now.Grown(text.Length);
            Volatile.Write(ref _now, now);
        }

        text.CopyTo(now.Chars.AsSpan(now.Starts[id]));
        now.Starts[id + 1] = now.Starts[id] + text.Length;
        now.Hashes[id] = hash;
        now.Place(id, hash);
        Volatile.Write(ref now.Count, id + 1);
        return id;
    }

    private static int Find(Arrays now, ReadOnlySpan<char> text, uint hash)
    {
        var mask = now.Slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var id = Volatile.Read(ref now.Slots[slot]) - 1;
            if (id < 0)
            {
                return -1;
            }

            if (now.Hashes[id] == hash && text.SequenceEqual(now.Chars.AsSpan(now.Starts[id], now.Starts[id + 1] - now.Starts[id])))
            {
                return id;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 0x9e3779b97f4a7c15UL ^ (ulong)text.Length;
        foreach (var c in text)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ c) * 0x517cc1b727220a95UL;
        }

        return (uint)(hash >> 32) ^ (uint)(hash >> 11);
    }

    private sealed class Arrays(int entries, int chars)
    {
        public readonly int[] Slots = new int[entries * 2];
        public readonly uint[] Hashes = new uint[entries + 1];
        public readonly int[] Starts = new int[entries + 2];
        public readonly char[] Chars = new char[chars];
        public int Count;

        public void Place(int id, uint hash)
        {
            var mask = Slots.Length - 1;
            var slot = (int)hash & mask;
            while (Slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            Volatile.Write(ref Slots[slot], id + 1);
        }

        public Arrays Grown(int more)
        {
            var grown = new Arrays((Count + 1) * 2 > Slots.Length ? Slots.Length : Slots.Length / 2, Math.Max(Chars.Length, Starts[Count] + more) * 2);
            Array.Copy(Hashes, grown.Hashes, Count);
            Array.Copy(Starts, grown.Starts, Count + 1);
            Array.Copy(Chars, grown.Chars, Starts[Count]);
            for (var id = 0; id < Count; id++)
            {
                grown.Place(id, Hashes[id]);
            }

            grown.Count = Count;
            return grown;
        }
    }
}
