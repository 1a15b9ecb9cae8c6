using Maru.Engines.Imaging;
using Maru.Engines.Imaging.Encoding;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Modules.Vision.Tests;

/// <summary>Made-up pictures: coloured blocks on white.</summary>
internal static class Drawn
{
    public static byte[] Block(byte red, byte green, byte blue, int width = 120, int height = 160, int margin = 30) => Png(Picture(width, height, (margin, margin, width - (2 * margin), height - (2 * margin), new Colour(red, green, blue))));

    /// <summary>Two blocks a hand apart.</summary>
    public static byte[] Pair() => Png(Picture(400, 200, (30, 30, 120, 140, new Colour(200, 30, 30)), (250, 30, 120, 140, new Colour(20, 40, 160))));

    public static Image Picture(int width, int height, params (int X, int Y, int Width, int Height, Colour Colour)[] blocks)
    {
        var image = Image.Filled(width, height, Colour.White);
        foreach (var (x, y, w, h, colour) in blocks)
        {
            Composer.Draw(image, Image.Filled(w, h, colour), x, y);
        }

        return image;
    }

    public static byte[] Png(Image image) => PngEncoder.Encode(image);

    public static byte[] Jpeg(Image image) => JpegEncoder.Encode(image, new JpegOptions { Quality = 90 });
}
