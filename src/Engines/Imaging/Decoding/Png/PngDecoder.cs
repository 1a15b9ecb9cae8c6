using System.Buffers.Binary;
using System.IO.Compression;

namespace Maru.Engines.Imaging.Decoding.Png;

/// <summary>
/// PNG of every colour type and depth, interlaced or not; samples of 16 bits are rounded to 8. Of an animated PNG the still
/// picture is taken. The compressed data is unpacked a row at a time: a file that inflates without end costs one row.
/// </summary>
internal static class PngDecoder
{
    private readonly record struct Pass(int X, int Y, int StepX, int StepY);

    private static readonly Pass[] Whole = [new(0, 0, 1, 1)];

    private static readonly Pass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    public static DecodeResult Decode(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        if (ReadHeader(file, limits, out var header, out var data, out var orientation) is { } failure)
        {
            return failure;
        }

        if (header.ColourType == PngHeader.Indexed && header.Palette is null)
        {
            return Damaged("its palette is missing");
        }

        var deadline = limits.Start();
        var image = new Image(header.Width, header.Height);
        using var inflated = new ZLibStream(new MemoryStream(data, writable: false), CompressionMode.Decompress);
        foreach (var pass in header.Interlaced ? Adam7 : Whole)
        {
            if (ReadPass(inflated, header, pass, image, deadline) is { } problem)
            {
                return problem;
            }
        }

        return new DecodeResult.Decoded(Transforms.Orientation.Apply(image, orientation), ImageFormat.Png);
    }

    private static DecodeResult.Damaged Damaged(string reason) => new(ImageFormat.Png, reason);

    private static DecodeResult? ReadHeader(ReadOnlySpan<byte> file, DecodeLimits limits, out PngHeader header, out byte[] data, out int orientation)
    {
        header = new(0, 0, 0, 0, false);
        data = [];
        orientation = ExifOrientation.Upright;
        var chunks = new PngChunks(file);
        if (chunks.Next() is { } broken)
        {
            return Damaged(broken);
        }

        if (!chunks.Type.SequenceEqual("IHDR"u8) || chunks.Data.Length != 13)
        {
            return Damaged("it has no header");
        }

        var ihdr = chunks.Data;
        long width = BinaryPrimitives.ReadUInt32BigEndian(ihdr), height = BinaryPrimitives.ReadUInt32BigEndian(ihdr[4..]);
        if (limits.Refuse(ImageFormat.Png, width, height, Image.Channels) is { } refusal)
        {
            return refusal;
        }

        header = new((int)width, (int)height, ihdr[8], ihdr[9], ihdr[12] == 1);
        if (!header.IsValid() || ihdr[10] != 0 || ihdr[11] != 0 || ihdr[12] > 1)
        {
            return Damaged("its header names a colour type that does not exist");
        }

        using var collected = new MemoryStream(file.Length);
        while (true)
        {
            if (chunks.Next() is { } problem)
            {
                return Damaged(problem);
            }

            if (chunks.Type.SequenceEqual("IEND"u8))
            {
                data = collected.ToArray();
                return null;
            }

            if (chunks.Type.SequenceEqual("IDAT"u8))
            {
                collected.Write(chunks.Data);
            }
            else if (chunks.Type.SequenceEqual("PLTE"u8))
            {
                ReadPalette(header, chunks.Data);
            }
            else if (chunks.Type.SequenceEqual("tRNS"u8))
            {
                ReadTransparency(header, chunks.Data);
            }
            else if (chunks.Type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Read(chunks.Data);
            }
        }
    }

    private static void ReadPalette(PngHeader header, ReadOnlySpan<byte> data)
    {
        var palette = new byte[256 * 4];
        for (var i = 0; i < 256; i++)
        {
            if (i < data.Length / 3)
            {
                data.Slice(3 * i, 3).CopyTo(palette.AsSpan(4 * i));
            }

            palette[(4 * i) + 3] = 255;
        }

        header.Palette = palette;
    }

    private static void ReadTransparency(PngHeader header, ReadOnlySpan<byte> data)
    {
        if (header.ColourType == PngHeader.Indexed && header.Palette is { } palette)
        {
            for (var i = 0; i < Math.Min(data.Length, 256); i++)
            {
                palette[(4 * i) + 3] = data[i];
            }
        }
        else if (header.ColourType is PngHeader.Grey or PngHeader.Rgb && data.Length >= 2 * header.Samples)
        {
            header.TransparentSample = new ushort[header.Samples];
            for (var i = 0; i < header.Samples; i++)
            {
                header.TransparentSample[i] = BinaryPrimitives.ReadUInt16BigEndian(data[(2 * i)..]);
            }
        }
    }

    private static DecodeResult? ReadPass(ZLibStream inflated, PngHeader header, Pass pass, Image image, Deadline deadline)
    {
        var width = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        var height = (header.Height - pass.Y + pass.StepY - 1) / pass.StepY;
        if (width <= 0 || height <= 0)
        {
            return null;
        }

        var current = new byte[header.RowBytes(width) + 1];
        var above = new byte[current.Length];
        var pixels = new byte[width * Image.Channels];
        for (var y = 0; y < height; y++)
        {
            if (!Fill(inflated, current))
            {
                return Damaged("its picture data is cut short or corrupt");
            }

            if (!PngFilter.Undo(current[0], current.AsSpan(1), above.AsSpan(1), header.FilterStep))
            {
                return Damaged("it names a row filter that does not exist");
            }

            var to = image.Row(pass.Y + (y * pass.StepY));
            if (pass.StepX == 1)
            {
                PngSamples.ToRgba(header, current.AsSpan(1), to);
            }
            else
            {
                PngSamples.ToRgba(header, current.AsSpan(1), pixels);
                for (var x = 0; x < width; x++)
                {
                    pixels.AsSpan(x * 4, 4).CopyTo(to[((pass.X + (x * pass.StepX)) * 4)..]);
                }
            }

            (current, above) = (above, current);
            if ((y & 63) == 0 && deadline.HasPassed)
            {
                return new DecodeResult.TooSlow(ImageFormat.Png, deadline.Allowed);
            }
        }

        return null;
    }

    /// <summary>Corrupt zlib data surfaces from the stream as an exception; here it is a file somebody sent, so a value.</summary>
    private static bool Fill(ZLibStream inflated, Span<byte> row)
    {
        try
        {
            return inflated.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) == row.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
