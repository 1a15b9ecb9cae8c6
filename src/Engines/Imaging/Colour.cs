using System.Globalization;
using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging;

/// <summary>One pixel, laid out as in <see cref="Image.Pixels"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public readonly record struct Colour(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    public static Colour White { get; } = new(255, 255, 255);

    public string ToHex() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");
}
