using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>Sleeves hang beside the body, a little bent; they are measured along their own axis.</summary>
internal static class Sleeves
{
    public static string Outline(TopCut cut)
    {
        var end = cut.Top.Sleeve;
        var lines = Lines(cut);
        var tip = 400 + cut.Shoulder;
        var outer = Enumerable.Range(0, 9).Select(i => Edge(cut, end * i / 8, 1)).ToList();
        var inner = Enumerable.Range(0, 9).Select(i => Edge(cut, end * (8 - i) / 8, -1)).ToList();
        var start = F($"M{tip - 80:0.#} {cut.Y + 36:0.#} L{tip - 14:0.#} {cut.Y + 45 - cut.Puff * 0.5:0.#}");
        if (cut.Puff <= 3)
        {
            return start + Through([(tip - 14, cut.Y + 45), .. outer], start: false) + F($" L{inner[0].X:0.#} {inner[0].Y:0.#}") + Through(inner, start: false) + "Z";
        }

        double[] stops = [.. lines, end];
        var rights = stops.Select(t => Edge(cut, t, 1)).Prepend((tip - 14, cut.Y + 45 - cut.Puff * 0.5)).ToList();
        var lefts = stops.Reverse().Select(t => Edge(cut, t, -1)).Append(Edge(cut, 0, -1)).ToList();
        return start + Scallops(rights, cut.Puff) + F($" L{lefts[0].X:0.#} {lefts[0].Y:0.#}") + Scallops(lefts, cut.Puff * 0.8) + "Z";
    }

    public static void Draw(TopCut cut, string outline, bool left)
    {
        var top = cut.Top;
        var tone = top.Weave is Weave.Block && top.Raglan ? cut.Accent : cut.Tone;
        var piece = new Piece(cut.Scene, outline, tone, top.Cloth) { Round = 22, Cast = 0.12, Gain = 0.95 };
        Fabrics.PaintSleeve(cut, piece, left);
        string Side(string d) => left ? Mirror(d) : d;
        if (top.Quilt is Quilt.None)
        {
            Folds(cut, piece, Side);
        }
        else
        {
            Quilts.Sleeve(cut, piece, Side, Lines(cut));
        }

        var end = top.Sleeve;
        if (!top.RibCuffs)
        {
            var (a, b) = (Edge(cut, end - 0.045, 1.1), Edge(cut, end - 0.045, -1.1));
            piece.Seam(Side(F($"M{a.X:0.#} {a.Y:0.#} Q{(a.X + b.X) / 2 + 4:0.#} {(a.Y + b.Y) / 2 + 7:0.#} {b.X:0.#} {b.Y:0.#}")), 2.4);
        }

        piece.Place();
        if (top.RibCuffs)
        {
            var (a, b, c, d) = (Edge(cut, end - 0.01, 0.96), Edge(cut, end - 0.01, -0.96), Edge(cut, end + 0.085, 0.74), Edge(cut, end + 0.085, -0.74));
            var cuff = Side(F($"M{a.X:0.#} {a.Y:0.#} C{a.X + 4:0.#} {a.Y + 20:0.#} {c.X + 4:0.#} {c.Y - 20:0.#} {c.X:0.#} {c.Y:0.#} Q{(c.X + d.X) / 2 + 3:0.#} {(c.Y + d.Y) / 2 + 8:0.#} {d.X:0.#} {d.Y:0.#} C{d.X - 4:0.#} {d.Y - 16:0.#} {b.X - 4:0.#} {b.Y + 14:0.#} {b.X:0.#} {b.Y:0.#}Z"));
            new Piece(cut.Scene, cuff, top.Weave is Weave.Block ? cut.Accent : tone.Lit(-0.02), Cloth.Rib) { Round = 12, Cast = 0.2 }.Place();
        }
    }

    public static double[] Lines(TopCut cut)
    {
        var count = (int)Math.Round(cut.Top.Bands * 560 / cut.Top.Length * 0.9);
        return [.. Enumerable.Range(1, Math.Max(1, count - 1)).Select(i => 0.06 + (cut.Top.Sleeve - 0.1) * i / count)];
    }

    /// <summary>A point on the sleeve's edge: along from shoulder (0) to wrist (1), across from inner (-1) to outer (1).</summary>
    public static (double X, double Y) Edge(TopCut cut, double along, double across)
    {
        var (ax, ay) = (400 + cut.Shoulder - 44, cut.Y + 92);
        var (bx, by) = (400 + cut.Shoulder + 40, cut.Y + 320);
        var (cx, cy) = (400 + cut.Shoulder + 58, cut.Y + 560);
        var t = along;
        var (x, y) = ((1 - t) * (1 - t) * ax + 2 * t * (1 - t) * bx + t * t * cx, (1 - t) * (1 - t) * ay + 2 * t * (1 - t) * by + t * t * cy);
        var (dx, dy) = (2 * (1 - t) * (bx - ax) + 2 * t * (cx - bx), 2 * (1 - t) * (by - ay) + 2 * t * (cy - by));
        var length = Math.Sqrt(dx * dx + dy * dy);
        var brief = cut.Top.Sleeve < 0.6;
        var wide = brief ? 66 - 6 * t : 62 - 22 * Math.Min(1, t) + (cut.Top.Loose ? 6 : 0) + cut.Puff * 0.8;
        if (cut.Top.RibCuffs && !brief)
        {
            wide += 10 * Math.Sin(Math.PI * Math.Clamp((t - 0.5) * 2, 0, 1)) - (t > 0.94 ? 4 : 0);
        }

        return (x + dy / length * wide * across, y - dx / length * wide * across);
    }

    private static void Folds(TopCut cut, Piece piece, Func<string, string> side)
    {
        var dice = cut.Dice;
        var strong = cut.Top.Cloth == Cloth.Wool ? 0.3 : 0.4;
        var end = cut.Top.Sleeve;
        double[] spots = end > 0.6 ? [0.16, 0.3, 0.42, 0.5, 0.58, 0.7, 0.82, 0.9] : [0.12, 0.2];
        foreach (var t in spots)
        {
            var from = dice.Next() < 0.5 ? 1 : -1;
            var a = Edge(cut, t + dice.Between(-0.03, 0.03), from * 1.05);
            var b = Edge(cut, t + dice.Between(0.02, 0.09), -from * dice.Between(0.1, 0.7));
            var m = Edge(cut, t + 0.055, 0);
            var d = F($"M{a.X:0.#} {a.Y:0.#} Q{m.X:0.#} {m.Y:0.#} {b.X:0.#} {b.Y:0.#}");
            piece.Crease(side(d), dice.Between(8, 13), strong);
            piece.Fold(side(F($"M{a.X:0.#} {a.Y + 14:0.#} Q{m.X:0.#} {m.Y + 14:0.#} {b.X:0.#} {b.Y + 13:0.#}")), dice.Between(8, 13), strong * 0.9);
        }
    }
}
