using Maru.Engines.Imaging;

namespace Maru.Modules.Vision.Index;

/// <summary>A colour as the eye measures it (CIE 1976 L*a*b*, from sRGB under D65).</summary>
internal readonly record struct Lab(double L, double A, double B)
{
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    public static Lab Of(Colour colour)
    {
        double r = Linear(colour.Red), g = Linear(colour.Green), b = Linear(colour.Blue);
        double x = F(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.9505), y = F((0.2126 * r) + (0.7152 * g) + (0.0722 * b)), z = F(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.089);
        return new Lab((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Linear(byte value)
    {
        var v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    private static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
}
