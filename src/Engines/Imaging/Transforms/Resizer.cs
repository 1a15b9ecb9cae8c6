using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Maru.Engines.Imaging.Transforms;

public enum ResizeFilter
{
    /// <summary>The mean of the pixels covered: exact for shrinking, and the rule of the embedders' input. Enlarges by bilinear.</summary>
    Area,

    /// <summary>Lanczos with three lobes: sharper, for pictures that people look at.</summary>
    Lanczos,
}

/// <summary>
/// Separable resampling of premultiplied pixels, in floats. Rows are read once from the top and kept only while an output
/// row needs them, so the memory beside the result is a few rows whatever the size of the source.
/// </summary>
public static class Resizer
{
    public static Image Resize(Image image, int width, int height, ResizeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = new Image(width, height);
        if (image.Width == width && image.Height == height)
        {
            image.Pixels.CopyTo(result.Pixels.AsSpan());
            return result;
        }

        var across = ResampleWeights.Create(image.Width, width, filter);
        var down = ResampleWeights.Create(image.Height, height, filter);
        var opaque = image.IsOpaque();
        var rows = new Vector4[down.MaxTaps][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new Vector4[width];
        }

        var line = new Vector4[image.Width];
        var sum = new Vector4[width];
        var ready = 0;
        for (var y = 0; y < height; y++)
        {
            var (first, weights) = down.For(y);
            ready = Math.Max(ready, first);
            for (; ready < first + weights.Length; ready++)
            {
                Unpack(image.Row(ready), line, opaque);
                Across(line, across, rows[ready % rows.Length]);
            }

            Array.Clear(sum);
            for (var i = 0; i < weights.Length; i++)
            {
                var row = rows[(first + i) % rows.Length];
                for (var x = 0; x < sum.Length; x++)
                {
                    sum[x] += row[x] * weights[i];
                }
            }

            Pack(sum, result.Row(y), opaque);
        }

        return result;
    }

    /// <summary>The largest size inside the bounds with the proportions of the picture; never larger than the picture.</summary>
    public static Image Fit(Image image, int maxWidth, int maxHeight, ResizeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        var scale = Math.Min(1, Math.Min((double)maxWidth / image.Width, (double)maxHeight / image.Height));
        return Resize(image, Scaled(image.Width, scale), Scaled(image.Height, scale), filter);
    }

    internal static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.AwayFromZero));

    private static void Unpack(ReadOnlySpan<byte> row, Span<Vector4> to, bool opaque)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row)[..to.Length];
        for (var x = 0; x < to.Length; x++)
        {
            var bytes = Vector128.CreateScalarUnsafe(pixels[x]).AsByte();
            var value = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32()).AsVector4();
            to[x] = opaque ? value : new Vector4(value.X, value.Y, value.Z, 255) * (value.W / 255);
        }
    }

    private static void Across(ReadOnlySpan<Vector4> line, ResampleWeights across, Span<Vector4> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            var (first, weights) = across.For(x);
            var part = line.Slice(first, weights.Length);
            var sum = Vector4.Zero;
            for (var i = 0; i < part.Length; i++)
            {
                sum += part[i] * weights[i];
            }

            to[x] = sum;
        }
    }

    private static void Pack(ReadOnlySpan<Vector4> row, Span<byte> to, bool opaque)
    {
        var pixels = MemoryMarshal.Cast<byte, Colour>(to);
        for (var x = 0; x < row.Length; x++)
        {
            var value = row[x];
            var alpha = opaque ? 255 : Math.Clamp(value.W, 0, 255);
            if (alpha < 0.5f)
            {
                pixels[x] = default;
                continue;
            }

            value = Vector4.Clamp((value * (255 / alpha)) + new Vector4(0.5f), Vector4.Zero, new Vector4(255));
            pixels[x] = new((byte)value.X, (byte)value.Y, (byte)value.Z, (byte)(alpha + 0.5f));
        }
    }
}
