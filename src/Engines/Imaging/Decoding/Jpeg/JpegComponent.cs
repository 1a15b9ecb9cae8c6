namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>One colour plane: its coefficients, in blocks of 64, padded to whole MCUs; later its samples.</summary>
internal sealed class JpegComponent(byte id, int horizontal, int vertical, int quantisation)
{
    public byte Id => id;

    /// <summary>Sampling factors as the frame header gives them.</summary>
    public int Horizontal => horizontal;

    public int Vertical => vertical;

    public int Quantisation => quantisation;

    /// <summary>Samples that carry picture, without padding.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Blocks of a scan that holds this plane alone.</summary>
    public int BlocksWide => (Width + 7) / 8;

    public int BlocksHigh => (Height + 7) / 8;

    /// <summary>Blocks in memory: whole MCUs.</summary>
    public int StrideBlocks { get; private set; }

    public int StoredBlocksHigh { get; private set; }

    public short[] Coefficients { get; private set; } = [];

    public byte[] Samples { get; private set; } = [];

    public int Stride => StrideBlocks * 8;

    public JpegHuffmanTable? Dc { get; set; }

    public JpegHuffmanTable? Ac { get; set; }

    public int Prediction { get; set; }

    /// <summary>The table in force when the plane's first scan began: later ones belong to later planes.</summary>
    public ushort[]? Table { get; set; }

    public void Allocate(int width, int height, int mcusWide, int mcusHigh, int widest, int highest)
    {
        Width = ((width * horizontal) + widest - 1) / widest;
        Height = ((height * vertical) + highest - 1) / highest;
        StrideBlocks = mcusWide * horizontal;
        StoredBlocksHigh = mcusHigh * vertical;
        Coefficients = new short[StrideBlocks * StoredBlocksHigh * 64];
    }

    public Span<short> Block(int x, int y) => Coefficients.AsSpan(((y * StrideBlocks) + x) * 64, 64);

    public void ToSamples()
    {
        Samples = new byte[Stride * StoredBlocksHigh * 8];
        for (var y = 0; y < StoredBlocksHigh; y++)
        {
            for (var x = 0; x < StrideBlocks; x++)
            {
                InverseDct.Transform(Block(x, y), Table, Samples.AsSpan((y * 8 * Stride) + (x * 8)), Stride);
            }
        }

        Coefficients = [];
    }
}
