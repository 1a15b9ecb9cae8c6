using System.Runtime.InteropServices;

namespace Maru.Engines.Search.Snapshot;

/// <summary>The other side of <see cref="SnapshotReader"/>.</summary>
internal static class SnapshotWriting
{
    public static void Array<T>(this BinaryWriter to, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        to.Write(values.Length);
        to.Write(MemoryMarshal.AsBytes(values));
    }

    public static void Strings(this BinaryWriter to, IReadOnlyCollection<string> strings)
    {
        to.Array<char>(string.Concat(strings));
        to.Array<int>(strings.Select(s => s.Length).ToArray());
    }
}
