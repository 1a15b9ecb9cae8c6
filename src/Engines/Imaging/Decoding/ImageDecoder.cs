using Maru.Engines.Imaging.Decoding.Jpeg;
using Maru.Engines.Imaging.Decoding.Png;
using Maru.Engines.Imaging.Decoding.WebP;
using Maru.Engines.Imaging.Transforms;

namespace Maru.Engines.Imaging.Decoding;

/// <summary>Files from outside become pictures here, and nowhere else.</summary>
public static class ImageDecoder
{
    /// <summary>What this machine can decode.</summary>
    public static IReadOnlyList<ImageFormat> SupportedFormats =>
        LibWebP.Instance is null ? [ImageFormat.Jpeg, ImageFormat.Png] : [ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP];

    public static DecodeResult Decode(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (file.Length > limits.MaxBytes)
        {
            return new DecodeResult.TooManyBytes(file.Length, limits.MaxBytes);
        }

        var format = ImageFormats.Detect(file);
        return format switch
        {
            ImageFormat.Jpeg => DecodeJpeg(file, limits),
            ImageFormat.Png => PngDecoder.Decode(file, limits),
            ImageFormat.WebP => WebPDecoder.Decode(file, limits),
            ImageFormat.Svg => Refuse(format, "SVG is a document that can carry scripts; send JPEG, PNG or WebP."),
            ImageFormat.Unknown => Refuse(format, file.IsEmpty ? "The file is empty." : "This is no picture format that is known here; send JPEG, PNG or WebP."),
            _ => Refuse(format, FormattableString.Invariant($"{format} is not decoded here; send JPEG, PNG or WebP.")),
        };
    }

    private const int MaxPassesAtFullSize = 16;

    private static DecodeResult.Unsupported Refuse(ImageFormat format, string reason) => new(format, reason);

    private static DecodeResult DecodeJpeg(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        if (JpegHeader.Read(file, out var header) is { } damage)
        {
            return new DecodeResult.Damaged(ImageFormat.Jpeg, damage);
        }

        if (header.Unsupported() is { } reason)
        {
            return new DecodeResult.Unsupported(ImageFormat.Jpeg, reason);
        }

        var native = limits.AllowNative ? TurboJpeg.Instance : null;
        var refusal = limits.Refuse(ImageFormat.Jpeg, header.Width, header.Height, native is null ? JpegDecoder.BytesPerPixel(header) : TurboJpeg.BytesPerPixel(header));
        if (refusal is not null)
        {
            return refusal;
        }

        // libjpeg-turbo cannot be stopped half-way, so the work is bounded by what the header promises
        if (header.Scans > limits.MaxScans || (long)header.Scans * header.Width * header.Height > MaxPassesAtFullSize * limits.MaxPixels)
        {
            return new DecodeResult.Unsupported(ImageFormat.Jpeg, FormattableString.Invariant($"The JPEG of {header.Width} x {header.Height} has {header.Scans} passes, more than are decoded."));
        }

        var result = native is null ? JpegDecoder.Decode(file, header, limits.Start()) : native.Decode(file, header, limits.EnoughSide);
        return result is DecodeResult.Decoded decoded ? decoded with { Image = Orientation.Apply(decoded.Image, header.Orientation) } : result;
    }
}
