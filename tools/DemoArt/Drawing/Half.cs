using System.Text;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>The right half of a symmetrical outline, from the top of its axis to the bottom; closing it adds the left half.</summary>
internal sealed class Half(double x, double y)
{
    private readonly List<((double X, double Y) A, (double X, double Y) B, (double X, double Y) End)> _parts = [];

    private (double X, double Y) Last => _parts.Count > 0 ? _parts[^1].End : (x, y);

    public Half To(double ex, double ey)
    {
        var (sx, sy) = Last;
        return Curve(sx + (ex - sx) / 3, sy + (ey - sy) / 3, sx + (ex - sx) * 2 / 3, sy + (ey - sy) * 2 / 3, ex, ey);
    }

    public Half Bend(double cx, double cy, double ex, double ey)
    {
        var (sx, sy) = Last;
        return Curve(sx + (cx - sx) * 2 / 3, sy + (cy - sy) * 2 / 3, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3, ex, ey);
    }

    public Half Curve(double ax, double ay, double bx, double by, double ex, double ey)
    {
        _parts.Add(((ax, ay), (bx, by), (ex, ey)));
        return this;
    }

    /// <summary>Down through the points, bulging outward (to the right) between them.</summary>
    public Half Scallops(IEnumerable<(double X, double Y)> points, double bulge)
    {
        foreach (var (ex, ey) in points)
        {
            var (sx, sy) = Last;
            var (dx, dy) = (ex - sx, ey - sy);
            var length = Math.Max(1, Math.Sqrt(dx * dx + dy * dy));
            var (nx, ny) = (dy / length * bulge * 1.35, -dx / length * bulge * 1.35);
            Curve(sx + dx * 0.18 + nx, sy + dy * 0.18 + ny, sx + dx * 0.82 + nx, sy + dy * 0.82 + ny, ex, ey);
        }

        return this;
    }

    public string Close(double axis = 400)
    {
        var text = new StringBuilder(F($"M{x:0.#} {y:0.#}"));
        foreach (var (a, b, e) in _parts)
        {
            text.Append(F($" C{a.X:0.#} {a.Y:0.#} {b.X:0.#} {b.Y:0.#} {e.X:0.#} {e.Y:0.#}"));
        }

        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var (a, b, _) = _parts[i];
            var (ex, ey) = i > 0 ? _parts[i - 1].End : (x, y);
            text.Append(F($" C{2 * axis - b.X:0.#} {b.Y:0.#} {2 * axis - a.X:0.#} {a.Y:0.#} {2 * axis - ex:0.#} {ey:0.#}"));
        }

        return text.Append('Z').ToString();
    }
}
