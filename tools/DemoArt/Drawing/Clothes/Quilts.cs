using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>Down and padding held by seams: each chamber a pillow, each seam pinched with small creases running off it.</summary>
internal static class Quilts
{
    public static void Body(TopCut cut, Piece piece)
    {
        var (left, right) = (400 - cut.HemHalf - 30, 400 + cut.HemHalf + 30);
        switch (cut.Top.Quilt)
        {
            case Quilt.Bands or Quilt.Chevrons or Quilt.Boxes:
                double[] lines = [cut.Y - 20, .. cut.BandLines, cut.HemY + 10];
                var dip = cut.Top.Quilt == Quilt.Chevrons ? 34 : 9;
                for (var i = 0; i < lines.Length - 1; i++)
                {
                    var (a, b) = (lines[i], lines[i + 1]);
                    var high = b - a;
                    Pillow(cut.Scene, piece, F($"M{left} {a + high * 0.2} Q400 {a + high * 0.2 + dip * 2} {right} {a + high * 0.2} L{right} {b - high * 0.22} Q400 {b - high * 0.22 + dip * 2} {left} {b - high * 0.22}Z"), high);
                    if (i == 0)
                    {
                        continue;
                    }

                    var seam = cut.Top.Quilt == Quilt.Chevrons ? F($"M{left} {a - 6} L400 {a + dip} L{right} {a - 6}") : F($"M{left} {a} Q400 {a + dip * 2} {right} {a}");
                    Pinch(cut, piece, seam);
                    for (var x = left + 20; x < right; x += cut.Dice.Between(15, 34))
                    {
                        var u = (x - 400) / (right - 400);
                        var y = cut.Top.Quilt == Quilt.Chevrons ? a + dip - Math.Abs(u) * (dip + 6) : a + dip * (1 - u * u);
                        Crinkle(cut, piece, x, y, high * cut.Dice.Between(0.14, 0.4), cut.Dice.Next() < 0.5 ? 1 : -1);
                    }
                }

                if (cut.Top.Quilt == Quilt.Boxes)
                {
                    foreach (var x in new[] { 400 - cut.Chest * 0.55, 400 + cut.Chest * 0.55 })
                    {
                        Pinch(cut, piece, F($"M{x} {cut.Y + 40} L{x} {cut.HemY - 10}"));
                    }
                }

                break;
            case Quilt.Diamonds:
                Diamonds(cut, piece, cut.Y - 240, cut.HemY + 40, left, right, 62);
                break;
            case Quilt.Vertical:
                for (var x = left; x <= right; x += 50)
                {
                    Pillow(cut.Scene, piece, F($"M{x + 10} {cut.Y} L{x + 40} {cut.Y} L{x + 40} {cut.HemY + 20} L{x + 10} {cut.HemY + 20}Z"), 40);
                    Pinch(cut, piece, F($"M{x} {cut.Y} L{x} {cut.HemY + 20}"));
                }

                break;
            case Quilt.Onion:
                for (var y = cut.Y - 20; y < cut.HemY + 30; y += 46)
                {
                    var d = F($"M{left} {y}");
                    for (var x = left; x < right; x += 58)
                    {
                        d += F($" C{x + 14} {y + 21} {x + 15} {y + 21} {x + 29} {y} C{x + 43} {y - 21} {x + 44} {y - 21} {x + 58} {y}");
                    }

                    piece.Form($"<path d='{d}' transform='translate(0 23)' fill='none' stroke='#fff' stroke-width='22' opacity='.5' filter='url(#{cut.Scene.Blur(7)})'/>");
                    Pinch(cut, piece, d);
                }

                break;
            case Quilt.None:
                break;
            default:
                throw new InvalidOperationException($"{cut.Top.Quilt} is not drawn.");
        }
    }

    public static void Sleeve(TopCut cut, Piece piece, Func<string, string> side, double[] lines)
    {
        if (cut.Puff <= 3)
        {
            Flat(cut, piece, side);
            return;
        }

        double[] stops = [-0.12, .. lines, cut.Top.Sleeve];
        for (var i = 0; i < stops.Length - 1; i++)
        {
            var step = stops[i + 1] - stops[i];
            var (a, b, c, d) = (Sleeves.Edge(cut, stops[i] + step * 0.2, -1.2), Sleeves.Edge(cut, stops[i] + step * 0.2, 1.2), Sleeves.Edge(cut, stops[i + 1] - step * 0.22, 1.2), Sleeves.Edge(cut, stops[i + 1] - step * 0.22, -1.2));
            Pillow(cut.Scene, piece, side(F($"M{a.X:0.#} {a.Y:0.#} L{b.X:0.#} {b.Y:0.#} L{c.X:0.#} {c.Y:0.#} L{d.X:0.#} {d.Y:0.#}Z")), step * 480);
            if (i == 0)
            {
                continue;
            }

            var (l, r, m) = (Sleeves.Edge(cut, stops[i], -1.2), Sleeves.Edge(cut, stops[i], 1.2), Sleeves.Edge(cut, stops[i] + 0.018, 0));
            Pinch(cut, piece, side(F($"M{l.X:0.#} {l.Y:0.#} Q{m.X:0.#} {m.Y:0.#} {r.X:0.#} {r.Y:0.#}")));
            for (var u = -0.9; u < 0.9; u += cut.Dice.Between(0.22, 0.5))
            {
                var p = Sleeves.Edge(cut, stops[i] + 0.009 * (1 - u * u), u);
                Crinkle(cut, piece, p, step * 480 * cut.Dice.Between(0.14, 0.36), cut.Dice.Next() < 0.5 ? 1 : -1, side);
            }
        }
    }

    public static void Diamonds(TopCut cut, Piece piece, double top, double bottom, double left, double right, double step)
    {
        var high = bottom - top;
        for (var x = left - high; x < right + high; x += step)
        {
            piece.Form($"<path d='M{x + step / 2} {top} L{x + step / 2 + high} {bottom}' stroke='#fff' stroke-width='{step * 0.5}' opacity='.28' filter='url(#{cut.Scene.Blur(9)})'/>");
            piece.Form($"<path d='M{x + step / 2} {top} L{x + step / 2 - high} {bottom}' stroke='#fff' stroke-width='{step * 0.5}' opacity='.28' filter='url(#{cut.Scene.Blur(9)})'/>");
        }

        for (var x = left - high; x < right + high; x += step)
        {
            piece.Seam(F($"M{x} {top} L{x + high} {bottom}"), 3, 0.3).Seam(F($"M{x} {top} L{x - high} {bottom}"), 3, 0.3);
        }
    }

    private static void Flat(TopCut cut, Piece piece, Func<string, string> side)
    {
        if (cut.Top.Quilt == Quilt.Diamonds)
        {
            var (l, r) = (400 + cut.Shoulder - 90, 400 + cut.Shoulder + 140);
            var high = 620.0;
            for (var x = l - high; x < r + high; x += 62)
            {
                piece.Form($"<path d='{side(F($"M{x + 31} {cut.Y} L{x + 31 + high} {cut.Y + high}"))}' stroke='#fff' stroke-width='30' opacity='.25' filter='url(#{cut.Scene.Blur(9)})'/>");
                piece.Seam(side(F($"M{x} {cut.Y} L{x + high} {cut.Y + high}")), 3, 0.3).Seam(side(F($"M{x} {cut.Y} L{x - high} {cut.Y + high}")), 3, 0.3);
            }

            return;
        }

        for (var t = 0.08; t < cut.Top.Sleeve; t += 0.085)
        {
            var (a, b, m) = (Sleeves.Edge(cut, t, -1.2), Sleeves.Edge(cut, t, 1.2), Sleeves.Edge(cut, t + 0.02, 0));
            var d = side(F($"M{a.X:0.#} {a.Y:0.#} Q{m.X:0.#} {m.Y:0.#} {b.X:0.#} {b.Y:0.#}"));
            piece.Form($"<path d='{d}' transform='translate(0 22)' fill='none' stroke='#fff' stroke-width='20' opacity='.5' filter='url(#{cut.Scene.Blur(7)})'/>");
            Pinch(cut, piece, d);
        }
    }

    private static void Pillow(Scene scene, Piece piece, string d, double high)
    {
        piece.Form($"<path d='{d}' fill='#fff' opacity='.5' filter='url(#{scene.Blur(Math.Clamp(high * 0.17, 4, 15))})'/>");
    }

    private static void Pinch(TopCut cut, Piece piece, string d)
    {
        piece.Form($"<path d='{d}' fill='none' stroke='#000' stroke-width='5' opacity='.55' filter='url(#{cut.Scene.Blur(2.5)})'/>");
        piece.Paint($"<path d='{d}' fill='none' stroke='{cut.Tone.Lit(-0.22)}' stroke-width='12' opacity='.28' filter='url(#{cut.Scene.Blur(5)})'/>");
        piece.Seam(d, 2.6, 0.5);
    }

    private static void Crinkle(TopCut cut, Piece piece, double x, double y, double length, int way)
    {
        var lean = cut.Dice.Between(-8, 8);
        var blur = cut.Scene.Blur(2.2);
        piece.Detail($"<path d='M{x} {y} Q{x + lean * 0.2} {y + way * length * 0.5} {x + lean} {y + way * length}' fill='none' stroke='#000' stroke-width='4' opacity='.34' filter='url(#{blur})'/>");
        piece.Detail($"<path d='M{x + 5} {y} Q{x + 5 + lean * 0.2} {y + way * length * 0.5} {x + 5 + lean} {y + way * length}' fill='none' stroke='#fff' stroke-width='4' opacity='.32' filter='url(#{blur})'/>");
    }

    private static void Crinkle(TopCut cut, Piece piece, (double X, double Y) p, double length, int way, Func<string, string> side)
    {
        var lean = cut.Dice.Between(-4, 10);
        var d = side(F($"M{p.X:0.#} {p.Y:0.#} L{p.X + lean * 0.5:0.#} {p.Y + way * length:0.#}"));
        var blur = cut.Scene.Blur(2.2);
        piece.Detail($"<path d='{d}' fill='none' stroke='#000' stroke-width='4' opacity='.34' filter='url(#{blur})'/>");
        piece.Detail($"<path d='{d}' transform='translate(5 0)' fill='none' stroke='#fff' stroke-width='4' opacity='.32' filter='url(#{blur})'/>");
    }
}
