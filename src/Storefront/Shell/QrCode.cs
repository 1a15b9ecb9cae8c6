using System.Globalization;
using System.Text;

namespace Maru.Storefront.Shell;

/// <summary>
/// QR codes after ISO/IEC 18004, as far as links need them: bytes, error correction level M (15% can be lost), versions 1 to 13 (331 bytes).
/// </summary>
internal sealed class QrCode
{
    private const int Quiet = 4;

    // Level M of each version from 1: error correction codewords a block, blocks, data codewords of the short blocks, how many blocks have one more.
    private static readonly (int Correction, int Blocks, int Data, int Longer)[] Versions =
    [
        (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0), (16, 4, 27, 0), (18, 4, 31, 0), (22, 4, 38, 2), (22, 5, 36, 2), (26, 5, 43, 1),
        (30, 5, 50, 4), (22, 8, 36, 2), (22, 9, 37, 1),
    ];

    // Centres of alignment patterns between the first (6) and the last (size - 7), from version 7.
    private static readonly int[] MiddleAlignment = [22, 24, 26, 28, 30, 32, 34];

    private readonly int _version;
    private readonly bool[,] _dark;
    private readonly bool[,] _reserved;

    private QrCode(int version)
    {
        _version = version;
        Size = 17 + (4 * version);
        _dark = new bool[Size, Size];
        _reserved = new bool[Size, Size];
    }

    public int Size { get; }

    public bool IsDark(int row, int column) => _dark[row, column];

    public static QrCode Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = 1;
        while (Capacity(version) < bytes.Length)
        {
            if (++version > Versions.Length)
            {
                throw new ArgumentException($"{bytes.Length} bytes do not fit a QR code of version {Versions.Length}.", nameof(text));
            }
        }

        var code = new QrCode(version);
        code.DrawPatterns();
        code.DrawData(Interleave(Pad(bytes, version), version));
        code.Mask();
        return code;
    }

    /// <summary>Black on white whatever the page's theme, with the quiet zone scanners need.</summary>
    public string ToSvg(string label)
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (_dark[row, column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column + Quiet} {row + Quiet}h1v1h-1z");
                }
            }
        }

        var side = Size + (2 * Quiet);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {side} {side}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path fill="#000" d="{path}"/></svg>""");
    }

    private static int DataCodewords(int version) => Versions[version - 1] is var v ? (v.Blocks * v.Data) + v.Longer : 0;

    private static int CountBits(int version) => version < 10 ? 8 : 16;

    private static int Capacity(int version) => ((DataCodewords(version) * 8) - 4 - CountBits(version)) / 8;

    /// <summary>Mode, length, content, end mark, and the padding the standard names.</summary>
    private static byte[] Pad(byte[] content, int version)
    {
        var data = new byte[DataCodewords(version)];
        var at = 0;
        Put(0b0100, 4);
        Put(content.Length, CountBits(version));
        foreach (var b in content)
        {
            Put(b, 8);
        }

        at = Math.Min(at + 4, data.Length * 8);
        for (var i = (at + 7) / 8; i < data.Length; i++)
        {
            data[i] = (byte)((i - ((at + 7) / 8)) % 2 == 0 ? 0xEC : 0x11);
        }

        return data;

        void Put(int value, int bits)
        {
            for (var i = bits - 1; i >= 0; i--, at++)
            {
                data[at / 8] |= (byte)(((value >> i) & 1) << (7 - (at % 8)));
            }
        }
    }

    private static List<byte> Interleave(byte[] data, int version)
    {
        var (correction, count, shortest, longer) = Versions[version - 1];
        var blocks = new List<(byte[] Data, byte[] Correction)>();
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var length = shortest + (i >= count - longer ? 1 : 0);
            var block = data[at..(at + length)];
            blocks.Add((block, ReedSolomon(block, correction)));
            at += length;
        }

        var all = new List<byte>();
        for (var i = 0; i <= shortest; i++)
        {
            all.AddRange(blocks.Where(b => i < b.Data.Length).Select(b => b.Data[i]));
        }

        for (var i = 0; i < correction; i++)
        {
            all.AddRange(blocks.Select(b => b.Correction[i]));
        }

        return all;
    }

    /// <summary>The remainder of the data by the generator polynomial, over GF(256) with x^8 + x^4 + x^3 + x^2 + 1.</summary>
    private static byte[] ReedSolomon(byte[] data, int count)
    {
        var generator = new byte[count];
        generator[^1] = 1;
        byte root = 1;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                generator[j] = (byte)(Multiply(generator[j], root) ^ (j + 1 < count ? generator[j + 1] : 0));
            }

            root = Multiply(root, 2);
        }

        var rest = new byte[count];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ rest[0]);
            Array.Copy(rest, 1, rest, 0, count - 1);
            rest[^1] = 0;
            for (var j = 0; j < count; j++)
            {
                rest[j] ^= Multiply(generator[j], factor);
            }
        }

        return rest;
    }

    private static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((b >> i) & 1) * a;
        }

        return (byte)product;
    }

    private void DrawPatterns()
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }

        foreach (var (row, column) in new[] { (3, 3), (3, Size - 4), (Size - 4, 3) })
        {
            Square(row, column, 4, d => d is not (2 or 4));
        }

        int[] centres = _version == 1 ? [] : _version < 7 ? [6, Size - 7] : [6, MiddleAlignment[_version - 7], Size - 7];
        foreach (var row in centres)
        {
            foreach (var column in centres.Where(c => !IsFinder(row, c)))
            {
                Square(row, column, 2, d => d != 1);
            }
        }

        DrawFormat(0);
        DrawVersion();

        bool IsFinder(int row, int column) => (row < 9 && column < 9) || (row < 9 && column > Size - 10) || (row > Size - 10 && column < 9);

        void Square(int row, int column, int reach, Func<int, bool> dark)
        {
            for (var y = -reach; y <= reach; y++)
            {
                for (var x = -reach; x <= reach; x++)
                {
                    if (row + y >= 0 && row + y < Size && column + x >= 0 && column + x < Size)
                    {
                        Set(row + y, column + x, dark(Math.Max(Math.Abs(x), Math.Abs(y))));
                    }
                }
            }
        }
    }

    private void Set(int row, int column, bool dark)
    {
        _dark[row, column] = dark;
        _reserved[row, column] = true;
    }

    /// <summary>Level M is 00; five bits become fifteen by a BCH code.</summary>
    private void DrawFormat(int mask)
    {
        var rest = mask;
        for (var i = 0; i < 10; i++)
        {
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        }

        var bits = ((mask << 10) | rest) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            Set(i < 6 ? i : i < 8 ? i + 1 : Size - 15 + i, 8, dark);
            Set(8, i < 8 ? Size - 1 - i : i == 8 ? 7 : 14 - i, dark);
        }

        Set(Size - 8, 8, true);
    }

    private void DrawVersion()
    {
        if (_version < 7)
        {
            return;
        }

        var rest = _version;
        for (var i = 0; i < 12; i++)
        {
            rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        }

        var bits = (_version << 12) | rest;
        for (var i = 0; i < 18; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            Set(i / 3, Size - 11 + (i % 3), dark);
            Set(Size - 11 + (i % 3), i / 3, dark);
        }
    }

    /// <summary>Up and down in columns of two from the right, around what is drawn already.</summary>
    private void DrawData(List<byte> codewords)
    {
        var bit = 0;
        for (var right = Size - 1; right > 0; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var step = 0; step < Size; step++)
            {
                var row = ((right + 1) & 2) == 0 ? Size - 1 - step : step;
                for (var column = right; column > right - 2; column--)
                {
                    if (!_reserved[row, column] && bit < codewords.Count * 8)
                    {
                        _dark[row, column] = ((codewords[bit / 8] >> (7 - (bit % 8))) & 1) == 1;
                        bit++;
                    }
                }
            }
        }
    }

    /// <summary>Takes the mask under which a scanner is least likely to be misled.</summary>
    private void Mask()
    {
        var best = Enumerable.Range(0, 8).MinBy(mask =>
        {
            Apply(mask);
            DrawFormat(mask);
            var penalty = Penalty();
            Apply(mask);
            return penalty;
        });
        Apply(best);
        DrawFormat(best);
    }

    private void Apply(int mask)
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var inverted = mask switch
                {
                    0 => (row + column) % 2,
                    1 => row % 2,
                    2 => column % 3,
                    3 => (row + column) % 3,
                    4 => ((row / 2) + (column / 3)) % 2,
                    5 => (row * column % 2) + (row * column % 3),
                    6 => ((row * column % 2) + (row * column % 3)) % 2,
                    _ => (((row + column) % 2) + (row * column % 3)) % 2,
                } == 0;
                _dark[row, column] ^= inverted && !_reserved[row, column];
            }
        }
    }

    private int Penalty()
    {
        var penalty = 0;
        var darks = 0;
        for (var i = 0; i < Size; i++)
        {
            var line = i;
            penalty += OfLine(j => _dark[line, j]) + OfLine(j => _dark[j, line]);
            for (var j = 0; j < Size; j++)
            {
                darks += _dark[i, j] ? 1 : 0;
                if (i + 1 < Size && j + 1 < Size && _dark[i, j] == _dark[i, j + 1] && _dark[i, j] == _dark[i + 1, j] && _dark[i, j] == _dark[i + 1, j + 1])
                {
                    penalty += 3;
                }
            }
        }

        return penalty + (Math.Abs((darks * 100 / (Size * Size)) - 50) / 5 * 10);
    }

    /// <summary>Runs of five and more, and what looks like a corner mark.</summary>
    private int OfLine(Func<int, bool> dark)
    {
        var penalty = 0;
        var run = 1;
        var window = 0;
        for (var i = 0; i < Size; i++)
        {
            run = i > 0 && dark(i) == dark(i - 1) ? run + 1 : 1;
            penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
            window = ((window << 1) | (dark(i) ? 1 : 0)) & 0x7FF;
            if (i >= 10 && window is (0b00001011101 or 0b10111010000))
            {
                penalty += 40;
            }
        }

        return penalty;
    }
}
