using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.WebP;

/// <summary>Still WebP, lossy and lossless, through libwebp.</summary>
internal static class WebPDecoder
{
    private const int AnimationFlag = 0x02;

    public static DecodeResult Decode(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        if (!limits.AllowNative || LibWebP.Instance is not { } library)
        {
            return new DecodeResult.Unsupported(ImageFormat.WebP, "WebP needs the library libwebp, which this server does not have; send JPEG or PNG.");
        }

        if (IsAnimated(file))
        {
            return new DecodeResult.Unsupported(ImageFormat.WebP, "Animated WebP is not decoded here; send a still picture.");
        }

        if (!library.ReadSize(file, out var width, out var height))
        {
            return new DecodeResult.Damaged(ImageFormat.WebP, "its header is wrong");
        }

        // libwebp holds the picture again while it decodes
        if (limits.Refuse(ImageFormat.WebP, width, height, 2 * Image.Channels) is { } refusal)
        {
            return refusal;
        }

        var image = Image.Unwritten(width, height);
        return library.Decode(file, image)
            ? new DecodeResult.Decoded(Transforms.Orientation.Apply(image, ReadOrientation(file)), ImageFormat.WebP)
            : new DecodeResult.Damaged(ImageFormat.WebP, "its data is cut short or corrupt");
    }

    private static bool IsAnimated(ReadOnlySpan<byte> file) =>
        file.Length > 20 && file[12..16].SequenceEqual("VP8X"u8) && (file[20] & AnimationFlag) != 0;

    private static int ReadOrientation(ReadOnlySpan<byte> file)
    {
        for (long at = 12; at + 8 <= file.Length;)
        {
            var chunk = file[(int)at..];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk.StartsWith("EXIF"u8) && length <= chunk.Length - 8)
            {
                var exif = chunk.Slice(8, (int)length);
                return ExifOrientation.Read(exif.StartsWith("Exif\0\0"u8) ? exif[6..] : exif);
            }

            at += 8 + length + (length & 1);
        }

        return ExifOrientation.Upright;
    }
}
