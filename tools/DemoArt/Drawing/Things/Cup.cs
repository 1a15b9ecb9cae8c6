using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum CupCut { Mug, Low, Enamel, Tumbler, Thermos, Bottle, Teapot, Kettle, Dripper, Espresso, Straw, Sierra }

/// <summary>Cups and bottles seen from a little above.</summary>
internal sealed record Cup : Art
{
    public Cup() => Scale = 1.06;

    private bool Tall => Cut is CupCut.Tumbler or CupCut.Thermos or CupCut.Bottle or CupCut.Straw;

    public override double? Floor => Tall ? 810 : 726;

    public CupCut Cut { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        switch (Cut)
        {
            case CupCut.Mug: Mug(scene, tone, 150, 132, 446, Cloth.Glaze); break;
            case CupCut.Low: Mug(scene, tone, 178, 130, 540, Cloth.Glaze); break;
            case CupCut.Espresso: Mug(scene, tone, 112, 92, 552, Cloth.Glaze); break;
            case CupCut.Enamel: Mug(scene, tone, 152, 146, 476, Cloth.Gloss with { Grain = null }); break;
            case CupCut.Sierra: Sierra(scene, tone); break;
            case CupCut.Tumbler or CupCut.Straw: Tumbler(scene, tone); break;
            case CupCut.Thermos: Thermos(scene, tone); break;
            case CupCut.Bottle: Bottle(scene, tone); break;
            case CupCut.Teapot or CupCut.Kettle: Pot(scene, tone); break;
            case CupCut.Dripper: Dripper(scene, tone); break;
            default: throw new InvalidOperationException($"{Cut} is not drawn.");
        }
    }

    /// <summary>Light across an upright cylinder: bright left of the middle, a thin bounce at the right edge.</summary>
    private static void Turned(Scene s, string d)
    {
        var (x, y, w, h) = Bounds(d);
        var across = s.Linear(x, y, x + w, y, (0, "#000", 0.22), (0.16, "#fff", 0.06), (0.3, "#fff", 0.3), (0.42, "#fff", 0.06), (0.62, "#000", 0.04), (0.9, "#000", 0.34), (1, "#000", 0.2));
        s.Draw($"<path d='{d}' fill='url(#{across})'/>");
        s.Draw($"<g clip-path='url(#{s.Clip(d)})'><path d='M{x + w * 0.2} {y + h * 0.16} C{x + w * 0.17} {y + h * 0.4} {x + w * 0.19} {y + h * 0.6} {x + w * 0.23} {y + h * 0.8}' fill='none' stroke='#fff' stroke-width='{w * 0.05}' stroke-linecap='round' opacity='.4' filter='url(#{s.Blur(5)})'/></g>");
    }

    private void Mug(Scene s, Tone t, double rim, double foot, double top, Cloth cloth)
    {
        const double bottom = 712;
        var ry = rim * 0.2;
        var saucer = Cut is CupCut.Low or CupCut.Espresso;
        s.Contact(408, 720, saucer ? rim * 1.5 : rim + 16, t, 0.2);
        if (saucer)
        {
            new Piece(s, Ellipse(400, 704, rim * 1.52, rim * 0.34), t.Lit(-0.01), cloth) { Round = 14, Cast = 0.2 }.Crease(Ellipse(400, 700, rim * 0.86, rim * 0.17), 8, 0.4).Place();
        }

        var hx = 400 + rim - 6;
        var h = bottom - top;
        var handle = F($"M{hx} {top + h * 0.2} C{hx + 44} {top + h * 0.1} {hx + 118} {top + h * 0.2} {hx + 112} {top + h * 0.48} C{hx + 106} {top + h * 0.76} {hx + 40} {top + h * 0.84} {hx - 14} {top + h * 0.78} L{hx - 10} {top + h * 0.66} C{hx + 30} {top + h * 0.7} {hx + 74} {top + h * 0.64} {hx + 78} {top + h * 0.46} C{hx + 80} {top + h * 0.28} {hx + 40} {top + h * 0.26} {hx} {top + h * 0.34}Z");
        new Piece(s, handle, t, cloth) { Round = 11, Cast = 0.2 }.Place();
        var round = Cut == CupCut.Low ? 0.5 : 0.16;
        var d = F($"M{400 - rim} {top} C{400 - rim + 2} {top + h * 0.5} {400 - foot - (rim - foot) * (1 - round)} {bottom - h * 0.14} {400 - foot + 14} {bottom - 8} C{400 - foot * 0.5} {bottom + ry * 0.6} {400 + foot * 0.5} {bottom + ry * 0.6} {400 + foot - 14} {bottom - 8} C{400 + foot + (rim - foot) * (1 - round)} {bottom - h * 0.14} {400 + rim - 2} {top + h * 0.5} {400 + rim} {top} C{400 + rim} {top + ry * 1.33} {400 - rim} {top + ry * 1.33} {400 - rim} {top}Z");
        var body = new Piece(s, d, t, cloth) { Round = 26, Cast = 0.25, Gain = 0.6 };
        if (cloth.Name == "glaze")
        {
            var clay = Tone.Of("#9a7654");
            var drip = Through([(210, bottom - 60), (280, bottom - 46), (330, bottom - 66), (390, bottom - 44), (450, bottom - 62), (520, bottom - 50), (600, bottom - 64)]);
            body.Paint($"<path d='{drip} L620 820 L180 820Z' fill='{clay}'/>").Seam(drip, 4, 0.3);
            body.Paint($"<path d='M200 {top + 16} Q400 {top + 16 + ry * 1.9} 600 {top + 16}' fill='none' stroke='{t.Lit(-0.14)}' stroke-width='9' opacity='.35' filter='url(#{s.Blur(4)})'/>");
            for (var i = 0; i < 46; i++)
            {
                var (sx, sy) = (400 + Math.Sin(i * 12.9) * rim * 0.95, top + 40 + (Math.Sin(i * 78.2) * 0.5 + 0.5) * (h - 120));
                body.Paint($"<circle cx='{sx}' cy='{sy}' r='{1.2 + i % 3 * 0.7}' fill='{t.Lit(-0.35)}' opacity='.4'/>");
            }
        }

        body.Place();
        Turned(s, d);
        var lip = Cut == CupCut.Enamel ? Tone.Of(t.L > 0.8 ? "#2b3850" : "#26272a") : t.Lit(0.06);
        s.Draw($"<path d='{Ellipse(400, top, rim, ry)}' fill='{lip}'/>");
        var inner = Cut == CupCut.Enamel ? Tone.Of("#f3f1ec") : t;
        var deep = s.Linear(400 - rim, 0, 400 + rim, 0, (0, inner.Lit(-0.24).Hex, 1), (0.6, inner.Lit(-0.08).Hex, 1), (1, inner.Lit(0.04).Hex, 1));
        s.Draw($"<path d='{Ellipse(400, top + 1, rim - 9, ry - 5)}' fill='url(#{deep})'/>");
        s.Draw($"<path d='{Ellipse(400, top + ry * 0.42, rim * 0.86, ry * 0.62)}' fill='#3b2416' clip-path='url(#{s.Clip(Ellipse(400, top + 1, rim - 9, ry - 5))})'/><path d='M{400 - rim * 0.6} {top + ry * 0.3} q{rim * 0.5} {-ry * 0.3} {rim * 0.9} 0' stroke='#b07a48' stroke-width='4' fill='none' opacity='.5' filter='url(#{s.Blur(2)})'/>");
        s.Draw($"<path d='M{400 - rim + 6} {top + 2} C{400 - rim + 20} {top - ry * 0.9} {400 - rim * 0.2} {top - ry} {400 + rim * 0.1} {top - ry + 1}' fill='none' stroke='#fff' stroke-width='3' opacity='.7'/>");
        for (var i = 0; i < 2; i++)
        {
            s.Draw($"<path d='M{380 + i * 44} {top - 20} c-22 -34 22 -50 0 -88 c-16 -30 12 -44 4 -66' fill='none' stroke='#fff' stroke-width='13' opacity='.38' stroke-linecap='round' filter='url(#{s.Blur(7)})'/>");
        }
    }

    private static void Sierra(Scene s, Tone t)
    {
        s.Contact(400, 716, 170, t, 0.2);
        s.Draw($"<path d='M560 566 C650 556 690 590 660 640 C640 670 590 650 560 616' fill='none' stroke='{t.Lit(-0.12)}' stroke-width='13'/><path d='M560 566 C650 556 690 590 660 640 C640 670 590 650 560 616' fill='none' stroke='{t.Lit(0.16)}' stroke-width='5'/>");
        const string d = "M208 556 C230 650 280 700 310 712 C360 724 440 724 490 712 C520 700 570 650 592 556 C560 610 240 610 208 556Z";
        new Piece(s, d, t, Cloth.Metal) { Round = 24, Cast = 0.2 }.Crease("M226 620 C320 650 480 650 574 620", 5, 0.6).Place();
        Turned(s, d);
        var deep = s.Linear(208, 0, 592, 0, (0, t.Lit(-0.25).Hex, 1), (0.5, t.Lit(0).Hex, 1), (1, t.Lit(0.12).Hex, 1));
        s.Draw($"<path d='{Ellipse(400, 556, 194, 44)}' fill='{t.Lit(0.14)}'/><path d='{Ellipse(400, 558, 184, 37)}' fill='url(#{deep})'/>");
    }

    private void Tumbler(Scene s, Tone t)
    {
        var straw = Cut == CupCut.Straw;
        s.Contact(404, 802, 122, t, 0.2);
        if (straw)
        {
            s.Draw($"<path d='M430 420 L470 196' stroke='{t.Lit(-0.2)}' stroke-width='19' stroke-linecap='round'/><path d='M428 420 L468 196' stroke='{t.Lit(0.12)}' stroke-width='9' stroke-linecap='round'/>");
        }

        const string d = "M262 420 C270 560 284 700 294 778 C320 806 480 806 506 778 C516 700 530 560 538 420 C500 446 300 446 262 420Z";
        new Piece(s, d, t, straw ? Cloth.Plain : Cloth.Matte) { Round = 26, Cast = 0.2, Gain = 0.6 }.Seam("M280 640 C330 664 470 664 520 640", 2.4).Place();
        Turned(s, d);
        new Piece(s, "M252 396 C300 424 500 424 548 396 L550 424 C500 456 300 456 250 424Z", t.Lit(straw ? 0.05 : -0.06), Cloth.Rubber) { Round = 9, Cast = 0.35 }.Place();
        new Piece(s, Ellipse(400, 396, 150, 30), t.Lit(straw ? 0.1 : 0.02), Cloth.Matte) { Round = 10, Cast = 0.1 }.Place();
        if (!straw)
        {
            new Piece(s, Box(372, 372, 74, 26, 10), t.Lit(-0.12), Cloth.Matte) { Round = 8, Cast = 0.35 }.Place();
            s.Draw($"<path d='M300 800 C340 812 460 812 500 800 L497 782 C450 796 350 796 303 782Z' fill='#b9bcc0'/>");
        }

        Mark(s, t, 400, 560);
    }

    private static void Thermos(Scene s, Tone t)
    {
        s.Contact(404, 802, 104, t, 0.2);
        const string d = "M296 380 C290 500 290 680 296 780 C330 806 470 806 504 780 C510 680 510 500 504 380 C470 400 330 400 296 380Z";
        new Piece(s, d, t, Cloth.Matte) { Round = 24, Cast = 0.2, Gain = 0.6 }.Place();
        Turned(s, d);
        s.Draw("<path d='M295 736 C330 758 470 758 505 736 L504 784 C470 808 330 808 296 784Z' fill='#b9bcc0' opacity='.9'/><path d='M296 372 C330 392 470 392 504 372 L504 398 C470 418 330 418 296 398Z' fill='#c5c8cb'/>");
        Turned(s, "M296 736 L504 736 L504 800 L296 800Z");
        const string lid = "M304 250 C330 236 470 236 496 250 L500 372 C470 392 330 392 300 372Z";
        new Piece(s, lid, Tone.Of("#c3c6c9"), Cloth.Metal) { Round = 16, Cast = 0.3 }.Crease("M302 286 C340 300 460 300 498 286", 5, 0.5).Place();
        Turned(s, lid);
        s.Draw($"<path d='M504 460 C580 450 590 480 586 560 C582 640 570 660 506 652' fill='none' stroke='{t.Lit(-0.12)}' stroke-width='24'/><path d='M504 460 C580 450 590 480 586 560 C582 640 570 660 506 652' fill='none' stroke='{t.Lit(0.05)}' stroke-width='10' transform='translate(-3 -2)'/>");
        Mark(s, t, 400, 560);
    }

    private static void Bottle(Scene s, Tone t)
    {
        s.Contact(404, 802, 112, t, 0.2);
        const string d = "M288 460 C296 420 346 396 352 372 L448 372 C454 396 504 420 512 460 C520 560 518 700 510 780 C480 806 320 806 290 780 C282 700 280 560 288 460Z";
        new Piece(s, d, t, Cloth.Matte) { Round = 26, Cast = 0.2, Gain = 0.7 }.Place();
        Turned(s, d);
        s.Draw("<path d='M346 250 C340 180 460 180 454 250' fill='none' stroke='#2b2b2c' stroke-width='22'/><path d='M346 250 C340 184 456 184 452 246' fill='none' stroke='#5c5c5e' stroke-width='7'/>");
        new Piece(s, "M336 262 C370 250 430 250 464 262 L466 360 C430 376 370 376 334 360Z", Tone.Of("#2d2d2f"), Cloth.Rubber) { Round = 12, Cast = 0.3 }.Place();
        s.Draw("<path d='M346 360 C370 372 430 372 454 360 L454 378 C430 390 370 390 346 378Z' fill='#c3c6c9'/>");
        Mark(s, t, 400, 600);
    }

    private void Pot(Scene s, Tone t)
    {
        var kettle = Cut == CupCut.Kettle;
        s.Contact(400, 718, 190, t, 0.2);
        s.Draw(kettle
            ? "<path d='M276 470 C280 280 520 280 524 470' fill='none' stroke='#2b2b2c' stroke-width='19'/><path d='M310 386 C350 320 450 320 490 386' fill='none' stroke='#9a6a3a' stroke-width='24' stroke-linecap='round'/>"
            : $"<path d='M560 520 C660 500 680 640 560 660' fill='none' stroke='#d6e4e2' stroke-width='22' opacity='.9'/><path d='M560 520 C660 500 680 640 560 660' fill='none' stroke='#fff' stroke-width='7' opacity='.8'/>");
        var spout = kettle ? "M232 600 C180 580 160 520 128 470 L176 456 C200 500 230 520 262 540Z" : "M240 610 C180 600 170 540 140 490 L174 476 C200 520 226 540 256 556Z";
        const string body = "M276 480 C220 520 206 620 244 700 C280 726 520 726 556 700 C594 620 580 520 524 480 C480 462 320 462 276 480Z";
        if (kettle)
        {
            new Piece(s, spout, t, Cloth.Metal) { Round = 12, Cast = 0.2 }.Place();
            new Piece(s, body, t, Cloth.Metal) { Round = 34, Cast = 0.25 }.Place();
            Turned(s, body);
            new Piece(s, "M290 478 C320 440 480 440 510 478 C470 496 330 496 290 478Z", t.Lit(-0.03), Cloth.Metal) { Round = 12, Cast = 0.3 }.Place();
        }
        else
        {
            s.Draw($"<path d='{spout}' fill='#dfeae8' opacity='.8'/><path d='{body}' fill='#e6f0ee' opacity='.62'/>");
            var tea = s.Linear(230, 560, 560, 720, (0, t.Lit(0.12).Hex, 0.85), (1, t.Lit(-0.08).Hex, 0.95));
            s.Draw($"<path d='M226 570 C300 590 500 590 574 570 C580 620 572 664 552 694 C520 716 280 716 248 694 C228 664 220 620 226 570Z' fill='url(#{tea})'/><path d='{Ellipse(400, 572, 172, 14)}' fill='{t.Lit(0.16)}' opacity='.8'/>");
            Turned(s, body);
            s.Draw($"<path d='{body}' fill='none' stroke='#fff' stroke-width='3' opacity='.8'/><path d='M286 480 C320 450 480 450 514 480 C470 494 330 494 286 480Z' fill='#eef5f3' opacity='.9'/>");
        }

        new Piece(s, Ellipse(400, 446, 24, 20), kettle ? Tone.Of("#9a6a3a") : Tone.Of("#b98a55"), Cloth.Matte) { Round = 9, Cast = 0.3 }.Place();
    }

    private static void Dripper(Scene s, Tone t)
    {
        s.Contact(400, 720, 150, t, 0.2);
        const string jar = "M320 560 C250 590 240 680 286 714 C330 728 470 728 514 714 C560 680 550 590 480 560Z";
        s.Draw($"<path d='{jar}' fill='#e6f0ee' opacity='.65'/><path d='M254 640 C320 656 480 656 546 640 C548 680 534 704 512 712 C470 724 330 724 288 712 C266 704 252 680 254 640Z' fill='#3b2416' opacity='.92'/>");
        Turned(s, jar);
        s.Draw($"<path d='{jar}' fill='none' stroke='#fff' stroke-width='3' opacity='.8'/>");
        s.Draw("<path d='M246 392 L400 566 L554 392 Z' fill='#f4efe4'/><path d='M300 404 L400 540 L500 404' fill='none' stroke='#d9cfbb' stroke-width='3'/>");
        const string cone = "M226 420 L352 560 C370 572 430 572 448 560 L574 420 C520 448 280 448 226 420Z";
        new Piece(s, cone, t, Cloth.Glaze) { Round = 22, Cast = 0.3 }.Place();
        Turned(s, cone);
        new Piece(s, Ellipse(400, 562, 150, 20), t, Cloth.Glaze) { Round = 8, Cast = 0.35 }.Place();
        s.Draw($"<path d='{Ellipse(400, 418, 176, 32)}' fill='{t.Lit(0.05)}'/><path d='{Ellipse(400, 414, 164, 28)}' fill='#f7f2e7'/><path d='{Ellipse(400, 420, 130, 20)}' fill='#4a2e1c'/><path d='M330 414 q60 -14 120 4' stroke='#a8784a' stroke-width='5' fill='none' opacity='.7' filter='url(#{s.Blur(2)})'/>");
        s.Draw($"<path d='M566 430 C640 430 640 510 540 500' fill='none' stroke='{t.Lit(-0.06)}' stroke-width='20'/><path d='M566 430 C636 432 636 504 540 496' fill='none' stroke='{t.Lit(0.1)}' stroke-width='7'/>");
    }

    private static void Mark(Scene s, Tone t, double x, double y)
    {
        var ink = t.Lit(t.L < 0.6 ? 0.38 : -0.38);
        s.Draw($"<path d='M{x - 24} {y - 12}h48M{x - 24} {y}h48M{x - 24} {y + 12}h48' stroke='{ink}' stroke-width='5' opacity='.85'/>");
    }
}
