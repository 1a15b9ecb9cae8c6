using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding;

/// <summary>The one EXIF field that changes what people see: tag 0x0112 of the first directory of a TIFF header.</summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return Upright;
        }

        var little = tiff[0] == 'I';
        if (U16(tiff, 2, little) != 42)
        {
            return Upright;
        }

        var directory = U32(tiff, 4, little);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }

        var count = U16(tiff, (int)directory, little);
        for (var i = 0; i < count; i++)
        {
            var entry = (int)directory + 2 + (12 * i);
            if (entry + 12 > tiff.Length)
            {
                break;
            }

            if (U16(tiff, entry, little) == 0x0112)
            {
                var value = U16(tiff, entry + 8, little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    private static int U16(ReadOnlySpan<byte> data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static uint U32(ReadOnlySpan<byte> data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
