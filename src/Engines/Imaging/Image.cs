namespace Maru.Engines.Imaging;

/// <summary>A picture in memory: 8 bits a channel, red, green, blue, alpha (not premultiplied), rows without gaps, sRGB.</summary>
public sealed class Image
{
    public const int Channels = 4;

    public Image(int width, int height)
        : this(width, height, new byte[CheckedLength(width, height)])
    {
    }

    public Image(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != CheckedLength(width, height))
        {
            throw new ArgumentException("The buffer must hold width x height x 4 bytes.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>For decoders, which write every byte: the zeroing of 48 MB takes as long as decoding 4 million pixels.</summary>
    internal static Image Unwritten(int width, int height) =>
        new(width, height, GC.AllocateUninitializedArray<byte>(CheckedLength(width, height)));

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * Channels, Width * Channels);

    /// <summary>True when no pixel lets the background through.</summary>
    public bool IsOpaque()
    {
        for (var i = Channels - 1; i < Pixels.Length; i += Channels)
        {
            if (Pixels[i] != 255)
            {
                return false;
            }
        }

        return true;
    }

    public static Image Filled(int width, int height, Colour colour)
    {
        var image = new Image(width, height);
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Colour>(image.Pixels.AsSpan()).Fill(colour);
        return image;
    }

    private static int CheckedLength(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return checked(width * height * Channels);
    }
}
