using System.Buffers.Binary;
using System.IO.Compression;

namespace Maru.Commands;

/// <summary>Pictures in the IDX format of the MNIST family: magic 0x00000803, then count, rows and columns, big-endian, then bytes.</summary>
internal sealed record IdxFile(int Count, int Dimensions, byte[] Bytes)
{
    private const int MaxBytes = 1 << 30;

    public ReadOnlyMemory<float> Row(int row)
    {
        var values = new float[Dimensions];
        for (var d = 0; d < Dimensions; d++)
        {
            values[d] = Bytes[(long)row * Dimensions + d];
        }
        return values;
    }

    /// <summary>Null when the file is not one of bytes in three dimensions, or is shorter than it says.</summary>
    public static IdxFile? Read(string path)
    {
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        Span<byte> head = stackalloc byte[16];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || BinaryPrimitives.ReadInt32BigEndian(head) != 0x803)
        {
            return null;
        }
        var count = BinaryPrimitives.ReadInt32BigEndian(head[4..]);
        var dimensions = (long)BinaryPrimitives.ReadInt32BigEndian(head[8..]) * BinaryPrimitives.ReadInt32BigEndian(head[12..]);
        if (count <= 0 || dimensions <= 0 || dimensions > MaxBytes / count)
        {
            return null;
        }
        var bytes = new byte[count * dimensions];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length ? null : new IdxFile(count, (int)dimensions, bytes);
    }
}
