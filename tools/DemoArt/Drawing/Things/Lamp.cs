using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum LampCut { Hurricane, Gas, Moon, Dome, Tube, Candle, Bulb }

/// <summary>Lanterns, lit.</summary>
internal sealed record Lamp : Art
{
    public Lamp() => Scale = 1.04;

    public override double? Floor => 800;

    public LampCut Cut { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var half = Cut switch { LampCut.Moon => 130.0, LampCut.Tube => 84, LampCut.Bulb => 96, _ => 138 };
        scene.Contact(400, 794, half, tone, 0.18);
        scene.Draw($"<ellipse cx='400' cy='800' rx='{half * 2.2}' ry='60' fill='#ffd79a' opacity='.5' filter='url(#{scene.Blur(30)})'/>");
        switch (Cut)
        {
            case LampCut.Hurricane: Hurricane(scene, tone); break;
            case LampCut.Gas: Gas(scene, tone); break;
            case LampCut.Moon: Moon(scene, tone); break;
            case LampCut.Dome: Dome(scene, tone); break;
            case LampCut.Tube: Tube(scene, tone); break;
            case LampCut.Candle: Candle(scene, tone); break;
            case LampCut.Bulb: Bulb(scene, tone); break;
            default: throw new InvalidOperationException($"{Cut} is not drawn.");
        }
    }

    private static void Glow(Scene s, double x, double y, double r, double strong = 1)
    {
        var halo = s.Radial(x, y, r, (0, "#fff4d6", 0.95 * strong), (0.25, "#ffd68c", 0.6 * strong), (1, "#ffc266", 0));
        s.Draw($"<circle cx='{x}' cy='{y}' r='{r}' fill='url(#{halo})'/>");
    }

    private static void Glass(Scene s, string d)
    {
        var (x, y, w, h) = Bounds(d);
        var fill = s.Radial(x + w / 2, y + h * 0.6, h * 0.75, (0, "#fff1cc", 0.95), (0.5, "#ffd48a", 0.7), (1, "#e0a860", 0.38));
        s.Draw($"<path d='{d}' fill='url(#{fill})'/><g clip-path='url(#{s.Clip(d)})'><path d='{d}' fill='none' stroke='#7a4a1c' stroke-width='14' opacity='.3' filter='url(#{s.Blur(6)})'/><path d='M{x + w * 0.16} {y + h * 0.1} C{x + w * 0.08} {y + h * 0.4} {x + w * 0.1} {y + h * 0.7} {x + w * 0.2} {y + h * 0.9}' fill='none' stroke='#fff' stroke-width='{w * 0.06}' opacity='.75' stroke-linecap='round' filter='url(#{s.Blur(2)})'/></g><path d='{d}' fill='none' stroke='#fff' stroke-width='2' opacity='.5'/>");
    }

    private static void Flame(Scene s, double x, double y, double size)
    {
        s.Draw($"<path d='M{x} {y} C{x - size * 0.4} {y - size * 0.3} {x - size * 0.24} {y - size * 0.8} {x} {y - size * 1.3} C{x + size * 0.24} {y - size * 0.8} {x + size * 0.4} {y - size * 0.3} {x} {y}Z' fill='#ff9d3c'/><path d='M{x} {y - 2} C{x - size * 0.22} {y - size * 0.25} {x - size * 0.12} {y - size * 0.6} {x} {y - size * 0.9} C{x + size * 0.12} {y - size * 0.6} {x + size * 0.22} {y - size * 0.25} {x} {y - 2}Z' fill='#fff3c8'/>");
    }

    private static Piece Metal(Scene s, string d, Tone t) => new(s, d, t, Cloth.Gloss with { Grain = null }) { Round = 18, Cast = 0.3 };

    private static void Wire(Scene s, string d, Tone t, double wide = 9) => s.Draw($"<path d='{d}' fill='none' stroke='{t.Lit(-0.16)}' stroke-width='{wide}' stroke-linecap='round'/><path d='{d}' fill='none' stroke='{t.Lit(0.16)}' stroke-width='{wide * 0.4}' stroke-linecap='round' transform='translate(-1.500 -1)'/>");

    private static void Hurricane(Scene s, Tone t)
    {
        Wire(s, "M286 420 C250 200 550 200 514 420", Tone.Of("#8f8b84"), 7);
        Glow(s, 400, 560, 230, 0.7);
        Wire(s, "M296 690 C250 640 250 440 310 372", t, 22);
        Wire(s, "M504 690 C550 640 550 440 490 372", t, 22);
        Glass(s, "M348 680 C310 620 310 520 350 452 L450 452 C490 520 490 620 452 680Z");
        Flame(s, 400, 640, 62);
        Metal(s, "M316 452 C320 420 340 404 356 400 L360 350 C360 330 440 330 440 350 L444 400 C460 404 480 420 484 452 C440 464 360 464 316 452Z", t).Crease("M330 420 C370 432 430 432 470 420", 8, 0.6).Place();
        Metal(s, "M326 668 C370 682 430 682 474 668 L486 706 C430 722 370 722 314 706Z", t.Lit(0.03)).Place();
        Metal(s, "M270 706 C330 726 470 726 530 706 C546 730 548 770 540 788 C470 812 330 812 260 788 C252 770 254 730 270 706Z", t).Place();
        s.Draw($"<rect x='492' y='684' width='46' height='16' rx='6' fill='#8f8b84'/>");
    }

    private static void Gas(Scene s, Tone t)
    {
        Wire(s, "M300 400 C290 180 510 180 500 400", Tone.Of("#8f8b84"), 8);
        Glow(s, 400, 560, 250, 0.8);
        Glass(s, Box(310, 470, 180, 210, 20));
        Glow(s, 400, 580, 90);
        foreach (var x in new[] { 306.0, 400, 494 })
        {
            Wire(s, F($"M{x} 464 L{x} 690"), Tone.Of("#4a4743"), 8);
        }

        Metal(s, "M280 470 C290 400 340 360 370 350 L372 326 C376 310 424 310 428 326 L430 350 C460 360 510 400 520 470 C450 490 350 490 280 470Z", t).Crease("M300 440 C360 456 440 456 500 440", 8, 0.5).Place();
        Metal(s, "M290 676 C350 694 450 694 510 676 L520 716 C450 734 350 734 280 716Z", Tone.Of("#a8a39a")).Place();
        Metal(s, "M262 716 C330 736 470 736 538 716 C560 750 556 780 548 792 C470 812 330 812 252 792 C244 780 240 750 262 716Z", t).Place();
        s.Draw($"<circle cx='400' cy='752' r='19' fill='#b9b4a9'/><circle cx='396' cy='748' r='12' fill='#e9e5dc'/>");
    }

    private static void Moon(Scene s, Tone t)
    {
        Glow(s, 400, 620, 330, 0.75);
        const string jar = "M338 440 C340 430 460 430 462 440 L468 462 C560 480 600 560 592 640 C584 720 520 778 470 792 C430 800 370 800 330 792 C280 778 216 720 208 640 C200 560 240 480 332 462Z";
        new Piece(s, jar, t, Cloth.Glaze) { Round = 50, Cast = 0.2, Gain = 0.8 }.Place();
        var light = s.Radial(400, 650, 190, (0, "#fff2cf", 0.95), (0.6, "#ffdd9c", 0.5), (1, "#ffcf80", 0));
        s.Draw($"<path d='{jar}' fill='url(#{light})'/><ellipse cx='400' cy='440' rx='60' ry='9' fill='{t.Lit(-0.25)}'/><path d='M206 630 C300 650 500 650 594 626' fill='none' stroke='{t.Lit(-0.1)}' stroke-width='3' opacity='.35'/>");
    }

    private static void Dome(Scene s, Tone t)
    {
        Wire(s, "M296 500 C290 330 510 330 504 500", t.Lit(-0.06), 16);
        Glow(s, 400, 600, 260, 0.8);
        Glass(s, "M268 690 C262 560 320 490 400 490 C480 490 538 560 532 690 C480 710 320 710 268 690Z");
        Glow(s, 400, 630, 120);
        Metal(s, "M352 508 C360 470 440 470 448 508 C430 520 370 520 352 508Z", t).Place();
        new Piece(s, "M256 680 C330 706 470 706 544 680 C556 730 552 776 540 790 C470 812 330 812 260 790 C248 776 244 730 256 680Z", t, Cloth.Matte) { Round = 22, Cast = 0.3 }.Place();
        s.Draw($"<circle cx='400' cy='752' r='16' fill='{t.Lit(-0.16)}'/><circle cx='400' cy='752' r='6' fill='#8fe0a0'/>");
    }

    private static void Tube(Scene s, Tone t)
    {
        Wire(s, "M362 330 C362 240 438 240 438 330", t, 14);
        Glow(s, 400, 560, 270, 0.7);
        Glass(s, Box(330, 386, 140, 300, 40));
        Glow(s, 400, 540, 100);
        new Piece(s, "M322 330 C350 320 450 320 478 330 L478 400 C450 412 350 412 322 400Z", t, Cloth.Matte) { Round = 16, Cast = 0.3 }.Place();
        new Piece(s, "M320 670 C350 684 450 684 480 670 L484 782 C450 804 350 804 316 782Z", t, Cloth.Matte) { Round = 18, Cast = 0.3 }.Crease("M318 716 C350 730 450 730 482 716", 6, 0.6).Crease("M318 746 C350 760 450 760 482 746", 6, 0.6).Place();
    }

    private static void Candle(Scene s, Tone t)
    {
        Wire(s, "M360 352 C350 250 450 250 440 352", t, 9);
        Glow(s, 400, 580, 250, 0.75);
        Glass(s, Box(290, 452, 220, 290, 10));
        s.Draw($"<path d='M362 742 L362 640 C370 630 430 630 438 640 L438 742Z' fill='#f6ecd6'/><path d='M424 640 L438 640 L438 742 L420 742Z' fill='#caa878' opacity='.4'/>");
        Flame(s, 400, 632, 46);
        foreach (var x in new[] { 288.0, 400, 512 })
        {
            Wire(s, F($"M{x} 448 L{x} 746"), t, 12);
        }

        Metal(s, "M262 462 L352 360 C370 344 430 344 448 360 L538 462 C470 478 330 478 262 462Z", t).Crease("M400 350 L400 470", 6, 0.5).Place();
        Metal(s, "M266 736 C330 752 470 752 534 736 L544 786 C470 808 330 808 256 786Z", t).Place();
    }

    private static void Bulb(Scene s, Tone t)
    {
        Glow(s, 400, 500, 300, 0.8);
        Glass(s, "M362 640 C356 590 292 560 290 476 C288 410 338 366 400 366 C462 366 512 410 510 476 C508 560 444 590 438 640Z");
        s.Draw("<path d='M378 640 L384 540 L372 500 M422 640 L416 540 L428 500 M372 500 q14 -26 28 0 t28 0' fill='none' stroke='#ffb54d' stroke-width='5' stroke-linecap='round'/>");
        Glow(s, 400, 496, 70);
        new Piece(s, "M352 634 C370 642 430 642 448 634 L450 700 C430 710 370 710 350 700Z", Tone.Of("#b08a4a"), Cloth.Metal) { Round = 12, Cast = 0.3 }.Crease("M350 656 L450 656", 5, 0.6).Crease("M350 678 L450 678", 5, 0.6).Place();
        new Piece(s, "M320 700 C350 712 450 712 480 700 C500 730 500 770 492 788 C450 808 350 808 308 788 C300 770 300 730 320 700Z", t, Cloth.Matte) { Round = 20, Cast = 0.3 }.Place();
    }
}
