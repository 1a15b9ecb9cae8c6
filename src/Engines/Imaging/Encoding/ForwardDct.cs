namespace Maru.Engines.Imaging.Encoding;

/// <summary>The 8 x 8 forward transform of T.81 A.3.3, by two products with the cosine matrix.</summary>
internal static class ForwardDct
{
    private static readonly float[] Cosines = MakeCosines();

    public static void Transform(Span<float> block)
    {
        Span<float> half = stackalloc float[64];
        for (var y = 0; y < 8; y++)
        {
            for (var u = 0; u < 8; u++)
            {
                half[(y * 8) + u] = Dot(block[(y * 8)..], 1, u);
            }
        }

        for (var x = 0; x < 8; x++)
        {
            for (var v = 0; v < 8; v++)
            {
                block[(v * 8) + x] = Dot(half[x..], 8, v);
            }
        }
    }

    private static float Dot(ReadOnlySpan<float> line, int step, int frequency)
    {
        var cosines = Cosines.AsSpan(frequency * 8, 8);
        var sum = 0f;
        for (var i = 0; i < 8; i++)
        {
            sum += line[i * step] * cosines[i];
        }

        return sum;
    }

    private static float[] MakeCosines()
    {
        var cosines = new float[64];
        for (var u = 0; u < 8; u++)
        {
            for (var x = 0; x < 8; x++)
            {
                cosines[(u * 8) + x] = (float)(Math.Cos(((2 * x) + 1) * u * Math.PI / 16) * (u == 0 ? Math.Sqrt(0.125) : 0.5));
            }
        }

        return cosines;
    }
}
