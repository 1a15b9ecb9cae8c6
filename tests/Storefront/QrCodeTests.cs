using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Tests;

public sealed class QrCodeTests
{
    [Theory]
    [InlineData(10, 21)]
    [InlineData(100, 41)]
    [InlineData(150, 49)]
    [InlineData(331, 69)]
    public void Encode_ForSoManyBytes_TakesTheSmallestVersionThatHoldsThem(int bytes, int size) => QrCode.Encode(new string('a', bytes)).Size.ShouldBe(size);

    [Fact]
    public void Encode_ForMoreThanItHolds_Refuses() => Should.Throw<ArgumentException>(() => QrCode.Encode(new string('a', 332)));

    [Fact]
    public void Encode_ForAnyText_CanBeReadAgain()
    {
        Prop.ForAll(Gen.Choose(1, 331).SelectMany(n => Gen.Choose(32, 126).ArrayOf(n)).ToArbitrary(), codes =>
        {
            var text = new string([.. codes.Select(c => (char)c)]);
            return QrReader.Read(QrCode.Encode(text)) == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ToSvg_ForALabelWithMarkup_EscapesIt() => QrCode.Encode("x").ToSvg("\"<b>").ShouldContain("&quot;&lt;b&gt;");
}

/// <summary>Reads an undamaged code the way a scanner does: format, mask, codewords, check sums.</summary>
internal static class QrReader
{
    private static readonly (int Correction, int Blocks, int Data, int Longer)[] Versions =
    [
        (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0), (16, 4, 27, 0), (18, 4, 31, 0), (22, 4, 38, 2), (22, 5, 36, 2), (26, 5, 43, 1),
        (30, 5, 50, 4), (22, 8, 36, 2), (22, 9, 37, 1),
    ];

    public static string? Read(QrCode code)
    {
        var version = (code.Size - 17) / 4;
        var (correction, count, shortest, longer) = Versions[version - 1];
        var total = (count * (shortest + correction)) + longer;
        var codewords = Codewords(code, version).Take(total).ToArray();
        if (codewords.Length < total)
        {
            return null;
        }

        var blocks = Enumerable.Range(0, count).Select(i => new List<byte>()).ToArray();
        var at = 0;
        for (var i = 0; i <= shortest; i++)
        {
            for (var b = 0; b < count; b++)
            {
                if (i < shortest || b >= count - longer)
                {
                    blocks[b].Add(codewords[at++]);
                }
            }
        }

        var data = blocks.SelectMany(b => b).ToArray();
        for (var i = 0; i < correction; i++)
        {
            foreach (var block in blocks)
            {
                block.Add(codewords[at++]);
            }
        }

        if (blocks.Any(b => Enumerable.Range(0, correction).Any(power => Syndrome(b, power) != 0)))
        {
            return null;
        }

        var lengthBits = version < 10 ? 8 : 16;
        if (Bits(data, 0, 4) != 0b0100)
        {
            return null;
        }

        var length = Bits(data, 4, lengthBits);
        return Encoding.UTF8.GetString([.. Enumerable.Range(0, length).Select(i => (byte)Bits(data, 4 + lengthBits + (8 * i), 8))]);
    }

    private static IEnumerable<byte> Codewords(QrCode code, int version)
    {
        // Format bits 10 to 14 hold level and mask, under the mask 10101 (of 0x5412).
        var format = Enumerable.Range(0, 5).Sum(i => (code.IsDark(8, 4 - i) ? 1 : 0) << i);
        var mask = (format ^ 0b10101) & 7;
        int value = 0, bits = 0;
        for (var right = code.Size - 1; right > 0; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var step = 0; step < code.Size; step++)
            {
                var row = ((right + 1) & 2) == 0 ? code.Size - 1 - step : step;
                for (var column = right; column > right - 2; column--)
                {
                    if (IsPattern(code.Size, version, row, column))
                    {
                        continue;
                    }

                    value = (value << 1) | (code.IsDark(row, column) ^ Inverts(mask, row, column) ? 1 : 0);
                    if (++bits == 8)
                    {
                        yield return (byte)value;
                        value = bits = 0;
                    }
                }
            }
        }
    }

    private static bool IsPattern(int size, int version, int row, int column)
    {
        if (row == 6 || column == 6 || (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9))
        {
            return true;
        }

        if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11)))
        {
            return true;
        }

        int[] centres = version == 1 ? [] : version < 7 ? [6, size - 7] : [6, 22 + (2 * (version - 7)), size - 7];
        return centres.Any(r => centres.Any(c => !(r == 6 && c == 6) && !(r == 6 && c == size - 7) && !(r == size - 7 && c == 6) && Math.Abs(r - row) <= 2 && Math.Abs(c - column) <= 2));
    }

    private static bool Inverts(int mask, int row, int column) => mask switch
    {
        0 => (row + column) % 2 == 0,
        1 => row % 2 == 0,
        2 => column % 3 == 0,
        3 => (row + column) % 3 == 0,
        4 => ((row / 2) + (column / 3)) % 2 == 0,
        5 => (row * column % 2) + (row * column % 3) == 0,
        6 => ((row * column % 2) + (row * column % 3)) % 2 == 0,
        _ => (((row + column) % 2) + (row * column % 3)) % 2 == 0,
    };

    private static int Bits(byte[] data, int from, int count) =>
        Enumerable.Range(from, count).Aggregate(0, (value, bit) => (value << 1) | ((data[bit / 8] >> (7 - (bit % 8))) & 1));

    /// <summary>The block as a polynomial at a power of the field's generator: nothing, if no codeword is wrong.</summary>
    private static int Syndrome(List<byte> block, int power)
    {
        var x = 1;
        for (var i = 0; i < power; i++)
        {
            x = Times(x, 2);
        }

        return block.Aggregate(0, (sum, b) => Times(sum, x) ^ b);
    }

    private static int Times(int a, int b)
    {
        var product = 0;
        for (; b > 0; b >>= 1, a = (a << 1) ^ ((a >> 7) * 0x11D))
        {
            product ^= (b & 1) * a;
        }

        return product;
    }
}
