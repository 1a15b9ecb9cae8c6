using System.Runtime.InteropServices;

namespace Maru.Engines.Search.Snapshot;

/// <summary>Reads arrays out of mapped memory, one after the other. The checksum has been verified, so what is there is what was written.</summary>
internal sealed unsafe class SnapshotReader(byte* start, long length)
{
    private long _at;

    public T One<T>()
        where T : unmanaged => Take<T>(1)[0];

    public T[] Array<T>()
        where T : unmanaged => Take<T>(One<int>()).ToArray();

    public string[] Strings()
    {
        var chars = Array<char>();
        var lengths = Array<int>();
        var strings = new string[lengths.Length];
        var at = 0;
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = new string(chars, at, lengths[i]);
            at += lengths[i];
        }

        return strings;
    }

    private ReadOnlySpan<T> Take<T>(int count)
        where T : unmanaged
    {
        var bytes = (long)count * sizeof(T);
        if (count < 0 || bytes > length - _at)
        {
            throw new InvalidDataException("A snapshot with a right checksum ends before its content does.");
        }

        var taken = MemoryMarshal.Cast<byte, T>(new ReadOnlySpan<byte>(start + _at, checked((int)bytes)));
        _at += bytes;
        return taken;
    }
}
