using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>Markers of ITU-T T.81, table B.1, and how to walk from one to the next.</summary>
internal static class JpegMarker
{
    public const byte BaselineFrame = 0xC0;
    public const byte ExtendedFrame = 0xC1;
    public const byte ProgressiveFrame = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte Start = 0xD8;
    public const byte End = 0xD9;
    public const byte Scan = 0xDA;
    public const byte QuantisationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;

    public static bool IsRestart(int marker) => marker is >= 0xD0 and <= 0xD7;

    public static bool StandsAlone(int marker) => IsRestart(marker) || marker is Start or 0x01;

    public static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);

    /// <summary>Moves behind the next marker, over entropy-coded data and fill bytes; false at the end of the file.</summary>
    public static bool Next(ReadOnlySpan<byte> file, ref int at, out byte marker)
    {
        while (at < file.Length)
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0)
            {
                break;
            }

            at += found + 1;
            if (at < file.Length && file[at] is not (0x00 or 0xFF))
            {
                marker = file[at++];
                return true;
            }
        }

        at = file.Length;
        marker = 0;
        return false;
    }

    public static bool Segment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (at + 2 > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || at + length > file.Length)
        {
            return false;
        }

        segment = file.Slice(at + 2, length - 2);
        at += length;
        return true;
    }
}
