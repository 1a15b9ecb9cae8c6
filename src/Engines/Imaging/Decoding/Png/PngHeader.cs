namespace Maru.Engines.Imaging.Decoding.Png;

/// <summary>The IHDR chunk, and the palette and transparency that go with it (W3C PNG, third edition, 11.2 and 11.3).</summary>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColourType, bool Interlaced)
{
    public const int Grey = 0;
    public const int Rgb = 2;
    public const int Indexed = 3;
    public const int GreyAlpha = 4;
    public const int Rgba = 6;

    /// <summary>256 entries: red, green, blue, alpha. Entries the file does not give are black, as browsers have it.</summary>
    public byte[]? Palette { get; set; }

    /// <summary>The grey or the red, green, blue that counts as transparent.</summary>
    public ushort[]? TransparentSample { get; set; }

    public int Samples => ColourType switch { Grey or Indexed => 1, GreyAlpha => 2, Rgb => 3, _ => 4 };

    public int BitsPerPixel => Samples * Depth;

    /// <summary>How far back a filter looks for "the same byte of the pixel before".</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    public int RowBytes(int width) => (int)((((long)width * BitsPerPixel) + 7) / 8);

    public bool IsValid() => ColourType switch
    {
        Grey => Depth is 1 or 2 or 4 or 8 or 16,
        Indexed => Depth is 1 or 2 or 4 or 8,
        Rgb or GreyAlpha or Rgba => Depth is 8 or 16,
        _ => false,
    };
}
