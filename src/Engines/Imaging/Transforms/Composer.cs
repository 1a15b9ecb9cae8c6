namespace Maru.Engines.Imaging.Transforms;

/// <summary>Pictures over pictures: source-over with straight alpha, in the encoded values as browsers do it.</summary>
public static class Composer
{
    /// <summary>The picture on a plain background.</summary>
    public static Image Flatten(Image image, Colour background)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = Image.Filled(image.Width, image.Height, background);
        Draw(result, image, 0, 0);
        return result;
    }

    /// <summary>Draws one picture over another; what lies outside is cut off.</summary>
    public static void Draw(Image onto, Image image, int left, int top)
    {
        ArgumentNullException.ThrowIfNull(onto);
        ArgumentNullException.ThrowIfNull(image);
        int firstX = Math.Max(0, -left), lastX = Math.Min(image.Width, onto.Width - left);
        int firstY = Math.Max(0, -top), lastY = Math.Min(image.Height, onto.Height - top);
        if (firstX >= lastX)
        {
            return;
        }

        for (var y = firstY; y < lastY; y++)
        {
            Over(onto.Row(y + top)[((firstX + left) * 4)..((lastX + left) * 4)], image.Row(y)[(firstX * 4)..(lastX * 4)]);
        }
    }

    private static void Over(Span<byte> below, ReadOnlySpan<byte> above)
    {
        for (var i = 0; i < above.Length; i += 4)
        {
            int alpha = above[i + 3];
            if (alpha == 255)
            {
                above.Slice(i, 4).CopyTo(below[i..]);
            }
            else if (alpha != 0)
            {
                var under = below[i + 3] * (255 - alpha);
                var total = (alpha * 255) + under;
                for (var c = 0; c < 3; c++)
                {
                    below[i + c] = (byte)(((above[i + c] * alpha * 255) + (below[i + c] * under) + (total / 2)) / total);
                }

                below[i + 3] = (byte)((total + 127) / 255);
            }
        }
    }
}
