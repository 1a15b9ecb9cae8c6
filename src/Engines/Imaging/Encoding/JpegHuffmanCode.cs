namespace Maru.Engines.Imaging.Encoding;

/// <summary>The four typical Huffman codes of ITU-T T.81 annex K.3, as counts per length and symbols in order.</summary>
internal sealed class JpegHuffmanCode
{
    private readonly int[] codes = new int[256];
    private readonly int[] lengths = new int[256];

    private JpegHuffmanCode(string counts, string symbols)
    {
        Definition = Convert.FromHexString(counts + symbols);
        int code = 0, at = 16;
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < Definition[length - 1]; i++)
            {
                codes[Definition[at]] = code++;
                lengths[Definition[at++]] = length;
            }
        }
    }

    public static JpegHuffmanCode LumaDc { get; } = new("00010501010101010100000000000000", "000102030405060708090A0B");

    public static JpegHuffmanCode ChromaDc { get; } = new("00030101010101010101010000000000", "000102030405060708090A0B");

    public static JpegHuffmanCode LumaAc { get; } = new(
        "0002010303020403050504040000017D",
        "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A43444546474849"
        + "4A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5"
        + "C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA");

    public static JpegHuffmanCode ChromaAc { get; } = new(
        "00020102040403040705040400010277",
        "000102031104052131120641510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A35363738393A434445464748"
        + "494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3"
        + "C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA");

    /// <summary>The body of a DHT segment for this code, without its slot.</summary>
    public byte[] Definition { get; }

    public void Write(JpegBitWriter output, int symbol) => output.Bits(codes[symbol], lengths[symbol]);
}
