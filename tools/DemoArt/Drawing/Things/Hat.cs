using Maru.DemoArt.Drawing.Clothes;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum HatCut { Cap, Trucker, FivePanel, Beanie, Pompom, Watch, Bucket, Boonie, Fedora, Straw, Trapper, Visor, Beret, Headband }

/// <summary>Hats resting on the floor of the room, turned a little to the left.</summary>
internal sealed record Hat : Art
{
    public Hat() => Scale = 1.12;

    public override double? Floor => 668;

    public HatCut Cut { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Canvas;

    public Print Badge { get; init; }

    public Weave Weave { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var accent = Tone.Of(Accent ?? tone.Lit(tone.L < 0.5 ? 0.14 : -0.14).Hex);
        switch (Cut)
        {
            case HatCut.Cap or HatCut.Trucker or HatCut.FivePanel: Cap(scene, tone, accent); break;
            case HatCut.Visor: Visor(scene, tone, accent); break;
            case HatCut.Beanie or HatCut.Pompom or HatCut.Watch: Beanie(scene, tone, accent, dice); break;
            case HatCut.Bucket or HatCut.Boonie: Bucket(scene, tone, accent); break;
            case HatCut.Fedora or HatCut.Straw: Brim(scene, tone, accent); break;
            case HatCut.Trapper: Trapper(scene, tone, dice); break;
            case HatCut.Beret: Beret(scene, tone); break;
            case HatCut.Headband: Headband(scene, tone, accent); break;
            default: throw new InvalidOperationException($"{Cut} is not drawn.");
        }
    }

    private void Cap(Scene s, Tone tone, Tone accent)
    {
        s.Contact(392, 660, 250, tone, 0.16);
        var crown = "M222 622 C206 500 226 388 330 344 C372 326 440 324 486 342 C588 384 622 500 606 622 C560 650 300 652 222 622Z";
        var panel = Cut == HatCut.Trucker ? Cloth.Canvas : Cloth;
        var side = Cut == HatCut.Trucker ? accent : tone;
        var crownPiece = new Piece(s, crown, side, panel) { Round = 40, Cast = 0.2 };
        if (Cut == HatCut.Trucker)
        {
            crownPiece.Paint($"<rect x='180' y='300' width='460' height='360' fill='url(#{ShoeParts.Mesh(s)})'/><path d='M214 640 C196 500 214 392 322 346 C360 330 384 332 400 334 C440 430 450 540 446 646Z' fill='{tone}'/>");
            crownPiece.Seam("M400 334 C440 430 450 540 446 646", 3, 0.5);
        }
        else if (Cut == HatCut.FivePanel)
        {
            crownPiece.Seam("M300 356 C250 440 236 540 240 640", 3, 0.5).Seam("M466 336 C510 420 520 540 512 646", 3, 0.5).Stitch("M308 354 C258 440 244 540 248 640", null, 1.4).Stitch("M474 338 C518 420 528 540 520 646", null, 1.4);
        }
        else
        {
            crownPiece.Seam("M404 330 C336 400 306 520 308 648", 3, 0.5).Seam("M412 330 C500 400 528 520 520 648", 3, 0.5);
            crownPiece.Stitch("M396 332 C328 402 298 520 300 648", null, 1.4).Stitch("M420 332 C508 402 536 520 528 648", null, 1.4);
            foreach (var (x, y) in new[] { (300, 400), (462, 392), (566, 452) })
            {
                crownPiece.Top($"<circle cx='{x}' cy='{y}' r='6' fill='{tone.Lit(-0.3)}'/><circle cx='{x}' cy='{y}' r='8' fill='none' stroke='{tone.Lit(0.1)}' stroke-width='2.4'/>");
            }
        }

        crownPiece.Crease("M590 560 C520 600 420 612 300 602", 16, 0.22).Fold("M240 440 C300 400 360 390 420 396", 26, 0.2);
        if (Badge != Print.None)
        {
            crownPiece.Paint($"<g transform='translate(178 330) scale(.46)'><g transform='translate(-20 0)'>{Emblem(tone)}</g></g>");
        }

        crownPiece.Place();
        Fronts.Button(s, 408, 332, 13, side.Lit(-0.03), true);
        var brim = "M226 596 C170 604 104 640 92 668 C88 682 104 690 130 688 C220 680 330 668 448 648 C470 642 470 626 454 618 C380 628 290 620 226 596Z";
        var b = new Piece(s, brim, Cut == HatCut.Trucker ? accent : Accent is null || Cut == HatCut.FivePanel ? tone : accent, Cloth) { Round = 18, Cast = 0.55 };
        for (var i = 1; i <= 4; i++)
        {
            b.Stitch(F($"M{226 - i * 22} {604 + i * 13} C{280 - i * 10} {634 + i * 10} {360} {634 + i * 9} {446 + i * 1} {626 + i * 5}"), null, 1.3, "5 3");
        }

        b.Place();
        new Piece(s, "M92 668 C88 682 104 690 130 688 C220 680 330 668 448 648 C456 646 460 642 462 638 C340 662 200 678 120 680 C104 680 94 676 92 668Z", tone.Lit(-0.14), Cloth) { Round = 4, Cast = 0 }.Place();
    }

    private string Emblem(Tone tone)
    {
        var ink = Accent is null ? tone.Lit(tone.L < 0.55 ? 0.5 : -0.45) : Tone.Of(Accent);
        return Badge switch
        {
            Print.Ridge => F($"<path d='M180 420 L270 270 L320 350 L370 250 L480 420Z' fill='{ink}'/>"),
            Print.Sun => F($"<circle cx='330' cy='350' r='80' fill='{ink}'/><path d='M240 360h180M240 384h180M246 408h170' stroke='{tone}' stroke-width='9'/>"),
            Print.Wave => F($"<path d='M200 330q32 -40 65 0t65 0t65 0t65 0M200 380q32 -40 65 0t65 0t65 0t65 0' fill='none' stroke='{ink}' stroke-width='16'/>"),
            Print.Letters => F($"<text x='330' y='390' font-family='DejaVu Sans' font-weight='bold' font-size='118' text-anchor='middle' fill='{ink}' transform='skewY(-4) translate(0 20)'>마루</text>"),
            _ => F($"<rect x='240' y='280' width='180' height='130' rx='8' fill='{ink}'/><path d='M262 316h136M262 345h136M262 374h136' stroke='{tone}' stroke-width='9'/>"),
        };
    }

    private void Visor(Scene s, Tone tone, Tone accent)
    {
        s.Contact(392, 660, 250, tone, 0.16);
        s.Draw($"<path d='M236 590 C300 520 520 520 600 580 L606 622 C520 566 320 566 236 622Z' fill='{tone.Lit(-0.22)}'/>");
        new Piece(s, "M222 640 C214 590 220 556 236 540 C330 590 500 594 596 534 C610 560 612 600 606 632 C520 680 310 684 222 640Z", tone, Cloth) { Round = 16, Cast = 0.2 }.Stitch("M228 560 C330 608 500 612 602 552", null, 1.4).Place();
        var b = new Piece(s, "M224 604 C160 616 104 650 92 676 C92 690 110 696 136 694 C230 690 350 690 452 672 C474 664 474 648 458 636 C380 650 290 640 224 604Z", accent, Cloth) { Round = 18, Cast = 0.55 };
        b.Stitch("M204 620 C270 656 370 662 450 648", null, 1.3, "5 3").Stitch("M180 632 C260 672 370 674 452 658", null, 1.3, "5 3").Place();
    }

    private void Beanie(Scene s, Tone tone, Tone accent, Dice dice)
    {
        s.Contact(400, 662, 214, tone, 0.15);
        var pom = Cut == HatCut.Pompom;
        var top = Cut == HatCut.Watch ? 400 : 318;
        var dome = F($"M206 600 C196 470 250 {top} 400 {top} C550 {top} 604 470 594 600 C520 640 280 640 206 600Z");
        var knit = new Piece(s, dome, tone, Cloth) { Round = 44, Cast = 0.2 };
        for (var i = -2; i <= 2; i++)
        {
            knit.Crease(F($"M400 {top} C{400 + i * 50} {top + 50} {400 + i * 84} {500} {400 + i * 86} 640"), 12, 0.3);
        }

        if (Weave == Weave.Stripes)
        {
            knit.Paint($"<path d='M180 480 Q400 520 620 480 L620 520 Q400 560 180 520Z M180 410 Q400 440 620 410 L620 440 Q400 470 180 440Z' fill='{accent}'/>");
        }
        else if (Weave == Weave.FairIsle)
        {
            for (var x = 200; x < 620; x += 36)
            {
                knit.Paint($"<path d='M{x} 466 l14 16 l-14 16 l-14 -16z M{x + 18} 510 l9 10 l-9 10 l-9 -10z' fill='{accent}'/>");
            }

            knit.Paint($"<path d='M180 446 Q400 462 620 446 M180 536 Q400 552 620 536' fill='none' stroke='{accent}' stroke-width='7' stroke-dasharray='9 7'/>");
        }

        knit.Place();
        var cuff = "M196 566 C196 540 200 530 206 528 C300 566 500 566 594 528 C600 530 606 540 606 566 C608 610 606 640 598 652 C500 690 300 690 202 652 C194 640 192 610 196 566Z";
        var fold = new Piece(s, cuff, Weave == Weave.None ? tone.Lit(0.01) : accent, Cloth == Cloth.Fleece ? Cloth.Fleece : Cloth.Rib) { Round = 22, Cast = 0.5 };
        fold.Place();
        s.Draw($"<rect x='474' y='590' width='58' height='40' rx='2' fill='#000' opacity='.3' transform='translate(2 4)' filter='url(#{s.Blur(3)})'/><path d='M472 588 L530 582 L532 622 L474 629Z' fill='#8a5f3a'/><path d='M482 600 L522 595 M482 609 L512 605' stroke='#f0dfc2' stroke-width='3'/>");
        if (!pom)
        {
            return;
        }

        for (var layer = 0; layer < 4; layer++)
        {
            var d = new System.Text.StringBuilder();
            for (var i = 0; i < 260; i++)
            {
                var (a, r) = (dice.Between(0, 6.283), Math.Sqrt(dice.Next()) * (62 - layer * 9));
                var (x, y) = (400 - layer * 5 + Math.Cos(a) * r, 296 - layer * 6 + Math.Sin(a) * r);
                d.Append(F($"M{x:0.#} {y:0.#}l{Math.Cos(a) * 16 + dice.Between(-5, 5):0.#} {Math.Sin(a) * 16 + dice.Between(-5, 5):0.#}"));
            }

            s.Draw($"<path d='{d}' stroke='{(Weave == Weave.None ? tone : accent).Lit(-0.13 + layer * 0.07)}' stroke-width='4' stroke-linecap='round' fill='none'/>");
        }
    }

    private void Bucket(Scene s, Tone tone, Tone accent)
    {
        s.Contact(400, 650, 270, tone, 0.17);
        var boonie = Cut == HatCut.Boonie;
        var wide = boonie ? 300 : 262;
        s.Draw($"<path d='{Ellipse(400, 622, wide - 30, 44)}' fill='{tone.Lit(-0.26)}'/>");
        new Piece(s, "M246 570 C254 470 270 400 286 376 C320 350 480 350 514 376 C530 400 546 470 554 570 C480 600 320 600 246 570Z", tone, Cloth) { Round = 40, Cast = 0.2 }
            .Seam("M284 388 C340 416 460 416 516 388", 3, 0.5).Stitch("M282 398 C340 426 460 426 518 398", null, 1.4).Crease("M330 410 C320 470 322 530 318 590", 12, 0.25).Crease("M490 410 C500 470 492 530 500 590", 12, 0.3).Place();
        if (boonie)
        {
            new Piece(s, "M246 556 C320 588 480 588 554 556 L556 582 C480 612 320 612 244 582Z", accent, Cloth.Canvas) { Round = 6, Cast = 0.3 }.Place();
        }

        var brim = F($"M246 570 C320 604 480 604 554 570 C{600} 590 {400 + wide - 10} 610 {400 + wide} 634 C{400 + wide - 40} 690 {400 - wide + 40} 690 {400 - wide} 634 C{400 - wide + 10} 610 200 590 246 570Z");
        var b = new Piece(s, brim, tone, Cloth) { Round = 24, Cast = 0.35 };
        for (var i = 1; i <= 4; i++)
        {
            b.Stitch(F($"M{246 - i * 11} {572 + i * 11} C{320 - i * 10} {612 + i * 14} {480 + i * 10} {612 + i * 14} {554 + i * 11} {572 + i * 11}"), null, 1.3, "5 3");
        }

        b.Crease("M300 606 C290 630 280 650 270 664", 14, 0.3).Fold("M470 610 C480 630 500 650 514 662", 18, 0.3).Place();
        s.Draw($"<path d='M456 480 l44 -3 l1 30 l-44 4z' fill='{accent}'/><path d='M463 490 l30 -2 M463 499 l20 -1.500' stroke='{tone.Lit(0.2)}' stroke-width='3'/>");
    }

    private void Brim(Scene s, Tone tone, Tone accent)
    {
        s.Contact(400, 652, 300, tone, 0.16);
        var straw = Cut == HatCut.Straw;
        var weave = straw ? s.Define("<pattern id='ID' width='14' height='10' patternUnits='userSpaceOnUse'><path d='M0 5C3 0 7 0 7 5C7 10 11 10 14 5' fill='none' stroke='#fff' stroke-width='3' opacity='.6'/><path d='M0 0H14' stroke='#000' stroke-width='1.500' opacity='.4'/></pattern>") : null;
        var brim = "M84 600 C130 570 210 560 262 566 L540 566 C600 560 670 570 716 600 C724 612 716 626 690 636 C560 682 240 682 110 636 C84 626 76 612 84 600Z";
        var b = new Piece(s, brim, tone, Cloth) { Round = 22, Cast = 0.25 };
        if (weave is not null)
        {
            b.Detail($"<rect x='60' y='540' width='680' height='150' fill='url(#{weave})' opacity='.7'/>");
        }

        b.Fold("M100 606 C240 650 560 650 700 606", 22, 0.4).Place();
        var crown = straw
            ? "M262 590 C262 470 280 400 320 380 C370 362 440 362 486 380 C524 400 538 470 540 590 C470 622 330 622 262 590Z"
            : "M258 590 C262 490 276 410 306 384 C336 362 372 392 402 394 C432 392 462 360 494 384 C526 410 538 490 542 590 C470 622 330 622 258 590Z";
        var c = new Piece(s, crown, tone, Cloth) { Round = 36, Cast = 0.35 };
        if (weave is not null)
        {
            c.Detail($"<rect x='240' y='350' width='320' height='280' fill='url(#{weave})' opacity='.7'/>");
        }
        else
        {
            c.Crease("M402 398 C404 440 400 470 396 490", 34, 0.5).Crease("M300 440 C320 470 320 500 312 530", 26, 0.35);
        }

        c.Place();
        new Piece(s, "M260 548 C330 580 470 580 541 548 L543 590 C470 622 330 622 257 590Z", accent, Cloth.Rib with { Pattern = _ => null }) { Round = 8, Cast = 0.3 }.Place();
        new Piece(s, "M500 556 L536 548 L540 596 L502 606Z", accent.Lit(-0.05), Cloth.Plain) { Round = 6, Cast = 0.4 }.Place();
    }

    private void Trapper(Scene s, Tone tone, Dice dice)
    {
        s.Contact(400, 688, 220, tone, 0.14);
        var fur = Tone.Of(Accent ?? "#c8ae88");
        new Piece(s, "M226 520 C214 420 280 330 400 330 C520 330 586 420 574 520 C480 560 320 560 226 520Z", tone, Cloth) { Round = 40, Cast = 0.2 }.Seam("M400 330 C396 400 396 470 400 550", 3, 0.5).Crease("M300 380 C290 430 290 480 296 530", 12, 0.3).Place();
        foreach (var right in new[] { false, true })
        {
            const string flap = "M520 480 C560 470 590 490 594 530 C600 600 590 660 560 696 C530 690 508 640 500 580 C496 540 500 500 520 480Z";
            new Piece(s, right ? flap : Mirror(flap), fur.Lit(-0.06), Cloth.Fleece) { Round = 18, Cast = 0.4 }.Place();
            Shag(s, dice, fur, right ? 546 : 254, 590, 44, 110);
        }

        new Piece(s, "M250 470 C320 440 480 440 550 470 C560 510 556 540 546 556 C470 580 330 580 254 556 C244 540 240 510 250 470Z", fur, Cloth.Fleece) { Round = 18, Cast = 0.4 }.Place();
        Shag(s, dice, fur, 400, 514, 150, 48);
    }

    private static void Shag(Scene s, Dice dice, Tone fur, double cx, double cy, double rx, double ry)
    {
        for (var layer = 0; layer < 3; layer++)
        {
            var d = new System.Text.StringBuilder();
            for (var i = 0; i < 300; i++)
            {
                var (a, r) = (dice.Between(0, 6.283), Math.Sqrt(dice.Next()));
                d.Append(F($"M{cx + Math.Cos(a) * r * rx:0.#} {cy + Math.Sin(a) * r * ry:0.#}q{dice.Between(-4, 4):0.#} 8 {Math.Cos(a) * 12 + dice.Between(-6, 6):0.#} {dice.Between(10, 22):0.#}"));
            }

            s.Draw($"<path d='{d}' fill='none' stroke='{fur.Lit(-0.14 + layer * 0.1)}' stroke-width='{3.4 - layer * 0.6}' stroke-linecap='round' opacity='.8'/>");
        }
    }

    private void Beret(Scene s, Tone tone)
    {
        s.Contact(410, 640, 240, tone, 0.16);
        new Piece(s, "M180 560 C150 500 210 420 340 404 C500 386 650 440 640 530 C632 600 540 640 420 640 C320 640 210 620 180 560Z", tone, Cloth) { Round = 44, Cast = 0.25 }.Fold("M230 520 C330 460 480 450 600 500", 44, 0.25).Crease("M250 600 C350 560 500 560 600 590", 20, 0.3).Place();
        new Piece(s, "M236 604 C300 640 500 652 560 616 L556 642 C500 674 300 664 242 630Z", tone.Lit(-0.08), Cloth.Rib) { Round = 8, Cast = 0.3 }.Place();
        s.Draw($"<path d='M404 402 C402 388 408 376 416 372' fill='none' stroke='{tone.Lit(-0.08)}' stroke-width='9' stroke-linecap='round'/>");
    }

    private void Headband(Scene s, Tone tone, Tone accent)
    {
        s.Contact(400, 640, 230, tone, 0.18);
        s.Draw($"<path d='M196 560 C240 500 560 500 604 560 L600 620 C560 560 240 560 200 620Z' fill='{tone.Lit(-0.2)}'/>");
        new Piece(s, "M190 540 C240 600 560 600 610 540 C616 580 614 630 604 650 C550 704 250 704 196 650 C186 630 184 580 190 540Z", tone, Cloth) { Round = 26, Cast = 0.2 }.Paint($"<path d='M190 590 Q400 690 612 590 L610 616 Q400 716 190 616Z' fill='{accent}'/>").Place();
    }
}
