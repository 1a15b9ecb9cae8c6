using Maru.DemoArt.Drawing.Clothes;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum BagCut { Daypack, RollTop, Trek, Mini, Square, Tote, TallTote, Duffel, Messenger, Waist, Sling, Cooler, Bucket }

/// <summary>Bags standing on the floor, seen from the front.</summary>
internal sealed record Bag : Art
{
    public Bag() => Scale = 1.04;

    public override double? Floor => Low ? 728 : 838;

    public BagCut Cut { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Canvas;

    public bool LeatherTrim { get; init; }

    public Print Badge { get; init; }

    private bool Low => Cut is BagCut.Duffel or BagCut.Messenger or BagCut.Waist or BagCut.Sling or BagCut.Cooler;

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        var accent = Tone.Of(Accent ?? (LeatherTrim ? "#8a5a34" : tone.Lit(tone.L < 0.5 ? 0.1 : -0.12).Hex));
        var trim = LeatherTrim ? Cloth.Leather : Cloth.Canvas;
        switch (Cut)
        {
            case BagCut.Daypack or BagCut.RollTop or BagCut.Trek or BagCut.Mini or BagCut.Square: Packs.Draw(this, scene, tone, accent, trim, Floor!.Value); break;
            case BagCut.Tote or BagCut.TallTote or BagCut.Bucket: Tote(scene, tone, accent, trim); break;
            case BagCut.Duffel: Duffel(scene, tone, accent, trim); break;
            case BagCut.Messenger: Messenger(scene, tone, accent, trim); break;
            case BagCut.Waist or BagCut.Sling: Waist(scene, tone, accent); break;
            case BagCut.Cooler: Cooler(scene, tone, accent); break;
            default: throw new InvalidOperationException($"{Cut} is not drawn.");
        }
    }

    public static void Band(Scene s, string d, double wide, Tone tone, Cloth cloth, double cast = 0.3)
    {
        s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='{wide}' opacity='{cast}' transform='translate(4 7)' filter='url(#{s.Blur(5)})'/>");
        s.Draw($"<path d='{d}' fill='none' stroke='{tone.Lit(-0.09)}' stroke-width='{wide}' stroke-linecap='round' stroke-linejoin='round'/><path d='{d}' fill='none' stroke='{tone}' stroke-width='{wide * 0.82}' stroke-linecap='round' stroke-linejoin='round'/><path d='{d}' fill='none' stroke='{tone.Lit(0.1)}' stroke-width='{wide * 0.3}' stroke-linecap='round' opacity='.5' transform='translate({-wide * 0.16} {-wide * 0.12})' filter='url(#{s.Blur(2)})'/>");
        s.Draw($"<path d='{d}' fill='none' stroke='{tone.Lit(-0.2)}' stroke-width='{wide * 0.62}' stroke-dasharray='{(cloth == Cloth.Leather ? "1 0" : "2 3")}' opacity='{(cloth == Cloth.Leather ? 0 : 0.22)}'/>");
    }

    public static void Zip(Scene s, string d, Tone tone)
    {
        s.Draw($"<path d='{d}' fill='none' stroke='{tone.Lit(-0.2)}' stroke-width='13' opacity='.8'/><path d='{d}' fill='none' stroke='#2a2826' stroke-width='6'/><path d='{d}' fill='none' stroke='#a9a499' stroke-width='5' stroke-dasharray='2.400 2.200'/>");
    }

    public static void Pull(Scene s, double x, double y, Tone tone) =>
        s.Draw($"<g transform='translate({x} {y})'><path d='M2 3q-6 26 0 44' stroke='#000' stroke-width='8' opacity='.3' fill='none' filter='url(#{s.Blur(3)})'/><rect x='-7' y='-6' width='14' height='12' rx='3' fill='#b9b4a9'/><path d='M0 4q-6 22 0 40' stroke='{tone}' stroke-width='7' fill='none' stroke-linecap='round'/></g>");

    private void Tote(Scene s, Tone tone, Tone accent, Cloth trim)
    {
        var tall = Cut == BagCut.TallTote;
        var (half, top) = Cut == BagCut.Bucket ? (200.0, 430.0) : tall ? (214, 380) : (254, 440);
        s.Contact(400, 832, half + 6, tone, 0.14);
        Band(s, F($"M{400 - half * 0.5} {top + 60} C{400 - half * 0.46} {top - 230} {400 + half * 0.46} {top - 230} {400 + half * 0.5} {top + 60}"), 26, (LeatherTrim ? accent : tone).Lit(-0.06), trim);
        s.Draw($"<path d='{Ellipse(400, top + 6, half - 6, Cut == BagCut.Bucket ? 34 : 20)}' fill='{tone.Lit(-0.24)}'/>");
        var d = Cut == BagCut.Bucket
            ? F($"M{400 - half} {top} C{340} {top + 40} {460} {top + 40} {400 + half} {top} C{400 + half + 6} {top + 160} {400 + half - 20} {800} {400 + half - 34} 824 C{460} 846 {340} 846 {400 - half + 34} 824 C{400 - half + 20} 800 {400 - half - 6} {top + 160} {400 - half} {top}Z")
            : F($"M{400 - half} {top} C{340} {top + 14} {460} {top + 14} {400 + half} {top} C{400 + half + 8} {top + 160} {400 + half - 2} 760 {400 + half - 10} 816 C{460} 840 {340} 840 {400 - half + 10} 816 C{400 - half + 2} 760 {400 - half - 8} {top + 160} {400 - half} {top}Z");
        var body = new Piece(s, d, tone, Cloth) { Round = 30, Cast = 0.2 };
        body.Seam(F($"M{400 - half - 10} {top + 32} C340 {top + 46} 460 {top + 46} {400 + half + 10} {top + 32}"), 2.6);
        body.Crease(F($"M{400 - half * 0.7} {top + 70} C{400 - half * 0.6} {top + 200} {400 - half * 0.7} 700 {400 - half * 0.5} 820"), 22, 0.3).Fold(F($"M{400 - half * 0.55} {top + 70} C{400 - half * 0.46} {top + 200} {400 - half * 0.56} 700 {400 - half * 0.36} 820"), 24, 0.3);
        body.Crease(F($"M{400 + half * 0.75} {top + 90} C{400 + half * 0.6} 640 {400 + half * 0.5} 700 {400 + half * 0.6} 820"), 24, 0.34).Crease(F($"M{400 - half} 700 C{340} 740 {430} 720 {400 + half * 0.4} 760"), 26, 0.2);
        if (LeatherTrim)
        {
            body.Paint($"<path d='M100 758 Q400 786 700 758 L700 880 L100 880Z' fill='{accent}'/>").Seam("M100 758 Q400 786 700 758", 3, 0.5);
        }
        else if (Accent is not null && Badge == Print.None)
        {
            body.Paint($"<path d='M100 700 Q400 728 700 700 L700 880 L100 880Z' fill='{accent}'/>").Seam("M100 700 Q400 728 700 700", 3, 0.5);
        }

        if (Badge != Print.None)
        {
            Prints.Draw(Badge, body, Tone.Of(Accent ?? tone.Lit(tone.L < 0.55 ? 0.45 : -0.5).Hex), tone, top + 150);
        }

        body.Place();
        Band(s, F($"M{400 - half * 0.5} {top + 120} C{400 - half * 0.52} {top + 20} {400 - half * 0.5} {top - 210} 400 {top - 206} C{400 + half * 0.5} {top - 210} {400 + half * 0.52} {top + 20} {400 + half * 0.5} {top + 120}"), 27, LeatherTrim ? accent : tone.Lit(-0.01), trim, 0.34);
        foreach (var x in new[] { 400 - half * 0.5, 400 + half * 0.5 })
        {
            new Piece(s, Box(x - 18, top + 62, 36, 66, 4), LeatherTrim ? accent : tone, trim) { Round = 6, Cast = 0.4 }.Stitch(F($"M{x - 13} {top + 68} L{x + 13} {top + 68} L{x + 13} {top + 122} L{x - 13} {top + 122} L{x - 13} {top + 68} L{x + 13} {top + 122} M{x + 13} {top + 68} L{x - 13} {top + 122}"), null, 1.4, "4 3").Place();
        }
    }

    private void Duffel(Scene s, Tone tone, Tone accent, Cloth trim)
    {
        s.Contact(400, 720, 312, tone, 0.13);
        Band(s, "M300 470 C310 320 490 320 500 470", 24, (LeatherTrim ? accent : tone).Lit(-0.06), trim);
        new Piece(s, "M96 560 C92 480 120 430 180 420 C320 406 480 406 620 420 C680 430 708 480 704 560 C706 640 690 700 640 716 C500 726 300 726 160 716 C110 700 94 640 96 560Z", tone, Cloth) { Round = 46, Cast = 0.2 }
            .Seam("M196 410 C176 500 176 640 200 724", 3, 0.5).Seam("M604 410 C624 500 624 640 600 724", 3, 0.5).Crease("M240 470 C260 540 250 620 270 690", 20, 0.3).Crease("M540 470 C520 560 550 620 530 690", 22, 0.3).Fold("M330 500 C360 560 340 640 360 700", 26, 0.25).Crease("M110 600 C150 640 170 660 190 700", 16, 0.35).Place();
        Zip(s, "M190 432 C320 418 480 418 610 432", tone);
        Pull(s, 214, 430, accent);
        var pocket = new Piece(s, "M306 500 L494 500 L494 662 Q494 676 480 676 L320 676 Q306 676 306 662Z", tone, Cloth) { Round = 8, Cast = 0.35, Gain = 0.6 };
        pocket.Place();
        Zip(s, "M316 530 L484 530", tone);
        Tab(s, accent, 372, 570);
        Band(s, "M286 722 C282 600 282 520 292 452 C304 350 496 350 508 452 C518 520 518 600 514 722", 26, LeatherTrim ? accent : accent.Lit(-0.02), trim, 0.36);
        new Piece(s, "M352 356 C380 344 420 344 448 356 L446 390 C420 380 380 380 354 390Z", accent.Lit(-0.05), Cloth.Leather) { Round = 8, Cast = 0.4 }.Place();
    }

    private static void Tab(Scene s, Tone accent, double x, double y)
    {
        s.Draw($"<rect x='{x}' y='{y}' width='56' height='40' rx='3' fill='#000' opacity='.3' transform='translate(2 4)' filter='url(#{s.Blur(3)})'/><rect x='{x}' y='{y}' width='56' height='40' rx='3' fill='{accent}'/><path d='M{x + 9} {y + 12}h38M{x + 9} {y + 20}h38M{x + 9} {y + 28}h38' stroke='{accent.Lit(accent.L < 0.5 ? 0.4 : -0.35)}' stroke-width='3'/>");
    }

    private void Messenger(Scene s, Tone tone, Tone accent, Cloth trim)
    {
        s.Contact(400, 720, 250, tone, 0.13);
        Band(s, "M190 520 C150 200 650 200 610 520", 28, accent.Lit(-0.04), trim);
        new Piece(s, "M164 470 C300 452 500 452 636 470 C646 560 644 650 630 704 C600 724 200 724 170 704 C156 650 154 560 164 470Z", tone.Lit(-0.05), Cloth) { Round = 28, Cast = 0.2 }.Place();
        new Piece(s, "M156 456 C300 436 500 436 644 456 C650 520 650 570 640 622 C560 646 240 646 160 622 C150 570 150 520 156 456Z", tone, Cloth) { Round = 26, Cast = 0.5 }
            .Stitch("M168 612 C240 634 560 634 632 612", null, 1.6).Crease("M240 480 C250 540 244 590 252 630", 18, 0.25).Crease("M560 480 C540 540 556 590 548 630", 18, 0.25).Place();
        foreach (var x in new[] { 262.0, 508 })
        {
            new Piece(s, Box(x, 540, 32, 130, 6), accent, trim) { Round = 6, Cast = 0.45 }.Place();
            s.Draw($"<rect x='{x - 5}' y='612' width='42' height='26' rx='4' fill='none' stroke='#b9b09e' stroke-width='6'/>");
        }

        Tab(s, accent, 372, 500);
    }

    private void Waist(Scene s, Tone tone, Tone accent)
    {
        var sling = Cut == BagCut.Sling;
        s.Contact(400, 720, 230, tone, 0.13);
        Band(s, sling ? "M236 560 C120 300 420 190 560 330 C620 400 610 480 590 550" : "M190 590 C80 560 90 400 220 380 C360 356 480 360 600 390 C710 420 710 560 612 594", 30, tone.Lit(-0.1), Cloth.Canvas);
        new Piece(s, Box(388, sling ? 246 : 352, 56, 40, 8), Tone.Of("#2b2a29"), Cloth.Rubber) { Round = 8, Cast = 0.4 }.Place();
        new Piece(s, "M176 540 C200 490 300 478 400 478 C500 478 600 490 624 540 C640 600 620 690 560 714 C480 726 320 726 240 714 C180 690 160 600 176 540Z", tone, Cloth) { Round = 36, Cast = 0.3 }.Crease("M250 620 C320 650 480 650 560 620", 20, 0.25).Place();
        Zip(s, "M196 546 C240 512 560 512 604 546", tone);
        new Piece(s, "M222 592 C300 574 500 574 578 592 C584 640 570 684 540 700 C470 710 330 710 260 700 C230 684 216 640 222 592Z", tone.Lit(0.012), Cloth) { Round = 18, Cast = 0.3 }.Place();
        Zip(s, "M240 600 C320 586 480 586 560 600", tone);
        Pull(s, 566, 530, accent);
        Pull(s, 262, 598, accent);
        Tab(s, accent, 372, 636);
    }

    private static void Cooler(Scene s, Tone tone, Tone accent)
    {
        s.Contact(400, 722, 250, tone, 0.14);
        Band(s, "M250 440 C250 280 550 280 550 440", 28, accent, Cloth.Canvas);
        new Piece(s, "M160 440 L640 440 L634 706 Q634 722 616 722 L184 722 Q166 722 166 706Z", tone, Cloth.Matte) { Round = 30, Cast = 0.2 }.Seam("M160 520 L640 520", 3).Seam("M230 520 L230 722", 3).Seam("M570 520 L570 722", 3).Place();
        new Piece(s, "M150 410 Q150 386 176 384 L624 384 Q650 386 650 410 L648 448 L152 448Z", tone.Lit(0.03), Cloth.Matte) { Round = 18, Cast = 0.45 }.Place();
        Zip(s, "M156 446 L644 446", tone);
        new Piece(s, Box(272, 556, 256, 130, 12), tone.Lit(-0.03), Cloth.Matte) { Round = 10, Cast = 0.35 }.Place();
        Pull(s, 630, 440, accent);
        Tab(s, accent, 372, 592);
    }
}
