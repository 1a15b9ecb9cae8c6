namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>
/// Brings a plane of fewer samples to the size of the picture: a triangle filter (3/4 of the nearer, 1/4 of the farther
/// sample) where one sample covers two, else repetition. The same weights and roundings as libjpeg's "fancy" upsampling.
/// </summary>
internal static class JpegUpsampling
{
    public static void Row(JpegComponent plane, int y, int widest, int highest, Span<byte> to)
    {
        int across = widest / plane.Horizontal, down = highest / plane.Vertical;
        var whole = widest % plane.Horizontal == 0 && highest % plane.Vertical == 0;
        if (across == 1 && down == 1 && whole)
        {
            Line(plane, y)[..to.Length].CopyTo(to);
        }
        else if (across == 2 && down == 1 && whole && plane.Width > 2)
        {
            Widen(Line(plane, y), plane.Width, to);
        }
        else if (across == 2 && down == 2 && whole && plane.Width > 2)
        {
            Enlarge(plane, y, to);
        }
        else if (across == 1 && down == 2 && whole)
        {
            var near = Line(plane, y / 2);
            var far = Line(plane, (y & 1) == 0 ? (y / 2) - 1 : (y / 2) + 1);
            var round = (y & 1) == 0 ? 1 : 2;
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = (byte)(((3 * near[x]) + far[x] + round) >> 2);
            }
        }
        else
        {
            var line = Line(plane, y * plane.Vertical / highest);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = line[x * plane.Horizontal / widest];
            }
        }
    }

    private static ReadOnlySpan<byte> Line(JpegComponent plane, int y) =>
        plane.Samples.AsSpan(Math.Clamp(y, 0, plane.Height - 1) * plane.Stride, plane.Stride);

    private static void Widen(ReadOnlySpan<byte> line, int width, Span<byte> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            int at = x / 2, near = line[at];
            if ((x & 1) == 0)
            {
                to[x] = at == 0 ? (byte)near : (byte)(((3 * near) + line[at - 1] + 1) >> 2);
            }
            else
            {
                to[x] = at == width - 1 ? (byte)near : (byte)(((3 * near) + line[at + 1] + 2) >> 2);
            }
        }
    }

    private static void Enlarge(JpegComponent plane, int y, Span<byte> to)
    {
        var near = Line(plane, y / 2);
        var far = Line(plane, (y & 1) == 0 ? (y / 2) - 1 : (y / 2) + 1);
        int previous, here = (3 * near[0]) + far[0], next = here;
        previous = here;
        for (var at = 0; at * 2 < to.Length; at++)
        {
            next = at + 1 < plane.Width ? (3 * near[at + 1]) + far[at + 1] : here;
            to[2 * at] = (byte)(((3 * here) + previous + 8) >> 4);
            if ((2 * at) + 1 < to.Length)
            {
                to[(2 * at) + 1] = (byte)(((3 * here) + next + 7) >> 4);
            }

            previous = here;
            here = next;
        }
    }
}
