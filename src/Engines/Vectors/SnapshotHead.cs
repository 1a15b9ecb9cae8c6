using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Maru.Engines.Vectors;

/// <summary>Why a snapshot was not opened.</summary>
public enum SnapshotProblem
{
    None,
    Missing,

    /// <summary>Cut short, changed, or never a snapshot.</summary>
    Damaged,

    /// <summary>Written in a layout this version does not read.</summary>
    OtherFormat,

    /// <summary>Its vectors were made by another model.</summary>
    OtherModel,

    /// <summary>Other dimensions, metric, key or number of links than asked for.</summary>
    OtherShape,
}

internal readonly record struct SnapshotSection(long Offset, long Length, uint Checksum);

/// <summary>
/// The first page of a snapshot: what it holds, where, and the checksums. The rows follow as they stand in memory, each kind
/// on pages of its own, so that opening is mapping.
/// </summary>
internal sealed record SnapshotHead(
    string KeyType, string Model, int Dimensions, VectorMetric Metric, int Neighbours, int Slots, int Count, bool Graphed,
    int UpperRows, int EntrySlot, int EntryLevel, int Clamped, float Step, float MaxResidual, long FileLength, SnapshotSection[] Sections)
{
    public const int Page = 4_096;
    public const int MaxText = 1_000;
    private const int Format = 1;
    private static readonly byte[] Magic = "MARUVEC\n"u8.ToArray();

    public byte[] ToPage()
    {
        var page = new byte[Page];
        using var writer = new BinaryWriter(new MemoryStream(page), Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Format);
        writer.Write(KeyType);
        writer.Write(Model);
        writer.Write(Dimensions);
        writer.Write((int)Metric);
        writer.Write(Neighbours);
        writer.Write(Slots);
        writer.Write(Count);
        writer.Write(Graphed);
        writer.Write(UpperRows);
        writer.Write(EntrySlot);
        writer.Write(EntryLevel);
        writer.Write(Clamped);
        writer.Write(Step);
        writer.Write(MaxResidual);
        writer.Write(FileLength);
        writer.Write(Sections.Length);
        foreach (var section in Sections)
        {
            writer.Write(section.Offset);
            writer.Write(section.Length);
            writer.Write(section.Checksum);
        }
        MemoryMarshal.Write(page.AsSpan(Page - sizeof(uint)), Checksum(page.AsSpan(0, Page - sizeof(uint)), 0));
        return page;
    }

    public static (SnapshotHead? Head, SnapshotProblem Problem) FromPage(ReadOnlySpan<byte> page)
    {
        if (page.Length < Page || !page.StartsWith(Magic)
            || MemoryMarshal.Read<uint>(page[(Page - sizeof(uint))..Page]) != Checksum(page[..(Page - sizeof(uint))], 0))
        {
            return (null, SnapshotProblem.Damaged);
        }
        using var reader = new BinaryReader(new MemoryStream(page[Magic.Length..].ToArray()), Encoding.UTF8);
        if (reader.ReadInt32() != Format)
        {
            return (null, SnapshotProblem.OtherFormat);
        }
        var head = new SnapshotHead(
            reader.ReadString(), reader.ReadString(), reader.ReadInt32(), (VectorMetric)reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
            reader.ReadInt32(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
            reader.ReadSingle(), reader.ReadSingle(), reader.ReadInt64(), new SnapshotSection[reader.ReadInt32()]);
        for (var i = 0; i < head.Sections.Length; i++)
        {
            head.Sections[i] = new SnapshotSection(reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt32());
        }
        return (head, SnapshotProblem.None);
    }

    /// <summary>CRC-32C, continued from the checksum of what came before; 8 bytes an instruction where there is one.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes, uint before)
    {
        var crc = ~before;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }
        foreach (var rest in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }
        return ~crc;
    }
}
