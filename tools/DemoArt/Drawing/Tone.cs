using System.Globalization;

namespace Maru.DemoArt.Drawing;

/// <summary>
/// A colour by lightness, chroma and hue (OKLCH), so that a shade, a highlight and a ground of it keep its hue.
/// Formulas: Björn Ottosson, "A perceptual color space for image processing" (2020).
/// </summary>
internal readonly record struct Tone(double L, double C, double H)
{
    public static Tone Of(string hex)
    {
        var value = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var (r, g, b) = (Linear(value >> 16 & 255), Linear(value >> 8 & 255), Linear(value & 255));
        var l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        var m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        var s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        var light = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
        var a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        var bb = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Tone(light, Math.Sqrt(a * a + bb * bb), Math.Atan2(bb, a));
    }

    public Tone Lit(double by) => this with { L = Math.Clamp(L + by, 0.08, 0.985), C = C * (1 - Math.Abs(by) * 0.5) };

    public Tone Muted(double keep) => this with { C = C * keep };

    /// <summary>The wall and floor a thing of this colour stands on: pale, and a little of the same hue.</summary>
    public Tone Ground(double light) => new(light, Math.Min(0.022, 0.006 + C * 0.14), C < 0.012 ? 1.25 : H);

    public string Hex
    {
        get
        {
            var (a, b) = (C * Math.Cos(H), C * Math.Sin(H));
            var l = Cube(L + 0.3963377774 * a + 0.2158037573 * b);
            var m = Cube(L - 0.1055613458 * a - 0.0638541728 * b);
            var s = Cube(L - 0.0894841775 * a - 1.2914855480 * b);
            var red = Byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
            var green = Byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
            var blue = Byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
            return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
        }
    }

    public override string ToString() => Hex;

    private static double Cube(double v) => v * v * v;

    private static double Linear(int channel)
    {
        var v = channel / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static int Byte(double v)
    {
        v = Math.Clamp(v, 0, 1);
        return (int)Math.Round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055));
    }
}
