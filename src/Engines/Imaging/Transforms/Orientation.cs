using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging.Transforms;

/// <summary>The eight turns and mirrorings of EXIF.</summary>
public static class Orientation
{
    public static Image Apply(Image image, int orientation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (orientation is < 2 or > 8)
        {
            return image;
        }

        var swapped = orientation >= 5;
        var result = swapped ? new Image(image.Height, image.Width) : new Image(image.Width, image.Height);
        var from = MemoryMarshal.Cast<byte, uint>(image.Pixels.AsSpan());
        var to = MemoryMarshal.Cast<byte, uint>(result.Pixels.AsSpan());
        int right = image.Width - 1, bottom = image.Height - 1, at = 0;
        for (var y = 0; y < result.Height; y++)
        {
            for (var x = 0; x < result.Width; x++)
            {
                var (sx, sy) = orientation switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                to[at++] = from[(sy * image.Width) + sx];
            }
        }

        return result;
    }
}
