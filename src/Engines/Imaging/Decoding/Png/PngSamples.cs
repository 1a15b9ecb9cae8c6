using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.Png;

/// <summary>A row as the file packs it becomes red, green, blue, alpha of 8 bits.</summary>
internal static class PngSamples
{
    public static void ToRgba(PngHeader header, ReadOnlySpan<byte> row, Span<byte> to)
    {
        switch (header.ColourType)
        {
            case PngHeader.Indexed:
                Indexed(header, row, to);
                break;
            case PngHeader.Rgba when header.Depth == 8:
                row[..to.Length].CopyTo(to);
                break;
            default:
                Direct(header, row, to);
                break;
        }
    }

    private static void Indexed(PngHeader header, ReadOnlySpan<byte> row, Span<byte> to)
    {
        var palette = header.Palette.AsSpan();
        for (var x = 0; x < to.Length / 4; x++)
        {
            palette.Slice(4 * Sample(row, x, header.Depth), 4).CopyTo(to[(4 * x)..]);
        }
    }

    private static void Direct(PngHeader header, ReadOnlySpan<byte> row, Span<byte> to)
    {
        var samples = header.Samples;
        var colours = samples >= 3 ? 3 : 1;
        var transparent = header.TransparentSample;
        Span<int> raw = stackalloc int[4];
        for (var x = 0; x < to.Length / 4; x++)
        {
            for (var i = 0; i < samples; i++)
            {
                raw[i] = Sample(row, (x * samples) + i, header.Depth);
            }

            var pixel = to.Slice(4 * x, 4);
            pixel[0] = ToEight(raw[0], header.Depth);
            pixel[1] = colours == 3 ? ToEight(raw[1], header.Depth) : pixel[0];
            pixel[2] = colours == 3 ? ToEight(raw[2], header.Depth) : pixel[0];
            pixel[3] = samples == colours ? (byte)255 : ToEight(raw[colours], header.Depth);
            if (transparent is not null && Matches(raw, transparent))
            {
                pixel[3] = 0;
            }
        }
    }

    private static bool Matches(ReadOnlySpan<int> raw, ushort[] transparent)
    {
        for (var i = 0; i < transparent.Length; i++)
        {
            if (raw[i] != transparent[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int Sample(ReadOnlySpan<byte> row, int index, int depth) => depth switch
    {
        8 => row[index],
        16 => BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]),
        _ => (row[index * depth / 8] >> (8 - depth - (index * depth % 8))) & ((1 << depth) - 1),
    };

    private static byte ToEight(int sample, int depth) => depth switch
    {
        8 => (byte)sample,
        16 => (byte)(((sample * 255) + 32767) / 65535),
        _ => (byte)(sample * 255 / ((1 << depth) - 1)),
    };
}
