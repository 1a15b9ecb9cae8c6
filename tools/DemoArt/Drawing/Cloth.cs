using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>How a stuff takes the light: its grain, its weave, and how sharply it shines.</summary>
internal sealed record Cloth(string Name)
{
    public double Reach { get; init; } = 7;

    public double FormGain { get; init; } = 2.3;

    public double DetailGain { get; init; } = 1.1;

    public string? Grain { get; init; }

    public double GrainGain { get; init; } = 1;

    /// <summary>The curve from raw light to shown light: a steep top is a shine.</summary>
    public string Sheen { get; init; } = Curve(0.18, 0.34, 0.5, 0.62, 0.74);

    public Func<Scene, string?> Pattern { get; init; } = _ => null;

    public string Weave(Scene scene, double x, double y, double w, double h) =>
        Pattern(scene) is { } id ? F($"<rect x='{x:0}' y='{y:0}' width='{w:0}' height='{h:0}' fill='url(#{id})'/>") : "";

    public static Cloth Nylon { get; } = new("nylon") { FormGain = 2.7, Sheen = Curve(0.14, 0.30, 0.5, 0.7, 0.98), Grain = Noise(0.08, 0.06, 2, 0.6), GrainGain = 0.4 };

    public static Cloth Gloss { get; } = new("gloss") { FormGain = 3.1, Sheen = Curve(0.08, 0.26, 0.5, 0.78, 1), Grain = Noise(0.06, 0.06, 2, 0.8), GrainGain = 0.7 };

    public static Cloth Matte { get; } = new("matte") { Grain = Noise(0.3, 0.3, 1, 0.7), GrainGain = 0.22 };

    public static Cloth Shell { get; } = new("shell") { FormGain = 2.4, Sheen = Curve(0.18, 0.33, 0.5, 0.64, 0.84), Grain = Noise(0.03, 0.022, 3, 0.9), GrainGain = 1.1 };

    public static Cloth Jersey { get; } = new("jersey") { FormGain = 2.1, Grain = Noise(0.4, 0.25, 1, 0.8), GrainGain = 0.22 };

    public static Cloth Poplin { get; } = new("poplin") { Grain = Noise(0.2, 0.4, 1, 0.8), GrainGain = 0.25 };

    public static Cloth Linen { get; } = new("linen") { Grain = Noise(0.03, 0.35, 2, 1), GrainGain = 0.55 };

    public static Cloth Wool { get; } = new("wool") { FormGain = 2.1, Sheen = Curve(0.2, 0.34, 0.5, 0.6, 0.7), Grain = Noise(0.2, 0.22, 2, 1), GrainGain = 0.42 };

    public static Cloth Fleece { get; } = new("fleece") { FormGain = 2.2, Sheen = Curve(0.2, 0.34, 0.5, 0.62, 0.72), Grain = Noise(0.075, 0.075, 2, 1), GrainGain = 1.9 };

    public static Cloth Brushed { get; } = new("brushed") { Grain = Noise(0.2, 0.2, 2, 1), GrainGain = 0.35 };

    public static Cloth Suede { get; } = new("suede") { Sheen = Curve(0.2, 0.34, 0.5, 0.6, 0.7), Grain = Noise(0.2, 0.2, 2, 1), GrainGain = 0.3 };

    public static Cloth Leather { get; } = new("leather") { FormGain = 2.8, Sheen = Curve(0.12, 0.3, 0.5, 0.7, 0.96), Grain = Noise(0.2, 0.2, 2, 0.9), GrainGain = 0.24 };

    public static Cloth Canvas { get; } = new("canvas") { Grain = Noise(0.25, 0.25, 2, 0.9), GrainGain = 0.3, Pattern = s => s.Define("<pattern id='ID' width='5' height='5' patternUnits='userSpaceOnUse'><path d='M0 0H2.5V2.5H0Z M2.5 2.5H5V5H2.5Z' fill='#fff' opacity='.13'/></pattern>") };

    public static Cloth Denim { get; } = new("denim") { Grain = Noise(0.22, 0.05, 2, 1), GrainGain = 0.45, DetailGain = 0.8, Pattern = s => s.Define("<pattern id='ID' width='5' height='5' patternUnits='userSpaceOnUse' patternTransform='rotate(-35)'><rect width='5' height='2.2' fill='#fff' opacity='.22'/></pattern>") };

    public static Cloth Cord { get; } = new("cord") { DetailGain = 0.7, Pattern = s => s.Define("<pattern id='ID' width='11' height='11' patternUnits='userSpaceOnUse'><rect x='2' width='7' height='11' fill='#fff' opacity='.5'/></pattern>") };

    public static Cloth Rib { get; } = new("rib") { DetailGain = 0.8, Pattern = s => s.Define("<pattern id='ID' width='14' height='10' patternUnits='userSpaceOnUse'><rect x='3' width='8' height='10' fill='#fff' opacity='.55'/></pattern>") };

    public static Cloth Knit { get; } = new("knit") { DetailGain = 0.5, Pattern = s => s.Define("<pattern id='ID' width='12' height='10' patternUnits='userSpaceOnUse'><path d='M1 -2C1 2 5.500 3 5.500 8M11 -2C11 2 6.500 3 6.500 8M1 8C1 12 5.500 13 5.500 18M11 8C11 12 6.500 13 6.500 18' fill='none' stroke='#fff' stroke-width='3.400' opacity='.6'/><path d='M6 0V10M0 0V10M12 0V10' stroke='#000' stroke-width='1.200' opacity='.35'/></pattern>") };

    public static Cloth Chunky { get; } = new("chunky") { DetailGain = 0.62, Pattern = s => s.Define("<pattern id='ID' width='22' height='18' patternUnits='userSpaceOnUse'><path d='M2 -4C2 4 10 6 10 15M20 -4C20 4 12 6 12 15M2 14C2 22 10 24 10 33M20 14C20 22 12 24 12 33' fill='none' stroke='#fff' stroke-width='6.500' opacity='.6'/><path d='M11 0V18M0 0V18M22 0V18' stroke='#000' stroke-width='2' opacity='.4'/></pattern>") };

    public static Cloth Waffle { get; } = new("waffle") { DetailGain = 0.7, Pattern = s => s.Define("<pattern id='ID' width='13' height='13' patternUnits='userSpaceOnUse'><rect x='3' y='3' width='8' height='8' fill='#000' opacity='.5'/></pattern>") };

    public static Cloth Plain { get; } = new("plain");

    public static Cloth Metal { get; } = new("metal") { FormGain = 3, Sheen = Curve(0.05, 0.25, 0.5, 0.8, 1) };

    public static Cloth Glaze { get; } = new("glaze") { FormGain = 1.8, Sheen = Curve(0.14, 0.3, 0.5, 0.7, 0.95), Grain = Noise(0.02, 0.03, 3, 0.8), GrainGain = 0.8 };

    public static Cloth Rubber { get; } = new("rubber") { FormGain = 2.6, Grain = Noise(0.8, 0.8, 2, 0.6), GrainGain = 0.35 };

    public static string Noise(double fx, double fy, int octaves, double depth) => F($"<feTurbulence type='fractalNoise' baseFrequency='{fx} {fy}' numOctaves='{octaves}' seed='7' result='t'/><feColorMatrix in='t' values='{depth} 0 0 0 {0.5 - depth / 2:0.##} {depth} 0 0 0 {0.5 - depth / 2:0.##} {depth} 0 0 0 {0.5 - depth / 2:0.##} 0 0 0 0 1' result='grain'/>");

    public static string Curve(params double[] values)
    {
        var table = string.Join(' ', values.Select(v => F($"{v}")));
        return $"<feFuncR type='table' tableValues='{table}'/><feFuncG type='table' tableValues='{table}'/><feFuncB type='table' tableValues='{table}'/>";
    }
}
