using System.Runtime.Intrinsics.X86;

namespace Maru.Engines.Vectors.Tests;

public sealed unsafe class KernelsTests
{
    private static readonly int[] Lengths = [32, 64, 96, 128, 160, 800, 1024, 2048];

    [Fact]
    public void Dot_OnEveryInstructionSet_GivesTheScalarNumber()
    {
        var random = new Random(1);
        foreach (var length in Lengths)
        {
            var a = new byte[length];
            var b = new byte[length];
            var shifted = new sbyte[length];
            random.NextBytes(a);
            random.NextBytes(b);
            if (length == 64)
            {
                // The corners: the largest product of either sign, which 16-bit arithmetic would lose.
                Array.Fill(a, (byte)255);
                for (var i = 0; i < length; i++)
                {
                    b[i] = i % 2 == 0 ? (byte)0 : (byte)255;
                }
            }
            var expected = 0;
            for (var i = 0; i < length; i++)
            {
                shifted[i] = (sbyte)(b[i] - 128);
                expected += a[i] * shifted[i];
            }
            fixed (byte* x = a, y = b)
            fixed (sbyte* s = shifted)
            {
                Kernels.Dot(x, s, length).ShouldBe(expected);
                Kernels.DotCodes(x, y, length).ShouldBe(expected);
                Kernels.DotPortable(x, s, length).ShouldBe(expected);
                Kernels.DotCodesPortable(x, y, length).ShouldBe(expected);
                if (Avx2.IsSupported)
                {
                    Kernels.DotAvx2(x, s, length).ShouldBe(expected);
                    Kernels.DotCodesAvx2(x, y, length).ShouldBe(expected);
                }
                if (AvxVnni.IsSupported)
                {
                    Kernels.DotVnni(x, s, length).ShouldBe(expected);
                    Kernels.DotCodesVnni(x, y, length).ShouldBe(expected);
                }
            }
        }
    }

    [Fact]
    public void SquaredDistance_AtEveryWidth_AgreesWithTheScalarNumber()
    {
        var random = new Random(2);
        foreach (var length in Lengths)
        {
            var a = Data.Gaussian(random, length);
            var b = Data.Gaussian(random, length);
            var expected = Data.Squared(a, b);
            fixed (float* x = a, y = b)
            {
                foreach (var distance in new[]
                {
                    Kernels.SquaredDistance(x, y, length), Kernels.SquaredDistance128(x, y, length),
                    Kernels.SquaredDistance256(x, y, length), Kernels.SquaredDistance512(x, y, length),
                })
                {
                    ((double)distance).ShouldBe(expected, expected * 1e-5);
                }
            }
        }
    }

    [Fact]
    public void CodeDistance_OfEncodedRows_IsTheDistanceOfTheirCodes()
    {
        const int dimensions = 50;
        var random = new Random(3);
        using var vectors = new RowStore(64 * sizeof(float));
        vectors.Reserve(100);
        for (var row = 0; row < 100; row++)
        {
            Data.Gaussian(random, dimensions).CopyTo(new Span<float>(vectors[row], dimensions));
        }
        var quantiser = Quantiser.Train(vectors, 100, dimensions);
        using var codes = new RowStore(quantiser.Stride);
        codes.Reserve(100);
        for (var row = 0; row < 100; row++)
        {
            quantiser.Encode((float*)vectors[row], codes[row]).ShouldBeFalse();
        }
        var graph = new Graph(quantiser, 16, codes, new RowStore(8), new RowStore(8));
        for (var row = 1; row < 100; row++)
        {
            var expected = 0;
            for (var d = 0; d < dimensions; d++)
            {
                expected += (codes[0][d] - codes[row][d]) * (codes[0][d] - codes[row][d]);
            }
            graph.Between(codes[0], codes[row]).ShouldBe(expected);

            var truth = Math.Sqrt(Data.Squared(new Span<float>(vectors[0], dimensions).ToArray(), new Span<float>(vectors[row], dimensions).ToArray()));
            var slack = quantiser.Tail(codes[0])->Residual + quantiser.Tail(codes[row])->Residual;
            Math.Abs(Math.Sqrt(expected) * quantiser.Step - truth).ShouldBeLessThanOrEqualTo(slack + 1e-5);
        }
    }
}
