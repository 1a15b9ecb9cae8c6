namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>Planes to pixels: upsampling, then JFIF's YCbCr (ITU-T T.871), Adobe's RGB, CMYK and YCCK, or grey.</summary>
internal static class JpegPixels
{
    private const int AdobeUntransformed = 0;
    private const int AdobeYcck = 2;

    public static Image Assemble(JpegHeader header, JpegComponent[] planes)
    {
        var image = Image.Unwritten(header.Width, header.Height);
        var widest = planes.Max(p => p.Horizontal);
        var highest = planes.Max(p => p.Vertical);
        var rows = planes.Select(_ => new byte[header.Width]).ToArray();
        for (var y = 0; y < header.Height; y++)
        {
            for (var i = 0; i < planes.Length; i++)
            {
                JpegUpsampling.Row(planes[i], y, widest, highest, rows[i]);
            }

            var to = image.Row(y);
            if (planes.Length == 1)
            {
                Grey(rows[0], to);
            }
            else if (planes.Length == 4)
            {
                Cmyk(header, rows, to);
            }
            else if (IsRgb(header, planes))
            {
                Rgb(rows, to);
            }
            else
            {
                YCbCr(rows, to);
            }
        }

        return image;
    }

    /// <summary>CMYK as Adobe stores it, the other way round than print counts ink; without its marker as print counts.</summary>
    public static void CmykToRgba(Span<byte> cmyk, bool inverted)
    {
        for (var i = 0; i + 3 < cmyk.Length; i += 4)
        {
            var flip = inverted ? 0 : 255;
            int c = cmyk[i] ^ flip, m = cmyk[i + 1] ^ flip, y = cmyk[i + 2] ^ flip, k = cmyk[i + 3] ^ flip;
            cmyk[i] = (byte)(((c * k) + 127) / 255);
            cmyk[i + 1] = (byte)(((m * k) + 127) / 255);
            cmyk[i + 2] = (byte)(((y * k) + 127) / 255);
            cmyk[i + 3] = 255;
        }
    }

    private static bool IsRgb(JpegHeader header, JpegComponent[] planes) =>
        header.AdobeTransform == AdobeUntransformed
        || (header.AdobeTransform == JpegHeader.NoAdobeMarker && planes[0].Id == 'R' && planes[1].Id == 'G' && planes[2].Id == 'B');

    private static void Grey(byte[] grey, Span<byte> to)
    {
        for (int x = 0, at = 0; x < grey.Length; x++, at += 4)
        {
            to[at] = to[at + 1] = to[at + 2] = grey[x];
            to[at + 3] = 255;
        }
    }

    private static void Rgb(byte[][] rows, Span<byte> to)
    {
        for (int x = 0, at = 0; x < rows[0].Length; x++, at += 4)
        {
            to[at] = rows[0][x];
            to[at + 1] = rows[1][x];
            to[at + 2] = rows[2][x];
            to[at + 3] = 255;
        }
    }

    private static void YCbCr(byte[][] rows, Span<byte> to)
    {
        byte[] luma = rows[0], blue = rows[1], red = rows[2];
        for (int x = 0, at = 0; x < luma.Length; x++, at += 4)
        {
            int y = luma[x], cb = blue[x] - 128, cr = red[x] - 128;
            to[at] = Clamp(y + (((91881 * cr) + 32768) >> 16));
            to[at + 1] = Clamp(y + (((-22554 * cb) - (46802 * cr) + 32768) >> 16));
            to[at + 2] = Clamp(y + (((116130 * cb) + 32768) >> 16));
            to[at + 3] = 255;
        }
    }

    private static void Cmyk(JpegHeader header, byte[][] rows, Span<byte> to)
    {
        if (header.AdobeTransform == AdobeYcck)
        {
            YCbCr(rows, to);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = (byte)(255 - to[i]);
            }
        }
        else
        {
            Rgb(rows, to);
        }

        for (int x = 0, at = 3; x < rows[3].Length; x++, at += 4)
        {
            to[at] = rows[3][x];
        }

        CmykToRgba(to, header.AdobeTransform != JpegHeader.NoAdobeMarker);
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);
}
