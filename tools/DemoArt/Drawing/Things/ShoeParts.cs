using Maru.DemoArt.Drawing.Clothes;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

/// <summary>Panels, laces, elastic and cuffs of a shoe's upper.</summary>
internal static class ShoeParts
{
    public static void Upper(Shoe shoe, Scene s, Piece piece, Tone tone, Tone accent, (double Tx, double Ty, double Cx, double Cy, double Hx, double Hy) c)
    {
        foreach (var (d, strong) in new[] { ("M236 592 C262 616 268 640 262 668", 0.5), ("M262 586 C292 612 300 640 296 668", 0.4), ("M210 600 C226 622 230 642 224 668", 0.25) })
        {
            piece.Crease(d, 9, strong * 0.7);
        }

        if (c.Ty < 430)
        {
            piece.Crease(F($"M{c.Tx - 50} 520 C{c.Tx} 552 {c.Tx + 60} 540 {c.Tx + 120} 520"), 14, 0.4).Fold(F($"M{c.Tx - 54} 540 C{c.Tx} 570 {c.Tx + 60} 560 {c.Tx + 120} 538"), 14, 0.4);
            piece.Crease(F($"M{c.Tx + 40} 500 C{c.Tx + 100} 512 {c.Tx + 150} 500 664 482"), 12, 0.32);
        }

        switch (shoe.Cut)
        {
            case Cut.Rain:
                piece.Seam(F($"M{c.Tx - 30} {c.Ty + 34} C{c.Cx - 20} {c.Cy + 30} {c.Cx + 40} {c.Cy + 34} {c.Hx + 10} {c.Hy + 34}"), 4, 0.5);
                piece.Paint($"<path d='M110 640 C260 664 560 662 700 636 L700 700 L110 700Z' fill='{tone.Lit(-0.06)}'/>");
                break;
            case Cut.Winter:
                foreach (var y in new[] { 330, 400, 470 })
                {
                    piece.Crease(F($"M380 {y} C480 {y + 22} 580 {y + 20} 690 {y - 6}"), 8, 0.7).Seam(F($"M380 {y} C480 {y + 22} 580 {y + 20} 690 {y - 6}"), 3, 0.5);
                }

                break;
            case Cut.Runner:
                piece.Detail($"<rect x='100' y='440' width='600' height='250' fill='url(#{Mesh(s)})'/>");
                break;
            case Cut.Clog:
                foreach (var (x, y) in new[] { (236, 616), (272, 608), (308, 598), (258, 636), (296, 628), (334, 616) })
                {
                    piece.Top($"<ellipse cx='{x}' cy='{y}' rx='9' ry='7' fill='#000' opacity='.5'/>");
                }

                break;
            default:
                break;
        }
    }

    public static void Over(Shoe shoe, Scene s, Tone tone, Tone accent, (double Tx, double Ty, double Cx, double Cy, double Hx, double Hy) c)
    {
        void Panel(string d, Tone t, Cloth cloth, string? stitch = null)
        {
            var p = new Piece(s, d, t, cloth) { Round = 9, Cast = 0.3, Gain = 0.8, EdgeShade = 0.14 };
            if (stitch is not null)
            {
                p.Stitch(stitch, null, 1.5, "5 3");
            }

            p.Place();
        }

        var counter = F($"M{c.Hx - 70} {Math.Max(c.Hy + 60, 548)} C{c.Hx - 40} {Math.Max(c.Hy + 30, 520)} {c.Hx - 6} {Math.Max(c.Hy + 24, 512)} {c.Hx + 9} {Math.Max(c.Hy + 26, 514)} L662 574 C666 606 680 640 676 662 C640 668 600 670 560 668 C548 624 560 580 {c.Hx - 70} {Math.Max(c.Hy + 60, 548)}Z");
        var toe = "M134 676 C120 628 150 598 208 587 C236 612 248 642 246 682 C200 682 160 680 134 676Z";
        var eyestay = F($"M{c.Tx - 16} {c.Ty + 4} C{c.Tx + 6} {c.Ty + 6} {c.Tx + 14} {c.Ty + 12} {c.Tx + 26} {c.Ty + 22} C{c.Tx - 6} {c.Ty + 80} 380 600 312 628 C288 616 268 600 262 578 C320 556 {c.Tx - 60} {c.Ty + 90} {c.Tx - 16} {c.Ty + 4}Z");
        switch (shoe.Cut)
        {
            case Cut.Runner:
                Panel(eyestay, accent, Cloth.Matte);
                Panel(counter, accent, Cloth.Matte);
                Panel("M134 676 C122 634 146 604 190 592 C196 622 230 652 330 668 C260 684 180 682 134 676Z", tone.Lit(-0.06), Cloth.Rubber);
                Boards(s, accent.Lit(accent.L > 0.6 ? -0.2 : 0.3), 470, 590);
                break;
            case Cut.Court or Cut.HighTop:
                Panel(toe, shoe.Cut == Cut.HighTop ? accent : tone.Lit(-0.02), shoe.Cloth, "M206 594 C232 618 241 646 240 680");
                Panel(eyestay, shoe.Cut == Cut.HighTop ? accent : tone.Lit(-0.02), shoe.Cloth, F($"M{c.Tx + 18} {c.Ty + 24} C{c.Tx - 10} {c.Ty + 78} 376 592 312 620"));
                Panel(counter, accent, shoe.Cloth);
                if (!shoe.Plain)
                {
                    Boards(s, accent, 430, 600);
                }

                break;
            case Cut.Canvas:
                new Piece(s, "M128 678 C112 634 138 606 196 596 C226 610 240 640 240 682 C200 684 160 682 128 678Z", Tone.Of("#f4f0e6"), Cloth.Rubber) { Round = 14, Cast = 0.25 }.Place();
                Panel(eyestay, tone, Cloth.Canvas, F($"M{c.Tx + 18} {c.Ty + 24} C{c.Tx - 10} {c.Ty + 78} 376 592 312 620"));
                s.Draw($"<path d='M120 690 C260 702 560 700 690 686' fill='none' stroke='{accent}' stroke-width='6'/>");
                break;
            case Cut.Trail or Cut.Hiker:
                Panel("M128 676 C112 624 144 592 208 580 C222 604 262 646 400 660 L400 682 C300 690 190 684 128 676Z", accent.Lit(-0.12), Cloth.Rubber, "M206 590 C224 616 266 650 396 666");
                Panel(eyestay, accent, Cloth.Suede, F($"M{c.Tx + 16} {c.Ty + 26} C{c.Tx - 10} {c.Ty + 78} 376 592 312 620"));
                Panel(counter, accent, Cloth.Suede);
                Panel(F($"M470 668 C480 610 520 570 560 530 L590 540 C560 590 540 630 536 668Z"), accent.Lit(0.04), Cloth.Suede);
                if (shoe.Cut == Cut.Hiker)
                {
                    Panel(F($"M{c.Tx + 10} {c.Ty + 8} C{c.Cx} {c.Cy + 2} {c.Hx - 40} {c.Hy + 22} {c.Hx} {c.Hy + 2} L{c.Hx + 4} {c.Hy + 44} C{c.Hx - 40} {c.Hy + 60} {c.Cx} {c.Cy + 44} {c.Tx + 6} {c.Ty + 52}Z"), accent.Lit(-0.06), Cloth.Leather);
                }

                break;
            case Cut.Desert or Cut.Worker:
                Panel(F($"M{c.Tx - 18} {c.Ty} C{c.Tx + 22} {c.Ty + 2} {c.Cx - 40} {c.Cy} {c.Cx} {c.Cy} C{c.Cx + 60} {c.Cy} {c.Hx - 30} {c.Hy + 20} {c.Hx} {c.Hy} C{c.Hx + 6} {c.Hy + 60} {c.Hx} 520 664 572 C676 604 680 636 676 664 C560 674 430 676 372 676 C356 630 330 600 300 572 C352 540 {c.Tx - 30} {c.Ty + 70} {c.Tx - 18} {c.Ty}Z"), tone, shoe.Cloth, F($"M{c.Tx - 8} {c.Ty + 12} C{c.Tx - 24} {c.Ty + 80} 360 552 312 578 C340 604 364 634 380 670"));
                if (shoe.Cut == Cut.Worker)
                {
                    Panel(toe, tone, shoe.Cloth, "M206 594 C232 618 241 646 240 680");
                    PullTab(s, tone, c.Hx, c.Hy);
                }

                break;
            case Cut.Chelsea:
                var gore = F($"M{c.Cx - 38} {c.Cy + 4} L{c.Cx + 52} {c.Cy + 6} C{c.Cx + 46} 440 {c.Cx + 30} 500 {c.Cx + 8} 548 C{c.Cx - 18} 500 {c.Cx - 34} 440 {c.Cx - 38} {c.Cy + 4}Z");
                Panel(gore, tone.Lit(-0.1), Cloth.Rib);
                PullTab(s, tone, c.Hx - 6, c.Hy);
                break;
            case Cut.SlipOn:
                Panel(F($"M378 538 C420 566 440 566 470 568 C480 590 470 620 440 640 C410 620 380 590 378 538Z"), tone.Lit(-0.1), Cloth.Rib);
                Panel(toe, tone, shoe.Cloth, "M206 594 C232 618 241 646 240 680");
                break;
            case Cut.Loafer:
                Panel("M240 584 C290 566 340 556 376 540 C396 560 402 586 396 604 C350 616 290 622 250 618 C236 606 236 594 240 584Z", tone.Lit(0.02), shoe.Cloth, "M250 612 C290 616 350 610 390 598");
                Panel("M330 560 C360 556 400 560 420 572 C424 600 420 650 410 672 C380 676 350 676 330 674 C336 636 338 600 330 560Z", tone.Lit(-0.03), shoe.Cloth);
                s.Draw($"<path d='M346 596 h52 v12 h-52z' fill='#000' opacity='.35'/>");
                break;
            case Cut.Winter:
                Panel("M128 676 C110 620 144 588 214 576 C290 560 320 560 380 548 C440 560 520 566 664 560 C676 604 684 640 678 668 C560 690 260 694 128 676Z", accent, Cloth.Rubber, "M214 586 C290 570 330 566 380 558 C440 570 520 576 660 570");
                Fluff(s, c.Tx - 26, c.Hx + 12, c.Ty + 6);
                break;
            case Cut.Rain:
                Panel(F($"M{c.Hx - 70} {c.Hy + 46} L{c.Hx + 6} {c.Hy + 40} L{c.Hx + 6} {c.Hy + 66} L{c.Hx - 70} {c.Hy + 72}Z"), accent, Cloth.Rubber);
                break;
            case Cut.Clog:
                Panel("M420 560 C520 540 640 560 690 620 L684 652 C630 588 520 572 432 590Z", tone.Lit(-0.03), shoe.Cloth);
                Fronts.Button(s, 430, 576, 13, accent, false);
                break;
            default:
                throw new InvalidOperationException($"{shoe.Cut} is not drawn.");
        }
    }

    public static void Lacing(Shoe shoe, Scene s, Tone lace, double tx, double ty)
    {
        var count = shoe.Cut switch { Cut.Desert => 2, Cut.HighTop or Cut.Hiker or Cut.Winter => 6, Cut.Worker => 7, _ => 5 };
        var (x0, y0) = shoe.Cut == Cut.Desert ? (372.0, 520.0) : (304.0, 598.0);
        for (var i = 0; i < count; i++)
        {
            var t = (double)i / (count - 1);
            var bend = Math.Sin(t * Math.PI) * (ty < 430 ? 34 : 10);
            var (x, y) = (x0 + (tx + 2 - x0) * t + bend * 0.6, y0 + (ty + 26 - y0) * t + bend);
            var (ex, ey) = (x - 48 + t * 10, y - 34 + t * 18);
            s.Draw($"<circle cx='{x + 3}' cy='{y + 3}' r='6.500' fill='#2a2724' opacity='.75'/>");
            var d = F($"M{x} {y} Q{(x + ex) / 2 + 3} {(y + ey) / 2 - 9} {ex} {ey}");
            s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='12' opacity='.35' stroke-linecap='round' transform='translate(2 5)' filter='url(#{s.Blur(2.5)})'/><path d='{d}' fill='none' stroke='{lace.Lit(-0.12)}' stroke-width='11' stroke-linecap='round'/><path d='{d}' fill='none' stroke='{lace}' stroke-width='8' stroke-linecap='round' transform='translate(-.5 -1)'/><path d='{d}' fill='none' stroke='{lace.Lit(-0.16)}' stroke-width='7' stroke-dasharray='2 3' opacity='.3'/>");
        }

        if (shoe.Cut is Cut.Hiker or Cut.Worker or Cut.Runner or Cut.Trail)
        {
            return;
        }

        var knot = F($"M{tx - 30} {ty + 12} C{tx - 84} {ty - 26} {tx - 100} {ty + 26} {tx - 40} {ty + 22} M{tx - 34} {ty + 16} C{tx - 10} {ty + 60} {tx + 30} {ty + 56} {tx - 24} {ty + 20} M{tx - 34} {ty + 18} C{tx - 60} {ty + 50} {tx - 62} {ty + 70} {tx - 58} {ty + 84}");
        s.Draw($"<path d='{knot}' fill='none' stroke='#000' stroke-width='9' opacity='.3' transform='translate(3 6)' filter='url(#{s.Blur(3)})'/><path d='{knot}' fill='none' stroke='{lace.Lit(-0.14)}' stroke-width='8.500' stroke-linecap='round'/><path d='{knot}' fill='none' stroke='{lace}' stroke-width='6' stroke-linecap='round'/>");
    }

    public static string Mesh(Scene s) => s.Define("<pattern id='ID' width='8' height='8' patternUnits='userSpaceOnUse' patternTransform='rotate(20)'><circle cx='4' cy='4' r='2' fill='#000' opacity='.4'/></pattern>");

    /// <summary>The house mark: three floorboards.</summary>
    private static void Boards(Scene s, Tone tone, double x, double y)
    {
        for (var i = 0; i < 3; i++)
        {
            var dx = x + i * 24;
            var d = F($"M{dx} {y + 36 - i * 3} L{dx + 26} {y - 34 - i * 3} L{dx + 40} {y - 36 - i * 3} L{dx + 15} {y + 36 - i * 3}Z");
            new Piece(s, d, tone, Cloth.Matte) { Round = 3, Cast = 0.22, Gain = 0.6, EdgeShade = 0.08 }.Place();
        }
    }

    private static void PullTab(Scene s, Tone tone, double x, double y)
    {
        var d = F($"M{x - 22} {y + 44} C{x - 24} {y - 6} {x - 18} {y - 34} {x - 4} {y - 36} C{x + 12} {y - 34} {x + 14} {y} {x + 10} {y + 46} L{x - 2} {y + 46} C{x + 2} {y + 4} {x} {y - 18} {x - 5} {y - 18} C{x - 10} {y - 16} {x - 10} {y + 6} {x - 10} {y + 44}Z");
        new Piece(s, d, tone.Lit(-0.08), Cloth.Canvas) { Round = 5, Cast = 0.35 }.Place();
    }

    private static void Fluff(Scene s, double x1, double x2, double y)
    {
        var dice = new Dice("fluff");
        for (var layer = 0; layer < 3; layer++)
        {
            var d = new System.Text.StringBuilder();
            for (var x = x1; x < x2; x += 2.2)
            {
                var cy = y + 10 + dice.Between(-12, 14);
                d.Append(F($"M{x:0.#} {cy:0.#}q{dice.Between(-8, 8):0.#} {dice.Between(-8, 10):0.#} {dice.Between(-14, 14):0.#} {dice.Between(-18, 24):0.#}"));
            }

            s.Draw($"<path d='{d}' fill='none' stroke='{Tone.Of("#d9c7a8").Lit(-0.12 + layer * 0.1)}' stroke-width='{4 - layer * 0.6}' stroke-linecap='round'/>");
        }
    }
}
