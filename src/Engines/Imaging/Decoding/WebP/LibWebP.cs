using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging.Decoding.WebP;

/// <summary>The simple decoding calls of libwebp, where the machine has it.</summary>
internal sealed unsafe class LibWebP
{
    private readonly delegate* unmanaged<byte*, nuint, int*, int*, int> readInfo;
    private readonly delegate* unmanaged<byte*, nuint, byte*, nuint, int, byte*> decodeRgbaInto;

    private LibWebP(nint library)
    {
        readInfo = (delegate* unmanaged<byte*, nuint, int*, int*, int>)NativeLibrary.GetExport(library, "WebPGetInfo");
        decodeRgbaInto = (delegate* unmanaged<byte*, nuint, byte*, nuint, int, byte*>)NativeLibrary.GetExport(library, "WebPDecodeRGBAInto");
    }

    public static LibWebP? Instance { get; } = Load();

    public bool ReadSize(ReadOnlySpan<byte> file, out int width, out int height)
    {
        int w, h;
        fixed (byte* source = file)
        {
            var known = readInfo(source, (nuint)file.Length, &w, &h) != 0;
            (width, height) = known ? (w, h) : (0, 0);
            return known;
        }
    }

    public bool Decode(ReadOnlySpan<byte> file, Image image)
    {
        fixed (byte* source = file)
        fixed (byte* pixels = image.Pixels)
        {
            return decodeRgbaInto(source, (nuint)file.Length, pixels, (nuint)image.Pixels.Length, image.Width * Image.Channels) != null;
        }
    }

    private static LibWebP? Load()
    {
        foreach (var name in (string[])["libwebp.so.7", "libwebp.so", "libwebp.dylib", "libwebp.dll"])
        {
            if (NativeLibrary.TryLoad(name, typeof(LibWebP).Assembly, null, out var library))
            {
                return NativeLibrary.TryGetExport(library, "WebPDecodeRGBAInto", out _) ? new LibWebP(library) : null;
            }
        }

        return null;
    }
}
