using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>What the markers of a JPEG say, read without decoding: enough to refuse it, to turn it and to choose a decoder.</summary>
internal readonly record struct JpegHeader(
    int Width,
    int Height,
    byte Frame,
    int Precision,
    int Components,
    int SamplesPerPixelTimes8,
    int Scans,
    int Orientation,
    int AdobeTransform)
{
    public const int NoAdobeMarker = -1;

    public bool IsProgressive => Frame == JpegMarker.ProgressiveFrame;

    public static string? Read(ReadOnlySpan<byte> file, out JpegHeader header)
    {
        header = default;
        int frame = 0, width = 0, height = 0, precision = 0, components = 0, samples = 0, scans = 0;
        int orientation = ExifOrientation.Upright, adobe = NoAdobeMarker;
        var at = 2;
        while (JpegMarker.Next(file, ref at, out var marker))
        {
            if (marker == JpegMarker.End)
            {
                break;
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            if (!JpegMarker.Segment(file, ref at, out var segment))
            {
                return "it ends inside a header";
            }

            if (JpegMarker.IsFrame(marker))
            {
                if (frame != 0)
                {
                    return "it has two frames";
                }

                if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]))
                {
                    return "its frame header is cut short";
                }

                frame = marker;
                precision = segment[0];
                height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                components = segment[5];
                samples = SamplesTimes8(segment);
            }
            else if (marker == JpegMarker.Scan)
            {
                scans++;
            }
            else if (marker == JpegMarker.App1 && segment.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(segment[6..]);
            }
            else if (marker == JpegMarker.App14 && segment.Length >= 12 && segment.StartsWith("Adobe"u8))
            {
                adobe = segment[11];
            }
        }

        if (frame == 0)
        {
            return "it has no frame header";
        }

        if (scans == 0)
        {
            return "it holds no picture data";
        }

        header = new(width, height, (byte)frame, precision, components, samples, scans, orientation, adobe);
        return null;
    }

    public string? Unsupported()
    {
        if (Frame is not (JpegMarker.BaselineFrame or JpegMarker.ExtendedFrame or JpegMarker.ProgressiveFrame))
        {
            return "Lossless, hierarchical and arithmetic-coded JPEGs are not decoded here; save it as an ordinary JPEG.";
        }

        if (Precision != 8)
        {
            return FormattableString.Invariant($"JPEGs of {Precision} bits a sample are not decoded here; save it with 8 bits.");
        }

        return Components is 1 or 3 or 4 ? null : FormattableString.Invariant($"A JPEG of {Components} colour components is not decoded here.");
    }

    /// <summary>Samples of all planes for each 8 pixels: 4:2:0 has 12, 4:4:4 has 24.</summary>
    private static int SamplesTimes8(ReadOnlySpan<byte> frame)
    {
        int highest = 1, widest = 1, sum = 0;
        for (var i = 0; i < frame[5]; i++)
        {
            int h = frame[7 + (3 * i)] >> 4, v = frame[7 + (3 * i)] & 15;
            widest = Math.Max(widest, h);
            highest = Math.Max(highest, v);
            sum += h * v;
        }

        return (sum * 8 / (widest * highest)) + 1;
    }
}
