using System.Runtime.CompilerServices;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>
/// The 8 x 8 inverse transform in whole numbers after Loeffler, Ligtenberg and Moschytz (ICASSP 1989), with 13 bits of
/// fraction and two guard bits between the passes. The same arithmetic as the accurate mode of libjpeg, so that the managed
/// and the native decoder give the same picture, and with it the same embedding.
/// </summary>
internal static class InverseDct
{
    private const int Bits = 13;
    private const int Guard = 2;

    // round(x * 2^13) of the rotation constants
    private const int C0298 = 2446, C0390 = 3196, C0541 = 4433, C0765 = 6270, C0899 = 7373, C1175 = 9633;
    private const int C1501 = 12299, C1847 = 15137, C1961 = 16069, C2053 = 16819, C2562 = 20995, C3072 = 25172;

    /// <summary>Coefficients come in natural order.</summary>
    public static void Transform(ReadOnlySpan<short> block, ReadOnlySpan<ushort> table, Span<byte> to, int stride)
    {
        if (block[1..].IndexOfAnyExcept((short)0) < 0)
        {
            var flat = Clamp(Shift((block[0] * table[0]) << Guard, Guard + 3));
            for (var y = 0; y < 8; y++)
            {
                to.Slice(y * stride, 8).Fill(flat);
            }

            return;
        }

        Span<int> work = stackalloc int[64];
        for (var x = 0; x < 8; x++)
        {
            Pass(block[x] * table[x], block[8 + x] * table[8 + x], block[16 + x] * table[16 + x], block[24 + x] * table[24 + x],
                block[32 + x] * table[32 + x], block[40 + x] * table[40 + x], block[48 + x] * table[48 + x], block[56 + x] * table[56 + x],
                work[x..], 8, Bits - Guard);
        }

        Span<int> line = stackalloc int[8];
        for (var y = 0; y < 8; y++)
        {
            var w = work.Slice(y * 8, 8);
            Pass(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], line, 1, Bits + Guard + 3);
            var row = to.Slice(y * stride, 8);
            for (var x = 0; x < 8; x++)
            {
                row[x] = Clamp(line[x]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(int s0, int s1, int s2, int s3, int s4, int s5, int s6, int s7, Span<int> to, int step, int shift)
    {
        var turn = (s2 + s6) * C0541;
        var low = turn - (s6 * C1847);
        var high = turn + (s2 * C0765);
        var sum = (s0 + s4) << Bits;
        var difference = (s0 - s4) << Bits;
        int e0 = sum + high, e3 = sum - high, e1 = difference + low, e2 = difference - low;

        int z1 = s7 + s1, z2 = s5 + s3, z3 = s7 + s3, z4 = s5 + s1;
        var z5 = (z3 + z4) * C1175;
        z1 *= -C0899;
        z2 *= -C2562;
        z3 = (z3 * -C1961) + z5;
        z4 = (z4 * -C0390) + z5;
        var o0 = (s7 * C0298) + z1 + z3;
        var o1 = (s5 * C2053) + z2 + z4;
        var o2 = (s3 * C3072) + z2 + z3;
        var o3 = (s1 * C1501) + z1 + z4;

        to[0] = Shift(e0 + o3, shift);
        to[7 * step] = Shift(e0 - o3, shift);
        to[step] = Shift(e1 + o2, shift);
        to[6 * step] = Shift(e1 - o2, shift);
        to[2 * step] = Shift(e2 + o1, shift);
        to[5 * step] = Shift(e2 - o1, shift);
        to[3 * step] = Shift(e3 + o0, shift);
        to[4 * step] = Shift(e3 - o0, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Shift(int value, int by) => (value + (1 << (by - 1))) >> by;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int value) => (byte)Math.Clamp(value + 128, 0, 255);
}
