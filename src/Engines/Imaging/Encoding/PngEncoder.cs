using System.Buffers.Binary;
using System.IO.Compression;
using Maru.Engines.Imaging.Decoding.Png;

namespace Maru.Engines.Imaging.Encoding;

/// <summary>PNG of 8 bits a sample, with alpha only when the picture has some; each row with the filter that leaves least.</summary>
public static class PngEncoder
{
    private const int Filters = 5;

    public static byte[] Encode(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var samples = image.IsOpaque() ? 3 : 4;
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        header[9] = (byte)(samples == 3 ? PngHeader.Rgb : PngHeader.Rgba);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(image, samples));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compress(Image image, int samples)
    {
        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[image.Width * samples];
            var above = new byte[row.Length];
            var best = new byte[row.Length + 1];
            var tried = new byte[row.Length + 1];
            for (var y = 0; y < image.Height; y++)
            {
                Pack(image.Row(y), row, samples);
                var least = long.MaxValue;
                for (byte filter = 0; filter < Filters; filter++)
                {
                    var cost = Apply(filter, row, above, tried, samples);
                    if (cost < least)
                    {
                        least = cost;
                        (best, tried) = (tried, best);
                    }
                }

                deflate.Write(best);
                (row, above) = (above, row);
            }
        }

        return data.ToArray();
    }

    private static void Pack(ReadOnlySpan<byte> rgba, Span<byte> row, int samples)
    {
        if (samples == 4)
        {
            rgba.CopyTo(row);
            return;
        }

        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
        {
            rgba.Slice(from, 3).CopyTo(row[to..]);
        }
    }

    /// <summary>The sum of the residues as signed bytes: the usual guess at which filter packs best.</summary>
    private static long Apply(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> to, int step)
    {
        to[0] = filter;
        long cost = 0;
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step], up = above[i], corner = i < step ? 0 : above[i - step];
            var guess = filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) >> 1,
                _ => PngFilter.Paeth(left, up, corner),
            };
            var residue = (byte)(row[i] - guess);
            to[i + 1] = residue;
            cost += Math.Abs((int)(sbyte)residue);
        }

        return cost;
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var body = new byte[data.Length + 4];
        type.CopyTo(body);
        data.CopyTo(body.AsSpan(4));
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngChecksum.Of(body));
        file.Write(number);
    }
}
