using System.Text;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>One picture in the making: definitions, and what is drawn in order.</summary>
internal sealed class Scene(int width = 800, int height = 1000)
{
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _defs = new();
    private readonly Dictionary<string, string> _known = [];
    private int _next;

    public int Width => width;

    public int Height => height;

    public string Id() => F($"i{_next++}");

    public void Draw(string svg) => _body.Append(svg).Append('\n');

    public void Draw(FormattableString svg) => Draw(F(svg));

    /// <summary>A definition with "ID" where its id goes; the same text is defined once.</summary>
    public string Define(string svg)
    {
        if (!_known.TryGetValue(svg, out var id))
        {
            _known[svg] = id = Id();
            _defs.Append(svg.Replace("ID", id, StringComparison.Ordinal)).Append('\n');
        }

        return id;
    }

    public string Define(FormattableString svg) => Define(F(svg));

    public string Blur(double deviation) => Define(F($"<filter id='ID' x='-60%' y='-60%' width='220%' height='220%'><feGaussianBlur stdDeviation='{deviation:0.#}'/></filter>"));

    public string Clip(string d) => Define(F($"<clipPath id='ID'><path d='{d}'/></clipPath>"));

    public string Linear(double x1, double y1, double x2, double y2, params (double At, string Color, double Alpha)[] stops) =>
        Define(F($"<linearGradient id='ID' gradientUnits='userSpaceOnUse' x1='{x1:0.#}' y1='{y1:0.#}' x2='{x2:0.#}' y2='{y2:0.#}'>") + Stops(stops) + "</linearGradient>");

    public string Radial(double cx, double cy, double r, params (double At, string Color, double Alpha)[] stops) =>
        Define(F($"<radialGradient id='ID' gradientUnits='userSpaceOnUse' cx='{cx:0.#}' cy='{cy:0.#}' r='{r:0.#}'>") + Stops(stops) + "</radialGradient>");

    /// <summary>The room every thing is shown in: a pale wall of its own hue, light from the upper left, a floor when it stands.</summary>
    public void Room(Tone tone, double? floor)
    {
        var dark = tone.L < 0.42;
        var wall = tone.Ground(dark ? 0.905 : 0.925);
        var glow = wall.Lit(0.045);
        var shade = wall.Lit(-0.055);
        Draw($"<rect width='{width}' height='{height}' fill='{wall}'/>");
        var light = Define($"<radialGradient id='ID' cx='.28' cy='.2' r='1.05'><stop offset='0' stop-color='{glow}'/><stop offset='.55' stop-color='{wall}'/><stop offset='1' stop-color='{shade}'/></radialGradient>");
        Draw($"<rect width='{width}' height='{height}' fill='url(#{light})'/>");
        if (floor is not { } y)
        {
            return;
        }

        var ground = Linear(0, y - 90, 0, height, (0, wall.Lit(-0.03).Hex, 0), (0.3, wall.Lit(-0.042).Hex, 0.85), (1, wall.Lit(0.005).Hex, 0.9));
        Draw($"<rect y='{y - 90}' width='{width}' height='{height - y + 90}' fill='url(#{ground})'/>");
    }

    /// <summary>The one soft shadow a standing thing throws: dark where it touches, long and faint to the lower right.</summary>
    public void Contact(double cx, double y, double half, Tone tone, double depth = 0.16)
    {
        var ink = new Tone(0.24, Math.Min(0.04, tone.C * 0.4), tone.H);
        Draw($"<ellipse cx='{cx + half * 0.16}' cy='{y + half * depth * 0.35}' rx='{half * 1.14}' ry='{half * depth * 1.25}' fill='{ink}' opacity='.24' filter='url(#{Blur(22)})'/>");
        Draw($"<ellipse cx='{cx + half * 0.04}' cy='{y}' rx='{half * 0.98}' ry='{half * depth * 0.55}' fill='{ink}' opacity='.38' filter='url(#{Blur(9)})'/>");
        Draw($"<ellipse cx='{cx}' cy='{y - 1}' rx='{half * 0.9}' ry='{Math.Max(3, half * depth * 0.18)}' fill='{ink}' opacity='.42' filter='url(#{Blur(3)})'/>");
    }

    /// <summary>The shadow of a thing laid flat: its own outline, thrown to the lower right.</summary>
    public void Laid(string d, Tone tone, double far = 1)
    {
        var ink = new Tone(0.24, Math.Min(0.045, tone.C * 0.4), tone.H);
        Draw($"<path d='{d}' fill='{ink}' opacity='.30' transform='translate({16 * far} {26 * far})' filter='url(#{Blur(20 * far)})'/>");
        Draw($"<path d='{d}' fill='{ink}' opacity='.26' transform='translate(5 8)' filter='url(#{Blur(6)})'/>");
    }

    public void Begin(string attributes) => Draw($"<g {attributes}>");

    public void End() => Draw("</g>");

    public string ToSvg() => F($"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='{width}' height='{height}' viewBox='0 0 {width} {height}'><defs>{_defs}</defs>{_body}</svg>");

    private static string Stops((double At, string Color, double Alpha)[] stops) =>
        string.Concat(stops.Select(s => F($"<stop offset='{s.At:0.###}' stop-color='{s.Color}' stop-opacity='{s.Alpha:0.###}'/>")));
}
