using Maru.Engines.Imaging.Decoding;

namespace Maru.Engines.Imaging.Tests;

/// <summary>Files of the test and how far two pictures are apart.</summary>
internal static class Pictures
{
    public static readonly DecodeLimits Managed = new() { AllowNative = false };

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Decoding", "Fixtures", name));

    public static Image Decode(byte[] file, DecodeLimits? limits = null) =>
        ImageDecoder.Decode(file, limits ?? DecodeLimits.Default).ShouldBeOfType<DecodeResult.Decoded>().Image;

    /// <summary>A smooth picture with edges, the same every time.</summary>
    public static Image Sample(int width, int height)
    {
        var image = new Image(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var disc = ((x - (width / 2)) * (x - (width / 2))) + ((y - (height / 2)) * (y - (height / 2))) < width * height / 16;
                new byte[] { (byte)(x * 255 / width), (byte)(y * 255 / height), (byte)(disc ? 200 : 40), 255 }.CopyTo(image.Row(y)[(4 * x)..]);
            }
        }

        return image;
    }

    public static int LargestDifference(Image a, Image b)
    {
        (a.Width, a.Height).ShouldBe((b.Width, b.Height));
        var largest = 0;
        for (var i = 0; i < a.Pixels.Length; i++)
        {
            var seen = i % 4 == 3 || (a.Pixels[i | 3] != 0 && b.Pixels[i | 3] != 0);
            largest = seen ? Math.Max(largest, Math.Abs(a.Pixels[i] - b.Pixels[i])) : largest;
        }

        return largest;
    }

    public static double MeanDifference(Image a, Image b)
    {
        (a.Width, a.Height).ShouldBe((b.Width, b.Height));
        return a.Pixels.Zip(b.Pixels, (p, q) => Math.Abs(p - q)).Average();
    }
}
