namespace Maru.DemoArt.Drawing.Things;

/// <summary>Straps over a footbed.</summary>
internal static class SandalParts
{
    public static void Draw(Scene s, Tone strap, Tone sole, Tone bed)
    {
        new Piece(s, "M116 664 C108 690 120 716 150 720 C270 726 560 726 660 720 C690 714 700 672 690 634 C660 620 600 640 520 654 C400 676 240 672 116 664Z", sole, Cloth.Matte) { Round = 14, Cast = 0.2 }.Crease("M112 694 C300 706 560 704 696 676", 6, 0.5).Place();
        new Piece(s, "M112 660 C108 648 130 640 170 642 C300 646 420 640 520 622 C600 606 660 596 690 618 C700 632 694 644 688 648 C600 660 400 690 116 672Z", bed, Cloth.Suede) { Round = 10, Cast = 0.2 }.Place();
        Strap(s, "M196 668 C204 612 232 576 288 560 C318 562 336 574 346 590 C300 600 276 628 274 672 C250 674 220 674 196 668Z", strap);
        Strap(s, "M400 668 C402 612 412 560 452 516 C474 510 494 514 508 522 C478 566 470 612 472 662 C450 668 420 670 400 668Z", strap);
        Strap(s, "M440 520 C500 486 600 480 668 520 C690 552 694 590 690 628 L660 636 C662 596 656 566 640 546 C590 520 520 530 466 556Z", strap.Lit(-0.03));
        Strap(s, "M300 566 C350 548 400 532 446 520 L460 548 C410 560 360 576 318 592Z", strap.Lit(0.02));
        s.Draw($"<rect x='520' y='498' width='44' height='34' rx='6' fill='#2b2a28'/><rect x='527' y='504' width='30' height='22' rx='3' fill='none' stroke='#8d877d' stroke-width='3'/>");
    }

    private static void Strap(Scene s, string d, Tone tone) => new Piece(s, d, tone, Cloth.Canvas) { Round = 10, Cast = 0.5 }.Place();
}
