using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>Pockets, ribs, belts, cords and fur.</summary>
internal static class Trims
{
    public static void Pockets(TopCut cut)
    {
        var (p, y, hem) = (cut.Top.Pockets, cut.Y, cut.HemY);
        var low = hem - Math.Clamp(cut.Top.Length * 0.3, 150, 250);
        foreach (var side in new[] { -1, 1 })
        {
            if (p.HasFlag(Clothes.Pockets.Hand))
            {
                var x = 400 + side * cut.Chest * 0.62;
                Slit(cut, x, low, x + side * 34, low + 104);
            }

            if (p.HasFlag(Clothes.Pockets.Patch))
            {
                Patch(cut, 400 + side * cut.Chest * 0.54 - 54, low - 4, 108, 122, flap: false);
            }

            if (p.HasFlag(Clothes.Pockets.Bellows))
            {
                Patch(cut, 400 + side * cut.Chest * 0.54 - 54, low - 10, 108, 124, flap: true);
            }

            if (p.HasFlag(Clothes.Pockets.Flap))
            {
                Flap(cut, 400 + side * cut.Chest * 0.54 - 52, low + 20, 104, 36);
            }

            if (p.HasFlag(Clothes.Pockets.ChestFlaps))
            {
                Patch(cut, 400 + side * cut.Chest * 0.5 - 42, y + 148, 84, 94, flap: true);
            }
        }

        if (p.HasFlag(Clothes.Pockets.Chest))
        {
            Patch(cut, 400 + cut.Chest * 0.5 - 38, y + 150, 76, 84, flap: false);
        }

        if (p.HasFlag(Clothes.Pockets.ChestZip))
        {
            Slit(cut, 400 + cut.Chest * 0.34, y + 176, 400 + cut.Chest * 0.7, y + 168);
        }

        if (p.HasFlag(Clothes.Pockets.Kangaroo))
        {
            var (a, b) = (hem - 170.0, hem - 14.0);
            foreach (var half in cut.Top.Front == Front.Zip ? new[] { -1, 1 } : [0])
            {
                var d = half == 0
                    ? F($"M318 {a} L482 {a} L532 {a + 84} L532 {b} L268 {b} L268 {a + 84}Z")
                    : F($"M414 {a} L482 {a} L528 {a + 84} L528 {b} L414 {b}Z");
                var piece = new Piece(cut.Scene, half < 0 ? Mirror(d) : d, cut.Tone, cut.Top.Cloth) { Round = 8, Cast = 0.4, Gain = 0.5, EdgeShade = 0.14 };
                var line = F($"M480 {a + 8} L524 {a + 86}");
                if (half >= 0)
                {
                    piece.Stitch(line, null, 1.4, "5 3");
                }

                if (half <= 0)
                {
                    piece.Stitch(Mirror(line), null, 1.4, "5 3");
                }

                piece.Place();
            }
        }
    }

    public static void Ribs(TopCut cut)
    {
        if (cut.Top.Hem != Hem.Ribbed)
        {
            return;
        }

        var (y, x) = (cut.HemY, cut.HemHalf);
        var d = new Half(400, y + 16).Curve(450, y + 16, 400 + x - 60, y + 12, 400 + x - 14, y + 4).Curve(400 + x - 12, y + 20, 400 + x - 22, y + 38, 400 + x - 26, y + 48).Curve(400 + x - 80, y + 58, 450, y + 62, 400, y + 62).Close();
        new Piece(cut.Scene, d, cut.Top.Weave is Weave.Block ? cut.Accent : cut.Tone.Lit(-0.02), Cloth.Rib) { Round = 14, Cast = 0.25 }.Place();
    }

    public static void Belt(TopCut cut)
    {
        if (!cut.Top.Belt)
        {
            return;
        }

        var y = cut.Y + 318;
        var half = cut.SideX(y) - 400 + 3;
        var d = F($"M{400 - half} {y} Q400 {y + 16} {400 + half} {y} L{400 + half + 1} {y + 34} Q400 {y + 50} {400 - half - 1} {y + 34}Z");
        new Piece(cut.Scene, d, cut.Tone.Lit(-0.015), cut.Top.Cloth) { Round = 9, Cast = 0.5 }.Place();
        foreach (var (x, tail) in new[] { (388.0, 190.0), (416.0, 150.0) })
        {
            var end = F($"M{x - 15} {y + 20} C{x - 22} {y + 80} {x - 30} {y + tail * 0.7} {x - 26} {y + tail} L{x + 8} {y + tail + 6} C{x + 2} {y + tail * 0.7} {x + 14} {y + 80} {x + 17} {y + 22}Z");
            new Piece(cut.Scene, end, cut.Tone.Lit(-0.01), cut.Top.Cloth) { Round = 9, Cast = 0.5 }.Place();
        }

        var knot = F($"M376 {y + 2} C392 {y - 5} 414 {y - 5} 430 {y + 4} C436 {y + 22} 434 {y + 40} 426 {y + 50} C410 {y + 56} 392 {y + 56} 380 {y + 48} C372 {y + 36} 371 {y + 18} 376 {y + 2}Z");
        new Piece(cut.Scene, knot, cut.Tone, cut.Top.Cloth) { Round = 12, Cast = 0.5 }.Place();
    }

    public static void Cords(TopCut cut, double y)
    {
        var cord = cut.Tone.L > 0.6 ? cut.Tone.Lit(-0.04) : cut.Tone.Lit(0.06);
        foreach (var side in new[] { -1, 1 })
        {
            var x = 400 + side * 26;
            var d = F($"M{x} {y - 10} C{x + side * 8} {y + 40} {x - side * 2} {y + 90} {x + side * 5} {y + 150}");
            cut.Scene.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='7' opacity='.35' transform='translate(3 4)' filter='url(#{cut.Scene.Blur(3)})'/><path d='{d}' fill='none' stroke='{cord}' stroke-width='6.5'/><path d='{d}' fill='none' stroke='{cord.Lit(-0.18)}' stroke-width='6.5' stroke-dasharray='2 3' opacity='.45'/>");
            cut.Scene.Draw($"<circle cx='{x}' cy='{y - 10}' r='7' fill='#8d877d'/><circle cx='{x}' cy='{y - 10}' r='3.500' fill='#2b2926'/><rect x='{x + side * 5 - 4}' y='{y + 146}' width='8' height='17' rx='2' fill='#a29c90'/>");
        }
    }

    public static void Fur(TopCut cut, string opening, Tone fur)
    {
        var s = cut.Scene;
        var n = Bounds(opening);
        var (cx, cy) = (400.0, n.Y + n.H * 0.48);
        s.Draw($"<path d='{opening}' fill='none' stroke='{fur.Lit(-0.2)}' stroke-width='50' stroke-linejoin='round' opacity='.9' filter='url(#{s.Blur(5)})'/>");
        for (var layer = 0; layer < 3; layer++)
        {
            var lines = new System.Text.StringBuilder();
            for (var a = -0.62; a < 6.9 - 0.62; a += 0.022)
            {
                var (rx, ry) = (n.W * 0.5 + cut.Dice.Between(-8, 14), n.H * 0.52 + cut.Dice.Between(-8, 12));
                var (x, y) = (cx + Math.Cos(a) * rx, cy + Math.Sin(a) * ry);
                var length = cut.Dice.Between(16, 34);
                var turn = a + cut.Dice.Between(-0.7, 0.7);
                lines.Append(F($"M{x - Math.Cos(turn) * length * 0.4:0.#} {y - Math.Sin(turn) * length * 0.4:0.#}Q{x:0.#} {y:0.#} {x + Math.Cos(turn) * length:0.#} {y + Math.Sin(turn) * length + 4:0.#}"));
            }

            var tone = fur.Lit(-0.12 + layer * 0.11);
            s.Draw($"<path d='{lines}' fill='none' stroke='{tone}' stroke-width='{3.2 - layer * 0.6}' stroke-linecap='round' opacity='.8'/>");
        }
    }

    private static void Slit(TopCut cut, double x1, double y1, double x2, double y2)
    {
        var d = F($"M{x1:0.#} {y1:0.#} L{x2:0.#} {y2:0.#}");
        cut.Scene.Draw($"<path d='{d}' stroke='{cut.Tone.Lit(-0.3)}' stroke-width='15' opacity='.4' stroke-linecap='round' filter='url(#{cut.Scene.Blur(4)})'/><path d='{d}' stroke='{cut.Tone.Lit(0.035)}' stroke-width='12' stroke-linecap='round'/>");
        cut.Scene.Draw($"<path d='{d}' stroke='{cut.Tone.Lit(-0.25)}' stroke-width='5' stroke-linecap='round'/><path d='{d}' stroke='#8d877d' stroke-width='2.6' stroke-dasharray='2 2' opacity='.8'/>");
        cut.Scene.Draw($"<rect x='{x1 - 3:0.#}' y='{y1 - 2:0.#}' width='6' height='20' rx='3' fill='#b5afa4' stroke='#5c5750' stroke-width='.8'/>");
    }

    private static void Patch(TopCut cut, double x, double y, double w, double h, bool flap)
    {
        var d = F($"M{x} {y} L{x + w} {y} L{x + w} {y + h - 12} Q{x + w} {y + h} {x + w - 12} {y + h} L{x + 12} {y + h} Q{x} {y + h} {x} {y + h - 12}Z");
        var piece = new Piece(cut.Scene, d, cut.Tone, cut.Top.Cloth) { Round = 6, Cast = 0.35, Gain = 0.5, EdgeShade = 0.12 };
        Fabrics.PaintTrim(cut, piece);
        piece.Stitch(F($"M{x + 5} {y} L{x + 5} {y + h - 13} Q{x + 5} {y + h - 5} {x + 13} {y + h - 5} L{x + w - 13} {y + h - 5} Q{x + w - 5} {y + h - 5} {x + w - 5} {y + h - 13} L{x + w - 5} {y}"), null, 1.4, "5 3");
        if (!flap)
        {
            piece.Seam(F($"M{x} {y + 16} L{x + w} {y + 16}"), 2.2);
        }

        piece.Place();
        if (flap)
        {
            Flap(cut, x - 3, y - 4, w + 6, 40);
            Fronts.Button(cut.Scene, x + w / 2, y + 26, 6.5, cut.Tone.Lit(cut.Tone.L < 0.4 ? 0.16 : -0.16), false);
        }
    }

    private static void Flap(TopCut cut, double x, double y, double w, double h)
    {
        var d = F($"M{x} {y} L{x + w} {y} L{x + w - 1} {y + h - 8} Q{x + w / 2} {y + h + 8} {x + 1} {y + h - 8}Z");
        var piece = new Piece(cut.Scene, d, cut.Tone.Lit(0.01), cut.Top.Cloth) { Round = 6, Cast = 0.55, Gain = 0.6, EdgeShade = 0.12 };
        Fabrics.PaintTrim(cut, piece);
        piece.Place();
    }
}
