using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum Pitch { Dome, Tunnel, Ridge, Tipi, Cabin, Geodesic, Tarp, Screen, Bivy, Pop }

/// <summary>Tents pitched on the floor of the room, doors to the lower left.</summary>
internal sealed record Tent : Art
{
    public Tent() => Scale = 1.04;

    public override double? Floor => 730;

    public Pitch Pitch { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Shell;

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var accent = Tone.Of(Accent ?? tone.Lit(tone.L < 0.5 ? 0.2 : -0.16).Hex);
        scene.Contact(404, 716, Pitch == Pitch.Tipi ? 260 : 318, tone, 0.14);
        switch (Pitch)
        {
            case Pitch.Dome: Dome(scene, tone, accent); break;
            case Pitch.Pop: Pop(scene, tone, accent); break;
            case Pitch.Tunnel: Tunnel(scene, tone, accent); break;
            case Pitch.Ridge: Ridge(scene, tone, accent); break;
            case Pitch.Tipi: Tipi(scene, tone, accent); break;
            case Pitch.Cabin: Cabin(scene, tone, accent); break;
            case Pitch.Geodesic: Geodesic(scene, tone, accent); break;
            case Pitch.Tarp: Tarp(scene, tone, accent); break;
            case Pitch.Screen: Screen(scene, tone, accent); break;
            case Pitch.Bivy: Bivy(scene, tone, accent); break;
            default: throw new InvalidOperationException($"{Pitch} is not drawn.");
        }
    }

    private Piece Wall(Scene s, string d, Tone tone, double cast = 0.12) => new(s, d, tone, Cloth) { Round = 20, Cast = cast, EdgeShade = 0.16 };

    private static void Guy(Scene s, double x1, double y1, double x2, double y2)
    {
        s.Draw($"<path d='M{x1} {y1} L{x2} {y2}' stroke='#f4eee0' stroke-width='3'/><path d='M{x1} {y1} L{x2} {y2}' stroke='#6b635a' stroke-width='3' stroke-dasharray='3 4' opacity='.5'/><path d='M{x2 - 4} {y2 - 8} L{x2 + 3} {y2 + 10}' stroke='#4a4640' stroke-width='5' stroke-linecap='round'/>");
    }

    private static void Inside(Scene s, string d, Tone tone)
    {
        var (x, y, w, h) = Bounds(d);
        var deep = s.Linear(x, y, x + w * 0.4, y + h, (0, tone.Lit(-0.32).Hex, 1), (0.7, tone.Lit(-0.22).Hex, 1), (1, tone.Lit(-0.1).Muted(0.7).Hex, 1));
        s.Draw($"<path d='{d}' fill='url(#{deep})'/><path d='{d}' fill='none' stroke='#000' stroke-width='24' opacity='.35' filter='url(#{s.Blur(8)})' clip-path='url(#{s.Clip(d)})'/>");
        // A lamp is on inside: what makes a tent a shelter.
        s.Draw($"<ellipse cx='{x + w * 0.5}' cy='{y + h * 0.72}' rx='{w * 0.42}' ry='{h * 0.34}' fill='#ffcf8a' opacity='.42' filter='url(#{s.Blur(22)})' clip-path='url(#{s.Clip(d)})'/>");
    }

    private static void Pole(Scene s, string d, Tone tone) => s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='9' opacity='.3' transform='translate(3 5)' filter='url(#{s.Blur(3)})'/><path d='{d}' fill='none' stroke='{tone.Lit(-0.2)}' stroke-width='8' stroke-linecap='round'/><path d='{d}' fill='none' stroke='{tone.Lit(0.18)}' stroke-width='3' stroke-linecap='round' transform='translate(-1.500 -1)'/>");

    private void Dome(Scene s, Tone t, Tone a)
    {
        Guy(s, 200, 560, 70, 730);
        Guy(s, 640, 560, 744, 716);
        Wall(s, "M424 348 C560 352 660 520 716 704 L420 728Z", t.Lit(-0.07)).Crease("M440 360 C540 440 600 580 620 720", 30, 0.25).Seam("M470 360 C540 440 590 560 612 716", 2.4).Place();
        Wall(s, "M92 712 C150 510 260 356 424 348 C470 470 474 620 440 730 C320 738 190 732 92 712Z", t).Seam("M424 348 C330 420 230 560 196 728", 2.4).Fold("M330 400 C300 500 300 620 320 730", 34, 0.25).Paint($"<path d='M92 712 L110 660 C230 690 330 694 462 680 L440 740 L90 730Z' fill='{a}' opacity='.9'/>").Place();
        Inside(s, "M232 726 C238 610 268 516 322 470 C374 520 398 610 402 732 C340 736 280 734 232 726Z", t);
        Wall(s, "M322 470 C268 516 238 610 232 726 L206 726 C190 640 220 560 256 520 C280 494 304 478 322 470Z", t.Lit(0.05), 0.4).Place();
        Pole(s, "M92 714 C150 510 260 352 424 348 C566 350 664 520 716 706", a);
        Pole(s, "M424 348 C474 470 478 620 442 730", a);
    }

    private void Pop(Scene s, Tone t, Tone a)
    {
        Wall(s, "M110 716 C60 560 220 400 420 400 C600 400 760 540 706 712 C560 740 240 740 110 716Z", t).Seam("M300 416 C220 500 200 640 220 730", 2.6).Seam("M540 420 C620 500 640 640 616 728", 2.6).Fold("M420 410 C400 520 400 640 410 730", 40, 0.25).Paint($"<path d='M80 660 C240 690 560 690 740 656 L740 760 L80 760Z' fill='{a}'/>").Place();
        Inside(s, Ellipse(412, 612, 116, 112), t);
        Wall(s, "M300 590 C280 640 300 720 340 726 C320 690 312 640 318 600Z", t.Lit(0.06), 0.4).Place();
        s.Draw($"<path d='{Ellipse(412, 612, 118, 114)}' fill='none' stroke='{a.Lit(0.1)}' stroke-width='7'/>");
        Guy(s, 150, 600, 66, 734);
        Guy(s, 676, 600, 752, 724);
    }

    private void Tunnel(Scene s, Tone t, Tone a)
    {
        Guy(s, 150, 560, 50, 736);
        Guy(s, 690, 500, 764, 690);
        Wall(s, "M300 420 C420 380 560 372 640 388 C720 450 750 580 744 690 L420 728 C430 600 400 480 300 420Z", t.Lit(-0.05)).Crease("M470 396 C560 470 580 600 572 712", 14, 0.4).Crease("M570 384 C660 460 680 580 676 700", 14, 0.4).Fold("M420 410 C500 480 510 610 500 720", 30, 0.3).Place();
        Pole(s, "M470 396 C560 470 580 600 572 712", a);
        Pole(s, "M640 388 C722 450 752 580 744 690", a);
        Wall(s, "M84 728 C70 560 140 430 268 416 C400 420 452 570 434 736 C320 744 190 742 84 728Z", t).Paint($"<path d='M60 690 C200 712 330 712 450 694 L450 760 L60 760Z' fill='{a}'/>").Place();
        Inside(s, "M146 736 C136 610 176 500 262 490 C350 500 384 620 370 740 C290 744 220 742 146 736Z", t);
        Wall(s, "M262 490 C176 500 136 610 146 736 L118 734 C104 610 160 500 262 490Z", t.Lit(0.06), 0.4).Place();
        Pole(s, "M84 730 C70 560 140 428 268 414 C402 420 454 570 436 738", a);
        s.Draw($"<path d='M560 520 L650 506 L654 570 L566 582Z' fill='#d9e6ea' opacity='.55'/><path d='M560 520 L650 506 L654 570 L566 582Z' fill='none' stroke='{a}' stroke-width='5'/>");
    }

    private void Ridge(Scene s, Tone t, Tone a)
    {
        Guy(s, 262, 372, 84, 740);
        Guy(s, 622, 330, 760, 690);
        Wall(s, "M262 370 L626 328 L738 676 L452 736Z", t.Lit(-0.04)).Crease("M350 366 C450 480 540 600 570 710", 30, 0.3).Fold("M470 352 C560 470 630 590 664 690", 34, 0.3).Seam("M440 348 L590 706", 2.4).Place();
        Wall(s, "M262 370 L452 736 C330 748 190 746 82 726Z", t.Lit(0.02)).Place();
        Inside(s, "M262 396 L408 734 C320 742 220 740 140 728Z", t);
        Wall(s, "M262 384 L140 728 L96 724 C150 640 220 480 262 384Z", t.Lit(0.07), 0.45).Place();
        Wall(s, "M262 384 L408 736 L446 734 C390 640 310 480 262 384Z", t.Lit(-0.02), 0.45).Place();
        Pole(s, "M262 356 L264 736", Tone.Of("#a87c4c"));
        s.Draw($"<path d='M262 370 L626 328' stroke='{a}' stroke-width='12' stroke-linecap='round'/>");
    }

    private void Tipi(Scene s, Tone t, Tone a)
    {
        Guy(s, 250, 560, 90, 742);
        Guy(s, 560, 560, 724, 730);
        foreach (var (x1, x2) in new[] { (428, 352), (372, 450), (404, 398) })
        {
            Pole(s, F($"M{x1} 320 L{x2} 186"), Tone.Of("#a87c4c"));
        }

        Wall(s, "M400 232 C470 420 560 600 664 706 C580 732 490 740 420 742Z", t.Lit(-0.07)).Crease("M404 260 C460 460 520 640 560 724", 24, 0.35).Place();
        Wall(s, "M400 232 C330 420 240 600 140 712 C230 736 340 746 440 744 C450 560 436 380 400 232Z", t).Seam("M400 240 C370 420 300 620 240 736", 2.4).Fold("M398 280 C350 440 280 620 210 726", 30, 0.3).Fold("M402 300 C400 470 400 620 396 744", 30, 0.3).Paint($"<path d='M130 676 C260 706 420 716 690 668 L690 760 L120 760Z' fill='{a}'/>").Place();
        Inside(s, "M330 744 C340 620 356 500 378 410 C404 520 414 640 416 746 C386 748 358 746 330 744Z", t);
        Wall(s, "M378 410 C356 500 340 620 330 744 L296 742 C316 620 350 490 378 410Z", t.Lit(0.06), 0.45).Place();
    }

    private void Cabin(Scene s, Tone t, Tone a)
    {
        Guy(s, 130, 470, 44, 736);
        Guy(s, 706, 460, 770, 706);
        Wall(s, "M420 420 L690 400 L724 688 L444 738Z", t.Lit(-0.07)).Crease("M560 420 L584 710", 18, 0.3).Place();
        Wall(s, "M120 430 L424 420 L446 738 C330 748 200 746 96 726Z", t).Fold("M180 440 L164 740", 24, 0.2).Place();
        Wall(s, "M96 452 C170 350 220 316 260 308 L560 296 C610 306 670 350 716 424 L700 428 L436 446 L424 444Z", a, 0.35).Crease("M260 308 L440 446", 10, 0.3).Fold("M300 312 C380 350 440 400 470 444", 30, 0.25).Place();
        Inside(s, "M210 744 L222 496 C250 480 310 478 338 492 L352 744 C310 748 260 748 210 744Z", t);
        Wall(s, "M222 496 L210 744 L170 742 C176 650 190 560 222 496Z", t.Lit(0.06), 0.4).Place();
        s.Draw($"<path d='M500 500 L640 486 L652 590 L512 608Z' fill='#2a2c2c' opacity='.5'/><path d='M500 500 L640 486 L652 590 L512 608Z M572 494 L584 600' fill='none' stroke='{a.Lit(-0.05)}' stroke-width='7'/>");
        Pole(s, "M120 432 L96 728", a);
        Pole(s, "M424 444 L446 740", a);
        Pole(s, "M692 422 L724 690", a);
    }

    private void Geodesic(Scene s, Tone t, Tone a)
    {
        (double X, double Y)[] p = [(86, 716), (140, 560), (250, 430), (404, 370), (560, 420), (672, 540), (724, 700), (580, 738), (400, 750), (220, 742), (300, 560), (500, 556)];
        int[][] faces = [[0, 1, 9], [1, 2, 10], [1, 10, 9], [2, 3, 10], [3, 4, 11], [3, 11, 10], [4, 5, 11], [5, 7, 11], [5, 6, 7], [11, 7, 8], [10, 11, 8], [9, 10, 8]];
        double[] light = [0.02, 0.06, 0.03, 0.07, 0.02, 0.05, -0.05, -0.08, -0.11, -0.06, -0.02, 0.01];
        for (var i = 0; i < faces.Length; i++)
        {
            var d = "M" + string.Join(" L", faces[i].Select(k => F($"{p[k].X} {p[k].Y}"))) + "Z";
            Wall(s, d, (i is 0 or 8 or 9 or 11 ? a : t).Lit(light[i]), 0).Place();
        }

        Inside(s, "M318 748 C312 660 340 596 400 590 C462 596 488 660 484 748 C430 752 370 752 318 748Z", t);
        foreach (var (i, j) in new[] { (0, 3), (1, 8), (2, 7), (3, 6), (4, 9), (5, 8) })
        {
            var (mx, my) = ((p[i].X + p[j].X) / 2 - (p[j].Y - p[i].Y) * 0.1, (p[i].Y + p[j].Y) / 2 - 50);
            if (i is 0 or 3)
            {
                Pole(s, F($"M{p[i].X} {p[i].Y} Q{mx} {my} {p[j].X} {p[j].Y}"), t.Lit(-0.2));
            }
        }

        for (var i = 0; i < faces.Length; i++)
        {
            var f = faces[i];
            s.Draw($"<path d='M{p[f[0]].X} {p[f[0]].Y} L{p[f[1]].X} {p[f[1]].Y} L{p[f[2]].X} {p[f[2]].Y}Z' fill='none' stroke='{t.Lit(-0.22)}' stroke-width='4' opacity='.55' stroke-linejoin='round'/>");
        }

        Guy(s, 140, 560, 50, 736);
        Guy(s, 672, 540, 760, 716);
    }

    private void Tarp(Scene s, Tone t, Tone a)
    {
        Guy(s, 214, 372, 60, 736);
        Guy(s, 600, 330, 760, 706);
        Guy(s, 112, 560, 40, 700);
        Guy(s, 704, 520, 776, 660);
        Pole(s, "M214 366 L220 740", Tone.Of("#a9a59c"));
        Wall(s, "M214 372 C340 400 470 390 600 330 C560 400 500 440 440 452 C340 470 260 430 214 372Z", t.Lit(-0.12)).Place();
        Wall(s, "M214 372 C300 400 380 440 460 560 C350 520 220 530 112 560 C160 500 196 440 214 372Z", t).Fold("M220 390 C250 450 270 500 280 540", 24, 0.3).Place();
        Wall(s, "M214 372 C340 404 470 392 600 330 C620 400 660 470 704 520 C620 520 540 530 460 560 C400 460 310 400 214 372Z", t.Lit(0.03)).Fold("M560 360 C520 430 500 480 480 540", 30, 0.3).Crease("M420 396 C440 450 450 500 460 556", 20, 0.35).Paint($"<path d='M600 330 C620 400 660 470 704 520 L680 520 C640 470 606 400 590 338Z' fill='{a}'/>").Place();
        Pole(s, "M600 326 L596 722", Tone.Of("#a9a59c"));
    }

    private void Screen(Scene s, Tone t, Tone a)
    {
        foreach (var x in new[] { 250.0, 560 })
        {
            Pole(s, F($"M{x} 440 L{x + 4} 690"), Tone.Of("#8f8b82"));
        }

        Wall(s, "M120 450 C260 380 330 330 404 300 C480 330 560 376 690 436 C600 452 520 464 404 470 C300 470 200 464 120 450Z", t).Seam("M404 300 C400 360 400 420 404 470", 2.6).Fold("M390 310 C330 370 280 420 250 462", 26, 0.3).Crease("M420 310 C480 370 540 410 580 450", 26, 0.3).Place();
        Wall(s, "M120 450 C300 474 520 470 690 436 L688 476 C520 508 300 512 122 490Z", a, 0.35).Place();
        foreach (var (x, y) in new[] { (132.0, 734.0), (404, 752), (684, 716) })
        {
            Pole(s, F($"M{x} {(x > 600 ? 470 : x < 200 ? 486 : 500)} L{x} {y}"), Tone.Of("#a9a59c"));
        }

        var mesh = s.Define("<pattern id='ID' width='6' height='6' patternUnits='userSpaceOnUse'><path d='M0 0H6M0 0V6' stroke='#2a2c2a' stroke-width='1' opacity='.6'/></pattern>");
        s.Draw($"<path d='M138 492 L400 506 L400 748 L138 730Z' fill='url(#{mesh})' opacity='.5'/><path d='M408 506 L682 474 L682 712 L408 748Z' fill='url(#{mesh})' opacity='.7'/>");
        Wall(s, "M138 490 C170 540 176 640 144 732 L134 730 L134 490Z", t, 0.3).Place();
        Wall(s, "M400 504 C370 560 366 650 392 748 L408 750 C434 650 438 560 408 504Z", t, 0.3).Place();
    }

    private void Bivy(Scene s, Tone t, Tone a)
    {
        Wall(s, "M90 716 C110 600 190 520 300 520 C460 540 620 610 730 690 C740 710 720 724 690 726 C480 742 250 742 90 716Z", t).Crease("M330 530 C370 590 380 660 370 730", 20, 0.35).Fold("M450 560 C490 610 500 670 490 730", 24, 0.3).Seam("M300 520 C330 590 336 660 326 736", 2.6).Paint($"<path d='M80 690 C280 716 520 712 740 694 L740 760 L80 760Z' fill='{a}'/>").Place();
        Inside(s, "M150 722 C150 640 190 580 260 576 C300 600 310 670 300 732 C250 734 190 732 150 722Z", t);
        Pole(s, "M90 718 C108 598 190 516 302 518 C334 590 338 664 328 738", a);
        Guy(s, 120, 620, 50, 738);
    }
}
