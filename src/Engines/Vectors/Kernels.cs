using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Maru.Engines.Vectors;

/// <summary>
/// The inner loops. Codes are unsigned bytes; the other side of a product is given shifted by 128 into signed bytes,
/// which is what one VNNI instruction multiplies (32 products each). The shift is undone by a constant kept with each row
/// (see <see cref="Quantiser"/>), so the sums are exact and every variant gives the same number.
/// Lengths are multiples of <see cref="CodeStep"/> and <see cref="FloatStep"/>; the padding is zero.
/// </summary>
internal static unsafe class Kernels
{
    internal const int CodeStep = 32;
    internal const int FloatStep = 16;

    /// <summary>Sum of code * shifted, the shifted side prepared once a query.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Dot(byte* codes, sbyte* shifted, int length) =>
        AvxVnni.IsSupported ? DotVnni(codes, shifted, length)
        : Avx2.IsSupported ? DotAvx2(codes, shifted, length)
        : DotPortable(codes, shifted, length);

    /// <summary>Sum of a * (b - 128): both sides codes, the shift made on the way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DotCodes(byte* a, byte* b, int length) =>
        AvxVnni.IsSupported ? DotCodesVnni(a, b, length)
        : Avx2.IsSupported ? DotCodesAvx2(a, b, length)
        : DotCodesPortable(a, b, length);

    /// <summary>Squared Euclidean distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquaredDistance(float* a, float* b, int length) =>
        Vector512.IsHardwareAccelerated ? SquaredDistance512(a, b, length)
        : Vector256.IsHardwareAccelerated ? SquaredDistance256(a, b, length)
        : SquaredDistance128(a, b, length);

    internal static int DotVnni(byte* a, sbyte* b, int length)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= length - 128; i += 128)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, Vector256.Load(a + i), Vector256.Load(b + i));
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, Vector256.Load(a + i + 32), Vector256.Load(b + i + 32));
            s2 = AvxVnni.MultiplyWideningAndAdd(s2, Vector256.Load(a + i + 64), Vector256.Load(b + i + 64));
            s3 = AvxVnni.MultiplyWideningAndAdd(s3, Vector256.Load(a + i + 96), Vector256.Load(b + i + 96));
        }
        for (; i < length; i += 32)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, Vector256.Load(a + i), Vector256.Load(b + i));
        }
        return Vector256.Sum((s0 + s1) + (s2 + s3));
    }

    internal static int DotCodesVnni(byte* a, byte* b, int length)
    {
        var shift = Vector256.Create((byte)0x80);
        Vector256<int> s0 = default, s1 = default;
        var i = 0;
        for (; i <= length - 64; i += 64)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, Vector256.Load(a + i), (Vector256.Load(b + i) ^ shift).AsSByte());
            s1 = AvxVnni.MultiplyWideningAndAdd(s1, Vector256.Load(a + i + 32), (Vector256.Load(b + i + 32) ^ shift).AsSByte());
        }
        for (; i < length; i += 32)
        {
            s0 = AvxVnni.MultiplyWideningAndAdd(s0, Vector256.Load(a + i), (Vector256.Load(b + i) ^ shift).AsSByte());
        }
        return Vector256.Sum(s0 + s1);
    }

    internal static int DotAvx2(byte* a, sbyte* b, int length)
    {
        Vector256<int> s0 = default, s1 = default;
        for (var i = 0; i < length; i += 32)
        {
            s0 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a + i), Avx2.ConvertToVector256Int16(b + i));
            s1 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a + i + 16), Avx2.ConvertToVector256Int16(b + i + 16));
        }
        return Vector256.Sum(s0 + s1);
    }

    internal static int DotCodesAvx2(byte* a, byte* b, int length)
    {
        var shift = Vector256.Create((short)128);
        Vector256<int> s0 = default, s1 = default;
        for (var i = 0; i < length; i += 32)
        {
            s0 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a + i), Avx2.ConvertToVector256Int16(b + i) - shift);
            s1 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(a + i + 16), Avx2.ConvertToVector256Int16(b + i + 16) - shift);
        }
        return Vector256.Sum(s0 + s1);
    }

    // Runs on anything with 128-bit registers (NEON, SSE2); a product of two widened bytes fits 16 bits only unsigned,
    // hence the second widening before the addition.
    internal static int DotPortable(byte* a, sbyte* b, int length)
    {
        Vector128<int> sum = default;
        for (var i = 0; i < length; i += 16)
        {
            var (a0, a1) = Vector128.Widen(Vector128.Load(a + i));
            var (b0, b1) = Vector128.Widen(Vector128.Load(b + i));
            sum += Products(a0.AsInt16(), b0) + Products(a1.AsInt16(), b1);
        }
        return Vector128.Sum(sum);
    }

    internal static int DotCodesPortable(byte* a, byte* b, int length)
    {
        var shift = Vector128.Create((byte)0x80);
        Vector128<int> sum = default;
        for (var i = 0; i < length; i += 16)
        {
            var (a0, a1) = Vector128.Widen(Vector128.Load(a + i));
            var (b0, b1) = Vector128.Widen((Vector128.Load(b + i) ^ shift).AsSByte());
            sum += Products(a0.AsInt16(), b0) + Products(a1.AsInt16(), b1);
        }
        return Vector128.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> a, Vector128<short> b)
    {
        // |a| <= 255 and |b| <= 128: each product fits a signed 16-bit number (at most 32,640).
        var (low, high) = Vector128.Widen(a * b);
        return low + high;
    }

    internal static float SquaredDistance512(float* a, float* b, int length)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= length - 64; i += 64)
        {
            var d0 = Vector512.Load(a + i) - Vector512.Load(b + i);
            var d1 = Vector512.Load(a + i + 16) - Vector512.Load(b + i + 16);
            var d2 = Vector512.Load(a + i + 32) - Vector512.Load(b + i + 32);
            var d3 = Vector512.Load(a + i + 48) - Vector512.Load(b + i + 48);
            s0 = Vector512.FusedMultiplyAdd(d0, d0, s0);
            s1 = Vector512.FusedMultiplyAdd(d1, d1, s1);
            s2 = Vector512.FusedMultiplyAdd(d2, d2, s2);
            s3 = Vector512.FusedMultiplyAdd(d3, d3, s3);
        }
        for (; i < length; i += 16)
        {
            var d = Vector512.Load(a + i) - Vector512.Load(b + i);
            s0 = Vector512.FusedMultiplyAdd(d, d, s0);
        }
        return Vector512.Sum((s0 + s1) + (s2 + s3));
    }

    internal static float SquaredDistance256(float* a, float* b, int length)
    {
        Vector256<float> s0 = default, s1 = default;
        for (var i = 0; i < length; i += 16)
        {
            var d0 = Vector256.Load(a + i) - Vector256.Load(b + i);
            var d1 = Vector256.Load(a + i + 8) - Vector256.Load(b + i + 8);
            s0 += d0 * d0;
            s1 += d1 * d1;
        }
        return Vector256.Sum(s0 + s1);
    }

    internal static float SquaredDistance128(float* a, float* b, int length)
    {
        Vector128<float> s0 = default, s1 = default;
        for (var i = 0; i < length; i += 8)
        {
            var d0 = Vector128.Load(a + i) - Vector128.Load(b + i);
            var d1 = Vector128.Load(a + i + 4) - Vector128.Load(b + i + 4);
            s0 += d0 * d0;
            s1 += d1 * d1;
        }
        return Vector128.Sum(s0 + s1);
    }
}
