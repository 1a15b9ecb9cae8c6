using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging.Decoding.Jpeg;

/// <summary>libjpeg-turbo through its TurboJPEG C API (version 2 calls, which version 3 keeps), where the machine has it.</summary>
internal sealed unsafe class TurboJpeg
{
    private const int Rgba = 7;
    private const int Cmyk = 11;
    private const int ColourSpaceCmyk = 3;
    private const int ColourSpaceYcck = 4;
    private const int Sampling444 = 0;
    private const int Sampling420 = 2;
    private const int AccurateDct = 4096;

    private readonly ConcurrentBag<nint> idle = [];
    private readonly delegate* unmanaged<nint> initDecompress;
    private readonly delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int> readHeader;
    private readonly delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int> decompress;
    private readonly delegate* unmanaged<nint> initCompress;
    private readonly delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int> compress;
    private readonly delegate* unmanaged<byte*, void> free;
    private readonly delegate* unmanaged<nint, int> destroy;
    private readonly delegate* unmanaged<nint, byte*> lastError;

    private TurboJpeg(nint library)
    {
        initDecompress = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitDecompress");
        readHeader = (delegate* unmanaged<nint, byte*, nuint, int*, int*, int*, int*, int>)NativeLibrary.GetExport(library, "tjDecompressHeader3");
        decompress = (delegate* unmanaged<nint, byte*, nuint, byte*, int, int, int, int, int, int>)NativeLibrary.GetExport(library, "tjDecompress2");
        initCompress = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "tjInitCompress");
        compress = (delegate* unmanaged<nint, byte*, int, int, int, int, byte**, nuint*, int, int, int, int>)NativeLibrary.GetExport(library, "tjCompress2");
        free = (delegate* unmanaged<byte*, void>)NativeLibrary.GetExport(library, "tjFree");
        destroy = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "tjDestroy");
        lastError = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(library, "tjGetErrorStr2");
    }

    /// <summary>Null where the library is missing or so old that it lacks a call.</summary>
    public static TurboJpeg? Instance { get; } = Load();

    /// <summary>The picture, the coefficients a progressive file needs, and the file's planes in strips.</summary>
    public static long BytesPerPixel(JpegHeader header) =>
        Image.Channels + (header.IsProgressive ? (2 * (header.SamplesPerPixelTimes8 + 7) / 8) : 0);

    /// <param name="file">The whole file.</param>
    /// <param name="header">What its markers say.</param>
    /// <param name="enoughSide">See <see cref="DecodeLimits.EnoughSide"/>.</param>
    public DecodeResult Decode(ReadOnlySpan<byte> file, JpegHeader header, int enoughSide)
    {
        // making a handle costs as much as decoding a thumbnail
        var handle = idle.TryTake(out var used) ? used : initDecompress();
        if (handle == 0)
        {
            return new DecodeResult.Unsupported(ImageFormat.Jpeg, "libjpeg-turbo has no memory left for another picture.");
        }

        var whole = false;
        try
        {
            fixed (byte* source = file)
            {
                int width, height, sampling, space;
                if (readHeader(handle, source, (nuint)file.Length, &width, &height, &sampling, &space) != 0 || width != header.Width || height != header.Height)
                {
                    return Damaged(handle);
                }

                var eighths = Eighths(Math.Min(width, height), enoughSide);
                var image = Image.Unwritten(Scaled(width, eighths), Scaled(height, eighths));
                var inks = space is ColourSpaceCmyk or ColourSpaceYcck;
                fixed (byte* pixels = image.Pixels)
                {
                    if (decompress(handle, source, (nuint)file.Length, pixels, image.Width, image.Width * Image.Channels, image.Height, inks ? Cmyk : Rgba, AccurateDct) != 0
                        && !IsHarmless(Error(handle)))
                    {
                        return Damaged(handle);
                    }
                }

                if (inks)
                {
                    JpegPixels.CmykToRgba(image.Pixels, header.AdobeTransform != JpegHeader.NoAdobeMarker);
                }

                whole = true;
                return new DecodeResult.Decoded(image, ImageFormat.Jpeg);
            }
        }
        finally
        {
            if (whole)
            {
                idle.Add(handle);
            }
            else
            {
                _ = destroy(handle);
            }
        }
    }

    /// <summary>Null when the library refuses.</summary>
    public byte[]? Encode(Image image, int quality, bool fullColour)
    {
        var handle = initCompress();
        if (handle == 0)
        {
            return null;
        }

        byte* made = null;
        try
        {
            nuint size = 0;
            fixed (byte* pixels = image.Pixels)
            {
                var failed = compress(handle, pixels, image.Width, image.Width * Image.Channels, image.Height, Rgba, &made, &size,
                    fullColour ? Sampling444 : Sampling420, quality, AccurateDct);
                return failed != 0 ? null : new ReadOnlySpan<byte>(made, checked((int)size)).ToArray();
            }
        }
        finally
        {
            if (made != null)
            {
                free(made);
            }

            _ = destroy(handle);
        }
    }

    /// <summary>The least of 1/8, 2/8, 4/8 and 8/8 that leaves the side long enough.</summary>
    private static int Eighths(int side, int enough)
    {
        var eighths = enough <= 0 ? 8 : 1;
        while (eighths < 8 && Scaled(side, eighths) < enough)
        {
            eighths *= 2;
        }

        return eighths;
    }

    /// <summary>TJSCALED: the library's own rounding, which the sizes asked for must match.</summary>
    private static int Scaled(int side, int eighths) => ((side * eighths) + 7) / 8;

    /// <summary>Cameras leave stray bytes before markers; every viewer skips them. Other warnings mean lost picture.</summary>
    private static bool IsHarmless(string error) => error.Contains("extraneous bytes", StringComparison.Ordinal);

    private static TurboJpeg? Load()
    {
        foreach (var name in (string[])["libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.dylib", "turbojpeg.dll"])
        {
            if (NativeLibrary.TryLoad(name, typeof(TurboJpeg).Assembly, null, out var library))
            {
                return NativeLibrary.TryGetExport(library, "tjDecompress2", out _) && NativeLibrary.TryGetExport(library, "tjGetErrorStr2", out _)
                    ? new TurboJpeg(library)
                    : null;
            }
        }

        return null;
    }

    private string Error(nint handle) => Marshal.PtrToStringUTF8((nint)lastError(handle)) ?? "unknown";

    private DecodeResult.Damaged Damaged(nint handle)
    {
        var error = Error(handle);
        return new(ImageFormat.Jpeg, error.Contains("Premature end", StringComparison.Ordinal)
            ? "it ends before the picture does"
            : "its data is corrupt (" + error + ")");
    }
}
