using Maru.Engines.Imaging.Decoding.Jpeg;

namespace Maru.Engines.Imaging.Encoding;

/// <summary>Everything of a baseline JPEG up to its entropy-coded data.</summary>
internal static class JpegHeaders
{
    public static void Write(JpegBitWriter output, int width, int height, int sampling, byte[] luma, byte[] chroma)
    {
        output.Marker(JpegMarker.Start);
        output.Segment(JpegMarker.App0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        output.Segment(JpegMarker.QuantisationTables, [0, .. Zigzag(luma), 1, .. Zigzag(chroma)]);
        output.Segment(JpegMarker.BaselineFrame,
        [
            8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3,
            1, (byte)((sampling << 4) | sampling), 0, 2, 0x11, 1, 3, 0x11, 1,
        ]);
        output.Segment(JpegMarker.HuffmanTables,
        [
            0x00, .. JpegHuffmanCode.LumaDc.Definition, 0x10, .. JpegHuffmanCode.LumaAc.Definition,
            0x01, .. JpegHuffmanCode.ChromaDc.Definition, 0x11, .. JpegHuffmanCode.ChromaAc.Definition,
        ]);
        output.Segment(JpegMarker.Scan, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
    }

    private static byte[] Zigzag(byte[] natural)
    {
        var ordered = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            ordered[i] = natural[JpegScan.NaturalOrder(i)];
        }

        return ordered;
    }
}
