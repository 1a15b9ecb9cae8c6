using Maru.DemoArt.Drawing.Clothes;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum GloveCut { Knit, Mitten, Leather, Ski, Fingerless }

/// <summary>A pair of gloves laid flat, one a little over the other.</summary>
internal sealed record Glove : Art
{
    public Glove() => Scale = 1.1;

    public GloveCut Cut { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Knit;

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        scene.Begin("transform='translate(96 -6) rotate(13 400 500)'");
        One(scene, tone.Lit(-0.02));
        scene.End();
        scene.Begin("transform='translate(-84 14) rotate(-11 400 500) translate(800 0) scale(-1 1)'");
        One(scene, tone);
        scene.End();
    }

    private void One(Scene s, Tone t)
    {
        var thumb = "M322 560 C286 540 256 490 244 446 C238 420 268 404 284 426 C304 456 322 480 344 500Z";
        var hand = Cut switch
        {
            GloveCut.Mitten => "M306 700 C296 620 292 520 300 430 C306 330 340 262 400 260 C464 262 494 340 498 440 C502 540 500 620 490 700Z",
            GloveCut.Fingerless => "M306 700 C298 620 294 540 300 470 L306 372 L352 368 L354 430 L358 350 L404 348 L406 428 L412 352 L456 358 L452 436 L460 384 L498 392 C502 470 504 600 490 700Z",
            _ => "M306 700 C298 620 294 540 300 470 L304 318 C306 282 348 282 350 318 L354 424 L360 276 C362 236 404 236 406 276 L408 422 L418 296 C424 258 462 262 460 300 L452 434 L470 352 C478 322 510 328 506 362 C500 440 506 600 490 700Z",
        };
        s.Laid(F($"{hand} {thumb}"), t);
        new Piece(s, thumb, t.Lit(-0.02), Cloth) { Round = 14, Cast = 0.2 }.Place();
        var piece = new Piece(s, hand, t, Cloth) { Round = Cut == GloveCut.Ski ? 22 : 16, Cast = 0.25 };
        if (Cut == GloveCut.Leather)
        {
            foreach (var x in new[] { 350, 400, 448 })
            {
                piece.Seam(F($"M{x} 470 C{x} 520 {x - 2} 560 {x} 600"), 3, 0.5).Fold(F($"M{x + 8} 470 C{x + 8} 520 {x + 6} 560 {x + 8} 600"), 7, 0.4);
            }
        }
        else if (Cut == GloveCut.Ski)
        {
            foreach (var y in new[] { 360, 420, 500, 580 })
            {
                piece.Crease(F($"M280 {y} Q400 {y + 18} 520 {y}"), 8, 0.6).Seam(F($"M280 {y} Q400 {y + 18} 520 {y}"), 2.6);
            }

            piece.Paint($"<path d='M290 500 L510 500 L510 560 L290 560Z' fill='{Tone.Of(Accent ?? "#e9e5dc")}' opacity='.9'/>");
        }
        else if (Cut == GloveCut.Knit && Cloth == Cloth.Knit)
        {
            piece.Paint($"<path d='M304 290h48v44h-48z M236 400 h60 v40 h-60z' fill='{t.Lit(t.L < 0.5 ? 0.14 : -0.14)}'/>");
        }

        piece.Place();
        var cuff = Cut == GloveCut.Ski ? "M292 690 C340 704 456 704 504 690 L516 800 C460 820 336 820 280 800Z" : "M304 686 C350 698 446 698 492 686 L496 800 C446 814 350 814 300 800Z";
        new Piece(s, cuff, Cut is GloveCut.Leather ? t : t.Lit(-0.025), Cut switch { GloveCut.Leather => Cloth.Leather, GloveCut.Ski => Cloth.Matte, _ => Cloth.Rib }) { Round = 14, Cast = 0.3 }.Place();
        if (Cut == GloveCut.Ski)
        {
            new Piece(s, Box(300, 716, 200, 30, 6), t.Lit(0.14), Cloth.Canvas) { Round = 6, Cast = 0.4 }.Place();
        }
        else if (Cut == GloveCut.Leather)
        {
            s.Draw($"<path d='M304 724 C350 736 446 736 494 724' fill='none' stroke='{t.Lit(-0.2)}' stroke-width='3'/>");
            Fronts.Button(s, 398, 752, 9, Tone.Of("#b79a62"), true);
        }
    }
}

internal enum SockCut { Crew, Ankle, Knee, Hiking }

/// <summary>A pair of socks from the side.</summary>
internal sealed record Sock : Art
{
    public Sock() => Scale = 1.06;

    public SockCut Cut { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Knit;

    public Weave Weave { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        scene.Begin("transform='translate(74 -34)'");
        One(scene, tone.Lit(-0.025));
        scene.End();
        scene.Begin("transform='translate(-56 24)'");
        One(scene, tone);
        scene.End();
    }

    private void One(Scene s, Tone t)
    {
        var top = Cut switch { SockCut.Ankle => 520.0, SockCut.Knee => 190, _ => 290 };
        var accent = Tone.Of(Accent ?? t.Lit(t.L < 0.5 ? 0.14 : -0.14).Hex);
        var d = F($"M386 {top} L546 {top} C552 {Math.Max(top + 60, 460)} 560 560 568 620 C578 690 552 740 490 744 C420 748 330 760 260 768 C190 772 166 716 206 680 C270 640 356 620 380 560 C390 520 388 {Math.Max(top + 40, 420)} 386 {top}Z");
        s.Laid(d, t);
        var p = new Piece(s, d, t, Cloth) { Round = 26, Cast = 0.2 };
        if (Weave == Weave.Stripes)
        {
            for (var y = top + 70; y < 600; y += 46)
            {
                p.Paint($"<path d='M340 {y} L600 {y} L600 {y + 20} L340 {y + 20}Z' fill='{accent}'/>");
            }

            for (var x = 270; x < 390; x += 46)
            {
                p.Paint($"<path d='M{x} 560 L{x + 20} 560 L{x + 34} 800 L{x + 14} 800Z' fill='{accent}'/>");
            }
        }
        else if (Weave == Weave.Argyle)
        {
            for (var y = top + 90; y < 640; y += 96)
            {
                p.Paint($"<path d='M466 {y - 52} L506 {y} L466 {y + 52} L426 {y}Z' fill='{accent}'/><path d='M386 {y - 52} L546 {y + 52} M546 {y - 52} L386 {y + 52}' stroke='{t.Lit(0.2)}' stroke-width='3' opacity='.6'/>");
            }
        }

        if (Cut == SockCut.Hiking || Weave != Weave.None)
        {
            p.Paint($"<path d='M500 640 C560 640 580 600 590 580 L600 780 L470 780 C470 720 480 660 500 640Z' fill='{accent}'/><path d='M150 640 L290 630 C270 690 270 730 290 790 L150 790Z' fill='{accent}'/>");
        }

        if (Cut == SockCut.Hiking)
        {
            p.Crease("M280 700 C360 680 420 650 470 640", 10, 0.35);
            for (var i = 0; i < 5; i++)
            {
                p.Crease(F($"M380 {620 + i * 16} L470 {600 + i * 18}"), 7, 0.35);
            }
        }

        p.Crease("M392 560 C440 600 500 600 560 580", 16, 0.4).Fold("M390 590 C440 630 500 630 560 606", 16, 0.35).Crease("M240 700 C300 690 360 680 420 690", 14, 0.25).Place();
        var cuff = F($"M380 {top - 4} Q466 {top - 18} 552 {top - 4} L554 {top + 56} Q466 {top + 68} 382 {top + 56}Z");
        new Piece(s, cuff, Cut == SockCut.Hiking || Weave == Weave.Argyle ? accent : t, Cloth == Cloth.Fleece ? Cloth.Fleece : Cloth.Rib) { Round = 14, Cast = 0.3 }.Place();
    }
}

internal enum ScarfCut { Fringe, Snood }

/// <summary>A scarf folded and knotted once, laid flat.</summary>
internal sealed record Scarf : Art
{
    public Scarf() => Scale = 1.08;

    public ScarfCut Cut { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Wool;

    public Weave Weave { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var accent = Tone.Of(Accent ?? tone.Lit(tone.L < 0.5 ? 0.16 : -0.2).Hex);
        if (Cut == ScarfCut.Snood)
        {
            const string snood = "M210 420 C230 340 570 340 590 420 C610 500 616 600 596 660 C560 730 240 730 204 660 C184 600 190 500 210 420Z";
            scene.Laid(snood, tone);
            scene.Draw($"<path d='M216 430 C240 350 560 350 584 430 C560 500 240 500 216 430Z' fill='{tone.Lit(-0.2)}'/>");
            new Piece(scene, "M206 424 C240 500 560 500 594 424 C612 500 616 600 596 660 C560 730 240 730 204 660 C184 600 188 500 206 424Z", tone, Cloth) { Round = 30, Cast = 0.2 }.Crease("M210 560 C320 600 460 540 590 590", 22, 0.4).Fold("M210 590 C320 630 460 570 590 620", 22, 0.35).Place();
            return;
        }

        const string loop = "M250 330 C250 210 550 210 550 330 C556 420 500 470 400 480 C300 470 244 420 250 330Z M338 330 C338 380 462 380 462 330 C458 290 342 290 338 330Z";
        const string left = "M300 400 C330 390 390 400 412 420 C420 560 404 700 396 842 L262 838 C262 700 270 540 300 400Z";
        const string right = "M404 404 C440 390 490 390 506 402 C536 520 550 640 552 768 L424 776 C424 640 412 520 404 404Z";
        scene.Laid(F($"{loop} {left} {right}"), tone);
        Tail(scene, right, tone.Lit(-0.025), accent, dice, 424, 552, 770, 4);
        Tail(scene, left, tone, accent, dice, 262, 396, 838, -2);
        // The loop is drawn as two arcs so that the hole stays open.
        Part(scene, "M250 330 C250 210 550 210 550 330 C548 360 520 370 500 366 L462 330 C458 290 342 290 338 330 L300 366 C280 370 252 360 250 330Z", tone.Lit(-0.02), accent, 24);
        Part(scene, "M248 332 C270 330 320 330 340 334 C352 376 448 376 460 334 C480 330 530 330 552 332 C556 420 500 480 400 486 C300 480 244 420 248 332Z", tone, accent, 0);
    }

    private void Part(Scene s, string d, Tone t, Tone accent, double turn)
    {
        var p = new Piece(s, d, t, Cloth) { Round = 24, Cast = 0.4 };
        Pattern(p, s, t, accent, turn);
        p.Crease("M270 380 C330 440 470 440 530 380", 16, 0.35).Fold("M280 410 C340 460 460 460 520 410", 16, 0.3).Place();
    }

    private void Tail(Scene s, string d, Tone t, Tone accent, Dice dice, double x1, double x2, double y, double turn)
    {
        var lines = new System.Text.StringBuilder();
        for (var x = x1 + 5; x < x2; x += 9)
        {
            lines.Append(F($"M{x:0.#} {y - 6} q{dice.Between(-6, 6):0.#} 26 {dice.Between(-8, 8):0.#} {dice.Between(50, 62):0.#}"));
        }

        s.Draw($"<path d='{lines}' stroke='#000' stroke-width='5' opacity='.25' fill='none' transform='translate(4 5)' filter='url(#{s.Blur(3)})'/><path d='{lines}' stroke='{t.Lit(-0.06)}' stroke-width='5.500' stroke-linecap='round' fill='none'/><path d='{lines}' stroke='{t.Lit(0.05)}' stroke-width='2' stroke-linecap='round' fill='none'/>");
        var p = new Piece(s, d, t, Cloth) { Round = 20, Cast = 0.35 };
        Pattern(p, s, t, accent, turn);
        var mid = (x1 + x2) / 2;
        p.Crease(F($"M{mid - 20} 430 C{mid - 10} 560 {mid - 34} 700 {mid - 30} {y}"), 16, 0.35).Fold(F($"M{mid + 4} 430 C{mid + 14} 560 {mid - 8} 700 {mid - 4} {y}"), 18, 0.35).Place();
    }

    private void Pattern(Piece p, Scene s, Tone t, Tone accent, double turn)
    {
        var id = Weave switch
        {
            Weave.Plaid => s.Define($"<pattern id='ID' width='96' height='96' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='42' height='96' fill='{t.Lit(-0.17)}' opacity='.55'/><rect width='96' height='42' fill='{t.Lit(-0.17)}' opacity='.55'/><rect x='18' width='6' height='96' fill='{accent.Lit(0.3)}' opacity='.8'/><rect y='18' width='96' height='6' fill='{accent.Lit(0.3)}' opacity='.8'/><rect x='68' width='4' height='96' fill='#fff' opacity='.5'/><rect y='68' width='96' height='4' fill='#fff' opacity='.5'/></pattern>"),
            Weave.WideStripes => s.Define($"<pattern id='ID' width='60' height='120' patternUnits='userSpaceOnUse' patternTransform='rotate({turn})'><rect width='60' height='52' fill='{accent}'/></pattern>"),
            _ => null,
        };
        if (id is not null)
        {
            p.Paint($"<rect width='800' height='1000' fill='url(#{id})'/>");
        }
    }
}
