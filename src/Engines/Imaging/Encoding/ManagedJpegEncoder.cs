namespace Maru.Engines.Imaging.Encoding;

/// <summary>Baseline JPEG with the tables of ITU-T T.81 annex K, scaled by quality as libjpeg does.</summary>
internal sealed class ManagedJpegEncoder
{
    private static ReadOnlySpan<byte> LumaSteps =>
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static ReadOnlySpan<byte> ChromaSteps =>
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    private readonly Image image;
    private readonly int sampling;
    private readonly JpegBitWriter output = new();
    private readonly byte[] lumaTable;
    private readonly byte[] chromaTable;
    private readonly float[] block = new float[64];
    private readonly int[] predictions = new int[3];

    public ManagedJpegEncoder(Image image, int quality, bool fullColour)
    {
        this.image = image;
        sampling = fullColour ? 1 : 2;
        lumaTable = Scale(LumaSteps, quality);
        chromaTable = Scale(ChromaSteps, quality);
    }

    public byte[] Encode()
    {
        JpegHeaders.Write(output, image.Width, image.Height, sampling, lumaTable, chromaTable);
        var side = 8 * sampling;
        for (var y = 0; y < image.Height; y += side)
        {
            for (var x = 0; x < image.Width; x += side)
            {
                for (var i = 0; i < sampling * sampling; i++)
                {
                    Sample(x + (8 * (i % sampling)), y + (8 * (i / sampling)), 1, 0.299f, 0.587f, 0.114f, -128);
                    Write(0, lumaTable, JpegHuffmanCode.LumaDc, JpegHuffmanCode.LumaAc);
                }

                Sample(x, y, sampling, -0.168736f, -0.331264f, 0.5f, 0);
                Write(1, chromaTable, JpegHuffmanCode.ChromaDc, JpegHuffmanCode.ChromaAc);
                Sample(x, y, sampling, 0.5f, -0.418688f, -0.081312f, 0);
                Write(2, chromaTable, JpegHuffmanCode.ChromaDc, JpegHuffmanCode.ChromaAc);
            }
        }

        output.FlushBits();
        output.Marker(Decoding.Jpeg.JpegMarker.End);
        return output.ToArray();
    }

    private static byte[] Scale(ReadOnlySpan<byte> steps, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var table = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            table[i] = (byte)Math.Clamp(((steps[i] * percent) + 50) / 100, 1, 255);
        }

        return table;
    }

    /// <summary>One 8 x 8 block of a plane, each sample the mean of step x step pixels; the edge is repeated outwards.</summary>
    private void Sample(int left, int top, int step, float red, float green, float blue, float shift)
    {
        var pixels = image.Pixels;
        var share = 1f / (step * step);
        for (var i = 0; i < 64; i++)
        {
            var sum = 0f;
            for (var part = 0; part < step * step; part++)
            {
                var x = Math.Min(left + ((i & 7) * step) + (part % step), image.Width - 1);
                var y = Math.Min(top + ((i >> 3) * step) + (part / step), image.Height - 1);
                var at = ((y * image.Width) + x) * Image.Channels;
                sum += (red * pixels[at]) + (green * pixels[at + 1]) + (blue * pixels[at + 2]);
            }

            block[i] = (sum * share) + shift;
        }
    }

    private void Write(int plane, byte[] table, JpegHuffmanCode dc, JpegHuffmanCode ac)
    {
        ForwardDct.Transform(block);
        Span<int> levels = stackalloc int[64];
        for (var i = 0; i < 64; i++)
        {
            var natural = Decoding.Jpeg.JpegScan.NaturalOrder(i);
            levels[i] = (int)MathF.Round(block[natural] / table[natural]);
        }

        var difference = levels[0] - predictions[plane];
        predictions[plane] = levels[0];
        var size = SizeOf(difference);
        dc.Write(output, size);
        output.Bits(difference < 0 ? difference + (1 << size) - 1 : difference, size);
        var run = 0;
        for (var i = 1; i < 64; i++)
        {
            if (levels[i] == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                ac.Write(output, 0xF0);
            }

            size = SizeOf(levels[i]);
            ac.Write(output, (run << 4) | size);
            output.Bits(levels[i] < 0 ? levels[i] + (1 << size) - 1 : levels[i], size);
            run = 0;
        }

        if (run > 0)
        {
            ac.Write(output, 0);
        }
    }

    private static int SizeOf(int value) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(value));
}
