using System.Buffers.Binary;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>
/// Baseline, extended and progressive Huffman JPEGs of 8 bits (ITU-T T.81), for machines without libjpeg-turbo.
/// Coefficients of all planes are kept until the last scan, whatever the kind: one path, and memory known from the header.
/// </summary>
internal sealed class JpegDecoder
{
    private readonly ushort[]?[] quantisation = new ushort[]?[4];
    private readonly JpegHuffmanTable?[] dc = new JpegHuffmanTable?[4];
    private readonly JpegHuffmanTable?[] ac = new JpegHuffmanTable?[4];
    private readonly JpegHeader header;
    private readonly Deadline deadline;
    private JpegComponent[] components = [];
    private int restartInterval;
    private int mcusWide;
    private int mcusHigh;

    private JpegDecoder(JpegHeader header, Deadline deadline)
    {
        this.header = header;
        this.deadline = deadline;
    }

    /// <summary>Coefficients of two bytes, then samples of one, then the picture.</summary>
    public static long BytesPerPixel(JpegHeader header) => Image.Channels + (3 * (header.SamplesPerPixelTimes8 + 7) / 8);

    public static DecodeResult Decode(ReadOnlySpan<byte> file, JpegHeader header, Deadline deadline)
    {
        var decoder = new JpegDecoder(header, deadline);
        if (decoder.ReadAll(file) is { } failure)
        {
            return failure;
        }

        foreach (var component in decoder.components)
        {
            if (component.Table is null)
            {
                return Damaged("a colour plane has no data");
            }

            component.ToSamples();
        }

        return new DecodeResult.Decoded(JpegPixels.Assemble(header, decoder.components), ImageFormat.Jpeg);
    }

    private static DecodeResult.Damaged Damaged(string reason) => new(ImageFormat.Jpeg, reason);

    private DecodeResult? ReadAll(ReadOnlySpan<byte> file)
    {
        var at = 2;
        byte marker;
        while (JpegMarker.Next(file, ref at, out marker) && marker != JpegMarker.End)
        {
            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            if (!JpegMarker.Segment(file, ref at, out var segment))
            {
                return Damaged("it ends inside a header");
            }

            var problem = marker switch
            {
                JpegMarker.QuantisationTables => ReadQuantisation(segment),
                JpegMarker.HuffmanTables => ReadHuffman(segment),
                JpegMarker.RestartInterval => ReadRestartInterval(segment),
                _ => JpegMarker.IsFrame(marker) ? ReadFrame(segment) : null,
            };
            if (problem is not null)
            {
                return Damaged(problem);
            }

            if (marker == JpegMarker.Scan && ReadScan(file, segment, ref at) is { } failure)
            {
                return failure;
            }
        }

        // a progressive file cut between two passes decodes without complaint, only blurred
        return header.IsProgressive && marker != JpegMarker.End ? Damaged("it ends before the picture does") : null;
    }

    private string? ReadRestartInterval(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 2)
        {
            return "its restart interval is cut short";
        }

        restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
        return null;
    }

    private string? ReadQuantisation(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            int wide = segment[0] >> 4, slot = segment[0] & 15, size = wide == 0 ? 64 : 128;
            if (slot > 3 || wide > 1 || segment.Length < 1 + size)
            {
                return "a quantisation table is wrong";
            }

            var table = new ushort[64];
            for (var i = 0; i < 64; i++)
            {
                table[JpegScan.NaturalOrder(i)] = wide == 0 ? segment[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(segment[(1 + (2 * i))..]);
            }

            quantisation[slot] = table;
            segment = segment[(1 + size)..];
        }

        return null;
    }

    private string? ReadHuffman(ReadOnlySpan<byte> segment)
    {
        while (!segment.IsEmpty)
        {
            int kind = segment[0] >> 4, slot = segment[0] & 15, total = 0;
            if (segment.Length < 17 || kind > 1 || slot > 3)
            {
                return "a Huffman table is wrong";
            }

            foreach (var n in segment[1..17])
            {
                total += n;
            }

            if (total > 256 || segment.Length < 17 + total || JpegHuffmanTable.Create(segment[1..17], segment.Slice(17, total)) is not { } table)
            {
                return "a Huffman table is wrong";
            }

            (kind == 0 ? dc : ac)[slot] = table;
            segment = segment[(17 + total)..];
        }

        return null;
    }

    private string? ReadFrame(ReadOnlySpan<byte> segment)
    {
        var made = new JpegComponent[header.Components];
        int widest = 1, highest = 1;
        for (var i = 0; i < made.Length; i++)
        {
            var entry = segment.Slice(6 + (3 * i), 3);
            int h = entry[1] >> 4, v = entry[1] & 15;
            if (h is < 1 or > 4 || v is < 1 or > 4 || entry[2] > 3)
            {
                return "its sampling is wrong";
            }

            made[i] = new(entry[0], h, v, entry[2]);
            widest = Math.Max(widest, h);
            highest = Math.Max(highest, v);
        }

        mcusWide = (header.Width + (8 * widest) - 1) / (8 * widest);
        mcusHigh = (header.Height + (8 * highest) - 1) / (8 * highest);
        foreach (var component in made)
        {
            component.Allocate(header.Width, header.Height, mcusWide, mcusHigh, widest, highest);
        }

        components = made;
        return null;
    }

    private DecodeResult? ReadScan(ReadOnlySpan<byte> file, ReadOnlySpan<byte> segment, ref int at)
    {
        if (segment.IsEmpty || segment[0] is < 1 or > 4 || segment.Length < 4 + (2 * segment[0]))
        {
            return Damaged("a scan header is cut short");
        }

        var parameters = segment[(1 + (2 * segment[0]))..];
        var scan = header.IsProgressive
            ? new JpegScan(true, parameters[0], parameters[1], parameters[2] >> 4, parameters[2] & 15)
            : new JpegScan(false, 0, 63, 0, 0);
        var planes = new JpegComponent[segment[0]];
        if (scan.First > scan.Last || scan.Last > 63 || scan.Low > 13 || (scan.Progressive && scan.First == 0 && scan.Last != 0) || (scan.First > 0 && planes.Length > 1))
        {
            return Damaged("a scan header is wrong");
        }

        for (var i = 0; i < planes.Length; i++)
        {
            if (Prepare(segment[1 + (2 * i)], segment[2 + (2 * i)], scan) is not { } component || planes.AsSpan(0, i).Contains(component))
            {
                return Damaged("a scan names a plane or a table that is not there");
            }

            planes[i] = component;
        }

        var reader = new JpegBitReader(file, at);
        var failure = planes.Length == 1 ? DecodePlane(ref reader, scan, planes[0]) : DecodeInterleaved(ref reader, scan, planes);
        at = reader.Position;
        return failure;
    }

    private JpegComponent? Prepare(byte id, byte tables, JpegScan scan)
    {
        var component = Array.Find(components, c => c.Id == id);
        if (component is null || tables >> 4 > 3 || (tables & 15) > 3)
        {
            return null;
        }

        component.Dc = dc[tables >> 4];
        component.Ac = ac[tables & 15];
        component.Table ??= quantisation[component.Quantisation];
        var ready = component.Table is not null && (!scan.NeedsDc || component.Dc is not null) && (!scan.NeedsAc || component.Ac is not null);
        return ready ? component : null;
    }

    private DecodeResult? DecodePlane(ref JpegBitReader reader, JpegScan scan, JpegComponent component)
    {
        int endOfBand = 0, done = 0;
        component.Prediction = 0;
        for (var y = 0; y < component.BlocksHigh; y++)
        {
            for (var x = 0; x < component.BlocksWide; x++, done++)
            {
                if (restartInterval > 0 && done > 0 && done % restartInterval == 0)
                {
                    if (!reader.Restart())
                    {
                        return Damaged("a restart marker is missing");
                    }

                    endOfBand = 0;
                    component.Prediction = 0;
                }

                scan.Decode(ref reader, component, component.Block(x, y), ref endOfBand);
            }

            if (Check(ref reader) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private DecodeResult? DecodeInterleaved(ref JpegBitReader reader, JpegScan scan, JpegComponent[] planes)
    {
        int endOfBand = 0, done = 0;
        Array.ForEach(planes, p => p.Prediction = 0);
        for (var row = 0; row < mcusHigh; row++)
        {
            for (var column = 0; column < mcusWide; column++, done++)
            {
                if (restartInterval > 0 && done > 0 && done % restartInterval == 0)
                {
                    if (!reader.Restart())
                    {
                        return Damaged("a restart marker is missing");
                    }

                    Array.ForEach(planes, p => p.Prediction = 0);
                }

                foreach (var plane in planes)
                {
                    for (var i = 0; i < plane.Horizontal * plane.Vertical; i++)
                    {
                        var x = (column * plane.Horizontal) + (i % plane.Horizontal);
                        var y = (row * plane.Vertical) + (i / plane.Horizontal);
                        scan.Decode(ref reader, plane, plane.Block(x, y), ref endOfBand);
                    }
                }
            }

            if (Check(ref reader) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private DecodeResult? Check(ref JpegBitReader reader)
    {
        if (reader.HitBadCode)
        {
            return Damaged("its data is corrupt");
        }

        if (reader.RanDry)
        {
            return Damaged("it ends before the picture does");
        }

        return deadline.HasPassed ? new DecodeResult.TooSlow(ImageFormat.Jpeg, deadline.Allowed) : null;
    }
}
