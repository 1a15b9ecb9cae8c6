using System.Runtime.CompilerServices;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>A Huffman code of T.81 annex C: short codes by one look-up, long ones by the largest code of each length.</summary>
internal sealed class JpegHuffmanTable
{
    private const int FastBits = 9;
    private const int LongestCode = 16;

    private readonly ushort[] fast = new ushort[1 << FastBits];
    private readonly int[] largest = new int[LongestCode + 2];
    private readonly int[] offset = new int[LongestCode + 1];
    private readonly byte[] symbols;

    private JpegHuffmanTable(byte[] symbols) => this.symbols = symbols;

    /// <summary>Null when the counts describe no prefix code.</summary>
    public static JpegHuffmanTable? Create(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new JpegHuffmanTable(symbols.ToArray());
        int code = 0, at = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            table.offset[length] = at - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, at++)
            {
                if (code >= 1 << length)
                {
                    return null;
                }

                if (length <= FastBits)
                {
                    var entry = (ushort)((length << 8) | symbols[at]);
                    table.fast.AsSpan(code << (FastBits - length), 1 << (FastBits - length)).Fill(entry);
                }
            }

            table.largest[length] = counts[length - 1] == 0 ? -1 : code - 1;
            code <<= 1;
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ref JpegBitReader reader)
    {
        var entry = fast[reader.Peek(FastBits)];
        if (entry != 0)
        {
            reader.Skip(entry >> 8);
            return entry & 0xFF;
        }

        return DecodeLong(ref reader);
    }

    private int DecodeLong(ref JpegBitReader reader)
    {
        var window = reader.Peek(LongestCode);
        for (var length = FastBits + 1; length <= LongestCode; length++)
        {
            var code = window >> (LongestCode - length);
            if (code <= largest[length])
            {
                reader.Skip(length);
                return symbols[code + offset[length]];
            }
        }

        reader.HitBadCode = true;
        reader.Skip(LongestCode);
        return 0;
    }
}
