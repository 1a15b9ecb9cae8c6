using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>What is woven, knitted, dyed or printed into the cloth.</summary>
internal static class Fabrics
{
    public static void Paint(TopCut cut, Piece piece)
    {
        var (s, t, a, y, hem) = (cut.Scene, cut.Tone, cut.Accent, cut.Y, cut.HemY);
        switch (cut.Top.Weave)
        {
            case Weave.Yoke:
                var line = F($"M150 {y + 168} Q400 {y + 196} 650 {y + 168}");
                piece.Paint($"<path d='M100 {y - 60} L700 {y - 60} L700 {y + 164} L650 {y + 168} Q400 {y + 196} 150 {y + 168}Z' fill='{a}'/>").Seam(line, 3, 0.5);
                break;
            case Weave.Block:
                piece.Paint($"<path d='M100 {y - 60} L700 {y - 60} L700 {y + 214} L100 {y + 214}Z' fill='{a}'/>").Seam(F($"M100 {y + 214} L700 {y + 214}"), 3, 0.5);
                break;
            case Weave.Chest:
                piece.Paint($"<path d='M100 {y + 190} L700 {y + 190} L700 {y + 262} L100 {y + 262}Z' fill='{a}'/>");
                break;
            case Weave.Cable:
                Cables(piece, y, hem);
                break;
            case Weave.Argyle:
                for (var i = 0; i < 7; i++)
                {
                    foreach (var x in new[] { 232, 316, 400, 484, 568 })
                    {
                        var cy = y + 120 + i * 122 + (x % 168 == 64 ? 61 : 0);
                        piece.Paint($"<path d='M{x} {cy - 61} L{x + 42} {cy} L{x} {cy + 61} L{x - 42} {cy}Z' fill='{(i % 2 == 0 ? a : a.Lit(-0.08))}' opacity='.9'/>");
                    }
                }

                break;
            case Weave.FairIsle or Weave.Nordic:
                FairIsle(cut, piece);
                break;
            case Weave.None or Weave.Stripes or Weave.WideStripes or Weave.Plaid or Weave.Gingham or Weave.Pinstripe or Weave.Marl or Weave.Camo or Weave.TieDye:
                Cover(s, piece, Pattern(cut, 0));
                break;
            default:
                throw new InvalidOperationException($"{cut.Top.Weave} is not drawn for {t}.");
        }
    }

    public static void PaintSleeve(TopCut cut, Piece piece, bool left)
    {
        switch (cut.Top.Weave)
        {
            case Weave.Yoke:
                var (p, q) = (Sleeves.Edge(cut, 0.145, -1.3), Sleeves.Edge(cut, 0.16, 1.3));
                var d = F($"M{p.X:0.#} {p.Y:0.#} L{q.X:0.#} {q.Y:0.#} L720 {cut.Y - 40:0.#} L420 {cut.Y - 40:0.#}Z");
                piece.Paint($"<path d='{(left ? Mirror(d) : d)}' fill='{cut.Accent}'/>");
                break;
            case Weave.Cable:
                for (var i = -1; i <= 1; i += 2)
                {
                    var from = Sleeves.Edge(cut, 0, i * 0.2);
                    var to = Sleeves.Edge(cut, 1, i * 0.2);
                    var rib = F($"M{from.X:0.#} {from.Y:0.#} L{to.X:0.#} {to.Y:0.#}");
                    piece.Detail($"<path d='{(left ? Mirror(rib) : rib)}' stroke='#fff' stroke-width='9' opacity='.4' stroke-dasharray='16 5' filter='url(#{cut.Scene.Blur(1.5)})'/>");
                }

                break;
            case Weave.FairIsle:
                for (var i = 0; i < 3; i++)
                {
                    var (l, r) = (Sleeves.Edge(cut, 0.3 + i * 0.05, -1.2), Sleeves.Edge(cut, 0.3 + i * 0.05, 1.2));
                    var row = F($"M{l.X:0.#} {l.Y:0.#} L{r.X:0.#} {r.Y:0.#}");
                    piece.Paint($"<path d='{(left ? Mirror(row) : row)}' stroke='{cut.Accent}' stroke-width='10' stroke-dasharray='9 7'/>");
                }

                break;
            default:
                Cover(cut.Scene, piece, Pattern(cut, left ? 9 : -9));
                break;
        }
    }

    /// <summary>Collars and pockets carry the pattern too.</summary>
    public static void PaintTrim(TopCut cut, Piece piece) => Cover(cut.Scene, piece, Pattern(cut, 0));

    public static void Emblem(TopCut cut, Piece piece)
    {
        if (cut.Top.Print != Print.None)
        {
            Prints.Draw(cut.Top.Print, piece, cut.Top.Accent is null ? cut.Tone.Lit(cut.Tone.L < 0.55 ? 0.42 : -0.42) : cut.Accent, cut.Tone, cut.Y + 190);
        }
    }

    private static void Cover(Scene s, Piece piece, string? pattern)
    {
        if (pattern is not null)
        {
            piece.Paint($"<rect width='{s.Width}' height='{s.Height + 200}' fill='url(#{pattern})'/>");
        }
    }

    private static string? Pattern(TopCut cut, double turn)
    {
        var (s, t, a) = (cut.Scene, cut.Tone, cut.Accent);
        return cut.Top.Weave switch
        {
            Weave.Stripes => s.Define($"<pattern id='ID' width='40' height='34' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='40' height='12' fill='{a}'/></pattern>"),
            Weave.WideStripes => s.Define($"<pattern id='ID' width='40' height='150' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect y='20' width='40' height='72' fill='{a}'/></pattern>"),
            Weave.Pinstripe => s.Define($"<pattern id='ID' width='18' height='40' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='4' height='40' fill='{a}' opacity='.8'/></pattern>"),
            Weave.Gingham => s.Define($"<pattern id='ID' width='36' height='36' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='18' height='36' fill='{a}' opacity='.45'/><rect width='36' height='18' fill='{a}' opacity='.45'/></pattern>"),
            Weave.Plaid => s.Define($"<pattern id='ID' width='104' height='104' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='46' height='104' fill='{t.Lit(-0.16)}' opacity='.55'/><rect width='104' height='46' fill='{t.Lit(-0.16)}' opacity='.55'/><rect x='20' width='7' height='104' fill='{a}' opacity='.75'/><rect y='20' width='104' height='7' fill='{a}' opacity='.75'/><rect x='73' width='4' height='104' fill='{t.Lit(0.22)}' opacity='.6'/><rect y='73' width='104' height='4' fill='{t.Lit(0.22)}' opacity='.6'/></pattern>"),
            Weave.Marl => Marl(cut),
            Weave.Camo => Blotches(cut, 0.011, 14),
            Weave.TieDye => Blotches(cut, 0.006, 3),
            _ => null,
        };
    }

    private static string Marl(TopCut cut)
    {
        var marks = new System.Text.StringBuilder();
        for (var i = 0; i < 260; i++)
        {
            var light = i % 2 == 0;
            marks.Append(F($"<path d='M{cut.Dice.Between(0, 120):0.#} {cut.Dice.Between(0, 120):0.#}l{cut.Dice.Between(4, 10):0.#} {cut.Dice.Between(-1.5, 1.5):0.#}' stroke='{(light ? cut.Tone.Lit(0.12) : cut.Tone.Lit(-0.12))}' stroke-width='1.6' opacity='.5'/>"));
        }

        return cut.Scene.Define($"<pattern id='ID' width='120' height='120' patternUnits='userSpaceOnUse'>{marks}</pattern>");
    }

    private static string Blotches(TopCut cut, double scale, double hard)
    {
        var (a, b) = (cut.Accent, cut.Tone.Lit(-0.13));
        var filter = cut.Scene.Define($"<filter id='ID' x='0' y='0' width='1' height='1' color-interpolation-filters='sRGB'><feTurbulence type='fractalNoise' baseFrequency='{scale} {scale * 1.6}' numOctaves='2' seed='{3 + cut.Dice.Below(40)}' result='n'/><feColorMatrix values='0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  {hard} 0 0 0 {-hard * 0.52}' result='m'/><feFlood flood-color='{a}'/><feComposite in2='m' operator='in' result='one'/><feColorMatrix in='n' values='0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 {hard} 0 0 {-hard * 0.55}' result='k'/><feFlood flood-color='{b}'/><feComposite in2='k' operator='in' result='two'/><feMerge><feMergeNode in='one'/><feMergeNode in='two'/></feMerge></filter>");
        return cut.Scene.Define($"<pattern id='ID' width='800' height='1000' patternUnits='userSpaceOnUse'><rect width='800' height='1000' filter='url(#{filter})'/></pattern>");
    }

    private static void Cables(Piece piece, double y, double hem)
    {
        foreach (var (x, wide) in new[] { (400, 26), (318, 17), (482, 17), (250, 12), (550, 12) })
        {
            for (var cy = y - 10; cy < hem + 30; cy += wide * 1.9)
            {
                var h = wide * 1.9;
                piece.Detail($"<path d='M{x - wide * 0.5} {cy} C{x - wide * 0.5} {cy + h * 0.5} {x + wide * 0.5} {cy + h * 0.5} {x + wide * 0.5} {cy + h}' fill='none' stroke='#fff' stroke-width='{wide * 0.5}' opacity='.55'/>");
                piece.Detail($"<path d='M{x + wide * 0.5} {cy} C{x + wide * 0.5} {cy + h * 0.32} {x + wide * 0.2} {cy + h * 0.4} {x + wide * 0.12} {cy + h * 0.42} M{x - wide * 0.12} {cy + h * 0.58} C{x - wide * 0.3} {cy + h * 0.64} {x - wide * 0.5} {cy + h * 0.7} {x - wide * 0.5} {cy + h}' fill='none' stroke='#fff' stroke-width='{wide * 0.5}' opacity='.45'/>");
            }

            piece.Form($"<path d='M{x} {y - 30} L{x} {hem + 30}' stroke='#fff' stroke-width='{wide * 1.5}' opacity='.4' style='filter:blur(5px)'/>");
            piece.Detail($"<path d='M{x - wide} {y - 30} L{x - wide} {hem + 40} M{x + wide} {y - 30} L{x + wide} {hem + 40}' stroke='#000' stroke-width='4' opacity='.5'/>");
        }
    }

    private static void FairIsle(TopCut cut, Piece piece)
    {
        var (a, light) = (cut.Accent, cut.Tone.Lit(cut.Tone.L < 0.6 ? 0.34 : -0.2));
        var rows = cut.Top.Weave == Weave.Nordic ? 4 : 6;
        var y = cut.Y + 70;
        for (var r = 0; r < rows; r++, y += 34)
        {
            for (var x = 160; x < 650; x += 36)
            {
                var drop = Math.Pow((x - 400) / 200.0, 2) * -14;
                var cy = y - drop * 0.6;
                var fill = r % 2 == 0 ? light : a;
                var mark = (r % 3) switch
                {
                    0 => F($"M{x} {cy - 12} L{x + 12} {cy} L{x} {cy + 12} L{x - 12} {cy}Z M{x + 18} {cy - 5} L{x + 22} {cy} L{x + 18} {cy + 5} L{x + 14} {cy}Z"),
                    1 => F($"M{x - 18} {cy + 6} L{x} {cy - 8} L{x + 18} {cy + 6} L{x + 18} {cy + 12} L{x} {cy - 2} L{x - 18} {cy + 12}Z"),
                    _ => F($"M{x - 3} {cy - 12} L{x + 3} {cy - 12} L{x + 3} {cy + 12} L{x - 3} {cy + 12}Z M{x - 12} {cy - 3} L{x + 12} {cy - 3} L{x + 12} {cy + 3} L{x - 12} {cy + 3}Z M{x + 15} {cy - 3} L{x + 21} {cy - 3} L{x + 21} {cy + 3} L{x + 15} {cy + 3}Z"),
                };
                piece.Paint($"<path d='{mark}' fill='{fill}'/>");
            }

            if (r < rows - 1)
            {
                piece.Paint($"<path d='M140 {y + 14} Q400 {y + 28} 660 {y + 14}' fill='none' stroke='{a}' stroke-width='4' stroke-dasharray='6 6'/>");
            }
        }
    }
}
