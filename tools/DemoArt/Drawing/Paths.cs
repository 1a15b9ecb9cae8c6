using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Maru.DemoArt.Drawing;

/// <summary>SVG path text made of absolute M, L, C, Q and Z only, so that it can be mirrored and measured as text.</summary>
internal static partial class Paths
{
    public static string F(FormattableString text) => FormattableString.Invariant(text);

    public static string Mirror(string d, double axis = 400)
    {
        var x = true;
        return Number().Replace(d, m =>
        {
            var v = double.Parse(m.Value, CultureInfo.InvariantCulture);
            var r = x ? 2 * axis - v : v;
            x = !x;
            return r.ToString("0.##", CultureInfo.InvariantCulture);
        });
    }

    public static (double X, double Y, double W, double H) Bounds(string d)
    {
        var numbers = Number().Matches(d).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToArray();
        var xs = numbers.Where((_, i) => i % 2 == 0).ToArray();
        var ys = numbers.Where((_, i) => i % 2 == 1).ToArray();
        return (xs.Min(), ys.Min(), xs.Max() - xs.Min(), ys.Max() - ys.Min());
    }

    /// <summary>A smooth line through points (Catmull-Rom as cubic Béziers).</summary>
    public static string Through(IReadOnlyList<(double X, double Y)> p, bool closed = false, bool start = true)
    {
        var text = new StringBuilder();
        if (start)
        {
            text.Append(F($"M{p[0].X:0.#} {p[0].Y:0.#}"));
        }

        var n = p.Count;
        (double X, double Y) At(int i) => closed ? p[(i + n) % n] : p[Math.Clamp(i, 0, n - 1)];
        for (var i = 0; i < (closed ? n : n - 1); i++)
        {
            var (a, b, c, d) = (At(i - 1), At(i), At(i + 1), At(i + 2));
            text.Append(F($" C{b.X + (c.X - a.X) / 6:0.#} {b.Y + (c.Y - a.Y) / 6:0.#} {c.X - (d.X - b.X) / 6:0.#} {c.Y - (d.Y - b.Y) / 6:0.#} {c.X:0.#} {c.Y:0.#}"));
        }

        return closed ? text.Append('Z').ToString() : text.ToString();
    }

    /// <summary>The same line, bulging outward between the points: the edge of a quilted thing.</summary>
    public static string Scallops(IReadOnlyList<(double X, double Y)> p, double bulge)
    {
        var text = new StringBuilder();
        for (var i = 0; i < p.Count - 1; i++)
        {
            var (a, b) = (p[i], p[i + 1]);
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var length = Math.Max(1, Math.Sqrt(dx * dx + dy * dy));
            var (nx, ny) = (dy / length * bulge * 1.35, -dx / length * bulge * 1.35);
            text.Append(F($" C{a.X + dx * 0.18 + nx:0.#} {a.Y + dy * 0.18 + ny:0.#} {a.X + dx * 0.82 + nx:0.#} {a.Y + dy * 0.82 + ny:0.#} {b.X:0.#} {b.Y:0.#}"));
        }

        return text.ToString();
    }

    public static string Ellipse(double cx, double cy, double rx, double ry)
    {
        const double k = 0.5523;
        return F($"M{cx - rx:0.#} {cy:0.#} C{cx - rx:0.#} {cy - ry * k:0.#} {cx - rx * k:0.#} {cy - ry:0.#} {cx:0.#} {cy - ry:0.#} C{cx + rx * k:0.#} {cy - ry:0.#} {cx + rx:0.#} {cy - ry * k:0.#} {cx + rx:0.#} {cy:0.#} C{cx + rx:0.#} {cy + ry * k:0.#} {cx + rx * k:0.#} {cy + ry:0.#} {cx:0.#} {cy + ry:0.#} C{cx - rx * k:0.#} {cy + ry:0.#} {cx - rx:0.#} {cy + ry * k:0.#} {cx - rx:0.#} {cy:0.#}Z");
    }

    public static string Box(double x, double y, double w, double h, double r)
    {
        r = Math.Min(r, Math.Min(w, h) / 2);
        return F($"M{x + r:0.#} {y:0.#} L{x + w - r:0.#} {y:0.#} Q{x + w:0.#} {y:0.#} {x + w:0.#} {y + r:0.#} L{x + w:0.#} {y + h - r:0.#} Q{x + w:0.#} {y + h:0.#} {x + w - r:0.#} {y + h:0.#} L{x + r:0.#} {y + h:0.#} Q{x:0.#} {y + h:0.#} {x:0.#} {y + h - r:0.#} L{x:0.#} {y + r:0.#} Q{x:0.#} {y:0.#} {x + r:0.#} {y:0.#}Z");
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
