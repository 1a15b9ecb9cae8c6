using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

/// <summary>Backpacks: the same hand, five bodies.</summary>
internal static class Packs
{
    public static void Draw(Bag bag, Scene s, Tone tone, Tone accent, Cloth trim, double floor)
    {
        var (half, top) = bag.Cut switch { BagCut.Trek => (196.0, 236.0), BagCut.RollTop => (200, 300), BagCut.Mini => (168, 470), BagCut.Square => (204, 350), _ => (206, 356) };
        var bottom = floor - 10;
        s.Contact(400, floor - 4, half + 14, tone, 0.16);
        Bag.Band(s, F($"M352 {top + 40} C352 {top - 50} 448 {top - 50} 448 {top + 40}"), 20, accent.Lit(-0.04), trim);
        // Shoulder straps show at the sides.
        foreach (var right in new[] { false, true })
        {
            var strap = F($"M{400 + half - 20} {top + 110} C{400 + half + 44} {top + 200} {400 + half + 46} {bottom - 160} {400 + half - 10} {bottom - 50}");
            Bag.Band(s, right ? strap : Mirror(strap), 24, tone.Lit(-0.1), Cloth.Canvas, 0.2);
        }

        switch (bag.Cut)
        {
            case BagCut.RollTop: RollTop(bag, s, tone, accent, trim, half, top, bottom); break;
            case BagCut.Trek: Trek(bag, s, tone, accent, half, top, bottom); break;
            case BagCut.Square: Square(bag, s, tone, accent, trim, half, top, bottom); break;
            default: Daypack(bag, s, tone, accent, half, top, bottom); break;
        }
    }

    private static Piece Body(Bag bag, Scene s, Tone tone, double half, double top, double bottom, double shoulder)
    {
        var d = F($"M400 {top} C{400 + half * shoulder} {top} {400 + half - 10} {top + 40} {400 + half - 2} {top + 150} C{400 + half + 12} {top + 300} {400 + half + 10} {bottom - 120} {400 + half - 8} {bottom - 40} Q{400 + half - 16} {bottom} {400 + half - 60} {bottom + 2} C460 {bottom + 8} 340 {bottom + 8} {400 - half + 60} {bottom + 2} Q{400 - half + 16} {bottom} {400 - half + 8} {bottom - 40} C{400 - half - 10} {bottom - 120} {400 - half - 12} {top + 300} {400 - half + 2} {top + 150} C{400 - half + 10} {top + 40} {400 - half * shoulder} {top} 400 {top}Z");
        return new Piece(s, d, tone, bag.Cloth) { Round = 44, Cast = 0.3 }
            .Crease(F($"M{400 - half * 0.8} {top + 130} C{400 - half * 0.66} {top + 260} {400 - half * 0.82} {bottom - 180} {400 - half * 0.7} {bottom - 40}"), 20, 0.28)
            .Crease(F($"M{400 + half * 0.86} {top + 150} C{400 + half * 0.74} {top + 240} {400 + half * 0.86} {top + 330} {400 + half * 0.72} {bottom - 60}"), 22, 0.3);
    }

    private static void Label(Scene s, Tone tone, double x, double y)
    {
        s.Draw($"<rect x='{x - 29}' y='{y}' width='58' height='42' rx='3' fill='#000' opacity='.3' transform='translate(2 4)' filter='url(#{s.Blur(3)})'/><rect x='{x - 29}' y='{y}' width='58' height='42' rx='3' fill='{tone}'/><path d='M{x - 20} {y + 13}h40M{x - 20} {y + 21}h40M{x - 20} {y + 29}h40' stroke='{tone.Lit(tone.L < 0.5 ? 0.4 : -0.35)}' stroke-width='3'/>");
    }

    private static void Daypack(Bag bag, Scene s, Tone tone, Tone accent, double half, double top, double bottom)
    {
        Body(bag, s, tone, half, top, bottom, 0.72).Place();
        Bag.Zip(s, F($"M{400 - half + 22} {top + 240} C{400 - half + 20} {top + 60} {400 - half * 0.5} {top + 34} 400 {top + 34} C{400 + half * 0.5} {top + 34} {400 + half - 20} {top + 60} {400 + half - 22} {top + 240}"), tone);
        var y = top + (bottom - top) * 0.44;
        var pocket = F($"M{400 - half + 34} {y + 20} Q{400 - half + 34} {y} {400 - half + 60} {y - 2} C360 {y - 10} 440 {y - 10} {400 + half - 60} {y - 2} Q{400 + half - 34} {y} {400 + half - 34} {y + 20} L{400 + half - 38} {bottom - 46} Q{400 + half - 44} {bottom - 18} {400 + half - 74} {bottom - 16} L{400 - half + 74} {bottom - 16} Q{400 - half + 44} {bottom - 18} {400 - half + 38} {bottom - 46}Z");
        new Piece(s, pocket, bag.Accent is null ? tone.Lit(0.012) : accent, bag.Cloth) { Round = 24, Cast = 0.35 }.Crease(F($"M{400 - half + 60} {bottom - 70} C360 {bottom - 50} 440 {bottom - 60} {400 + half - 60} {bottom - 80}"), 18, 0.25).Place();
        Bag.Zip(s, F($"M{400 - half + 46} {y + 34} C360 {y + 22} 440 {y + 22} {400 + half - 46} {y + 34}"), tone);
        Bag.Pull(s, 400 + half - 62, y + 32, accent.Lit(0.08));
        Bag.Pull(s, 420, top + 34, accent.Lit(0.08));
        Label(s, bag.LeatherTrim ? accent : tone.Lit(tone.L < 0.5 ? 0.3 : -0.3), 400, y + 90);
    }

    private static void RollTop(Bag bag, Scene s, Tone tone, Tone accent, Cloth trim, double half, double top, double bottom)
    {
        Body(bag, s, tone, half, top + 60, bottom, 0.94).Place();
        new Piece(s, F($"M{400 - half + 12} {top + 74} C{400 - half} {top + 30} {400 - half + 6} {top + 4} {400 - half + 24} {top + 2} L{400 + half - 24} {top + 2} C{400 + half - 6} {top + 4} {400 + half} {top + 30} {400 + half - 12} {top + 74} C460 {top + 90} 340 {top + 90} {400 - half + 12} {top + 74}Z"), tone.Lit(0.01), bag.Cloth) { Round = 22, Cast = 0.5 }.Crease(F($"M{400 - half} {top + 36} L{400 + half} {top + 36}"), 9, 0.5).Place();
        foreach (var x in new[] { 400 - half * 0.5, 400 + half * 0.5 })
        {
            new Piece(s, Box(x - 15, top - 6, 30, 230, 6), accent, trim) { Round = 7, Cast = 0.45 }.Place();
            s.Draw($"<rect x='{x - 21}' y='{top + 130}' width='42' height='28' rx='4' fill='none' stroke='#b9b09e' stroke-width='6'/>");
        }

        new Piece(s, F($"M{400 - half + 30} {bottom - 220} L{400 + half - 30} {bottom - 220} L{400 + half - 36} {bottom - 40} Q{400 + half - 40} {bottom - 18} {400 + half - 64} {bottom - 16} L{400 - half + 64} {bottom - 16} Q{400 - half + 40} {bottom - 18} {400 - half + 36} {bottom - 40}Z"), tone, bag.Cloth) { Round = 18, Cast = 0.35 }.Place();
        Bag.Zip(s, F($"M{400 - half + 40} {bottom - 196} L{400 + half - 40} {bottom - 196}"), tone);
        Label(s, accent, 400, bottom - 150);
    }

    private static void Trek(Bag bag, Scene s, Tone tone, Tone accent, double half, double top, double bottom)
    {
        foreach (var right in new[] { false, true })
        {
            var side = F($"M{400 + half - 20} {bottom - 280} C{400 + half + 50} {bottom - 270} {400 + half + 54} {bottom - 60} {400 + half + 20} {bottom - 30} L{400 + half - 20} {bottom - 30}Z");
            new Piece(s, right ? side : Mirror(side), tone.Lit(-0.07), bag.Cloth) { Round = 20, Cast = 0.2 }.Place();
        }

        Body(bag, s, tone, half, top + 70, bottom, 0.9).Seam(F($"M150 {bottom - 190} Q400 {bottom - 176} 650 {bottom - 190}"), 3, 0.5).Place();
        var mat = F($"M{400 - half - 26} {bottom - 58} Q{400 - half - 44} {bottom - 26} {400 - half - 26} {bottom + 2} L{400 + half + 26} {bottom + 2} Q{400 + half + 44} {bottom - 26} {400 + half + 26} {bottom - 58}Z");
        new Piece(s, mat, accent.Lit(0.05), Cloth.Matte) { Round = 22, Cast = 0.4 }.Place();
        s.Draw($"<ellipse cx='{400 + half + 27}' cy='{bottom - 28}' rx='12' ry='29' fill='{accent.Lit(-0.12)}'/><path d='M{400 + half + 27} {bottom - 48} a8 20 0 1 1 -1 0 M{400 + half + 27} {bottom - 38} a4 10 0 1 1 -1 0' fill='none' stroke='{accent.Lit(0.1)}' stroke-width='3'/>");
        new Piece(s, F($"M{400 - half + 40} {top + 200} L{400 + half - 40} {top + 200} L{400 + half - 48} {bottom - 96} Q400 {bottom - 76} {400 - half + 48} {bottom - 96}Z"), tone.Lit(-0.02), bag.Cloth) { Round = 22, Cast = 0.3 }.Place();
        new Piece(s, F($"M{400 - half - 6} {top + 90} C{400 - half - 4} {top + 20} {400 - half * 0.6} {top} 400 {top} C{400 + half * 0.6} {top} {400 + half + 4} {top + 20} {400 + half + 6} {top + 90} C{400 + half} {top + 130} {400 + half - 20} {top + 150} {400 + half - 40} {top + 156} C460 {top + 166} 340 {top + 166} {400 - half + 40} {top + 156} C{400 - half + 20} {top + 150} {400 - half} {top + 130} {400 - half - 6} {top + 90}Z"), bag.Accent is null ? tone.Lit(0.02) : accent, bag.Cloth) { Round = 32, Cast = 0.55 }.Crease(F($"M{400 - half + 30} {top + 110} C340 {top + 130} 460 {top + 130} {400 + half - 30} {top + 110}"), 14, 0.3).Place();
        Bag.Zip(s, F($"M{400 - half + 30} {top + 74} C340 {top + 60} 460 {top + 60} {400 + half - 30} {top + 74}"), tone);
        foreach (var x in new[] { 400 - half * 0.52, 400 + half * 0.52 })
        {
            new Piece(s, Box(x - 10, top + 130, 20, 330, 4), tone.Lit(-0.16), Cloth.Canvas) { Round = 5, Cast = 0.4 }.Place();
            new Piece(s, Box(x - 18, top + 196, 36, 46, 8), Tone.Of("#2b2a29"), Cloth.Rubber) { Round = 8, Cast = 0.4 }.Place();
        }

        for (var i = 0; i < 4; i++)
        {
            s.Draw($"<path d='M356 {top + 280 + i * 44} L444 {top + 302 + i * 44} M444 {top + 280 + i * 44} L356 {top + 302 + i * 44}' stroke='#000' stroke-width='6' opacity='.25' transform='translate(2 4)'/><path d='M356 {top + 280 + i * 44} L444 {top + 302 + i * 44} M444 {top + 280 + i * 44} L356 {top + 302 + i * 44}' stroke='{accent.Lit(0.14)}' stroke-width='5'/>");
        }

        Label(s, tone.Lit(tone.L < 0.5 ? 0.3 : -0.3), 400, top + 92);
    }

    private static void Square(Bag bag, Scene s, Tone tone, Tone accent, Cloth trim, double half, double top, double bottom)
    {
        Body(bag, s, tone, half, top, bottom, 1.02).Place();
        Bag.Zip(s, F($"M{400 - half + 14} {top + 190} L{400 - half + 12} {top + 60} Q{400 - half + 14} {top + 34} {400 - half + 50} {top + 32} L{400 + half - 50} {top + 32} Q{400 + half - 14} {top + 34} {400 + half - 12} {top + 60} L{400 + half - 14} {top + 190}"), tone);
        new Piece(s, Box(400 - half + 40, top + 86, half * 2 - 80, 70, 10), tone.Lit(-0.03), bag.Cloth) { Round = 10, Cast = 0.3 }.Place();
        new Piece(s, F($"M{400 - half + 36} {top + 210} L{400 + half - 36} {top + 210} L{400 + half - 38} {bottom - 40} Q{400 + half - 42} {bottom - 20} {400 + half - 64} {bottom - 18} L{400 - half + 64} {bottom - 18} Q{400 - half + 42} {bottom - 20} {400 - half + 38} {bottom - 40}Z"), tone.Lit(0.01), bag.Cloth) { Round = 20, Cast = 0.35 }.Place();
        new Piece(s, F($"M{400 - half + 32} {top + 200} L{400 + half - 32} {top + 200} L{400 + half - 34} {top + 290} Q400 {top + 310} {400 - half + 34} {top + 290}Z"), bag.Accent is null ? tone.Lit(0.02) : accent, trim) { Round = 10, Cast = 0.5 }.Place();
        new Piece(s, Box(386, top + 262, 28, 66, 5), accent.Lit(-0.06), trim) { Round = 5, Cast = 0.4 }.Place();
        Label(s, accent.Lit(-0.02), 400, top + 100);
    }
}
