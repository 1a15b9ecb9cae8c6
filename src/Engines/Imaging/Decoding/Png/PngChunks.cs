using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.Png;

/// <summary>Walks the chunks of a PNG and checks their sums.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> file)
{
    public const int SignatureLength = 8;

    private readonly ReadOnlySpan<byte> file = file;
    private int at = SignatureLength;

    public ReadOnlySpan<byte> Type { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    public readonly int DataOffset => at - 4 - Data.Length;

    /// <summary>Null when a chunk was read, else why not.</summary>
    public string? Next()
    {
        if (at + 12 > file.Length)
        {
            return "it ends between chunks";
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - 12)
        {
            return "it ends inside a chunk";
        }

        Type = file.Slice(at + 4, 4);
        Data = file.Slice(at + 8, (int)length);
        var sum = BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]);
        if (sum != PngChecksum.Of(file.Slice(at + 4, 4 + (int)length)))
        {
            return "a chunk's checksum is wrong";
        }

        at += 12 + (int)length;
        return null;
    }
}
