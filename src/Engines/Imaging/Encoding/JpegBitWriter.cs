using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Encoding;

/// <summary>Bytes, markers and entropy-coded bits, with a zero stuffed after each 0xFF of the latter.</summary>
internal sealed class JpegBitWriter
{
    private readonly MemoryStream stream = new();
    private ulong pending;
    private int count;

    public void Bits(int value, int n)
    {
        pending = (pending << n) | ((uint)value & ((1u << n) - 1));
        count += n;
        while (count >= 8)
        {
            count -= 8;
            var next = (byte)(pending >> count);
            stream.WriteByte(next);
            if (next == 0xFF)
            {
                stream.WriteByte(0);
            }
        }
    }

    /// <summary>Fills the last byte with ones, as T.81 F.1.2.3 asks.</summary>
    public void FlushBits()
    {
        if (count > 0)
        {
            Bits((1 << (8 - count)) - 1, 8 - count);
        }
    }

    public void Marker(byte marker)
    {
        stream.WriteByte(0xFF);
        stream.WriteByte(marker);
    }

    public void Segment(byte marker, ReadOnlySpan<byte> content)
    {
        Marker(marker);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        stream.Write(length);
        stream.Write(content);
    }

    public byte[] ToArray() => stream.ToArray();
}
