using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

/// <summary>Straps, cases, dials and hands. Every watch shows ten past ten, as in shop windows.</summary>
internal static class WatchParts
{
    public static void Strap(Scene s, string d, Tone tone, Strap strap, Tone metal, bool upperHalf, double narrow)
    {
        switch (strap)
        {
            case Things.Strap.Steel:
                var steel = new Piece(s, d, metal, Cloth.Metal) { Round = 16, Cast = 0.4 };
                for (var y = 80; y < 940; y += 38)
                {
                    steel.Crease(F($"M300 {y} Q400 {y + 8} 500 {y}"), 6, 0.9).Detail($"<path d='M{400 - narrow * 0.42} {y + 3} v32 M{400 + narrow * 0.42} {y + 3} v32' stroke='#000' stroke-width='5' opacity='.6'/>");
                    steel.Paint($"<rect x='{400 - narrow * 0.42}' y='{y + 3}' width='{narrow * 0.84}' height='33' fill='{metal.Lit(0.1)}'/>");
                }

                steel.Place();
                return;
            case Things.Strap.Mesh:
                var mesh = s.Define("<pattern id='ID' width='9' height='8' patternUnits='userSpaceOnUse'><path d='M0 4Q2.250 0 4.500 4T9 4' fill='none' stroke='#fff' stroke-width='2.600' opacity='.8'/></pattern>");
                new Piece(s, d, metal, Cloth.Metal) { Round = 14, Cast = 0.4 }.Detail($"<rect x='250' y='60' width='300' height='900' fill='url(#{mesh})'/>").Place();
                return;
            case Things.Strap.Nato:
                var nato = new Piece(s, d, tone, Cloth.Canvas) { Round = 9, Cast = 0.4 }.Paint($"<rect x='386' y='40' width='28' height='920' fill='{tone.Lit(tone.L < 0.5 ? 0.25 : -0.3)}' opacity='.7'/>");
                nato.Place();
                Ring(s, metal, upperHalf ? 168 : 716, narrow);
                if (!upperHalf)
                {
                    Ring(s, metal, 776, narrow);
                }

                break;
            case Things.Strap.Rubber:
                var rubber = new Piece(s, d, tone, Cloth.Rubber) { Round = 12, Cast = 0.4 };
                for (var y = 110; y < 920; y += 30)
                {
                    rubber.Crease(F($"M{400 - narrow * 0.5} {y} L{400 + narrow * 0.5} {y}"), 9, 0.6);
                }

                rubber.Place();
                break;
            default:
                var inset = narrow * 0.78 - 10;
                new Piece(s, d, tone, Cloth.Leather) { Round = 20, Cast = 0.4 }.Stitch(F($"M{400 - narrow + 10} 330 C{400 - inset - 4} 240 {400 - inset} 160 {400 - inset} 104"), Tone.Of("#e4d3b0"), 2.4, "9 5").Stitch(F($"M{400 + narrow - 10} 330 C{400 + inset + 4} 240 {400 + inset} 160 {400 + inset} 104"), Tone.Of("#e4d3b0"), 2.4, "9 5")
                    .Stitch(F($"M{400 - narrow + 10} 670 C{400 - inset - 4} 760 {400 - inset} 860 {400 - inset + 2} 900"), Tone.Of("#e4d3b0"), 2.4, "9 5").Stitch(F($"M{400 + narrow - 10} 670 C{400 + inset + 4} 760 {400 + inset} 860 {400 + inset - 2} 900"), Tone.Of("#e4d3b0"), 2.4, "9 5").Place();
                break;
        }

        if (upperHalf)
        {
            Buckle(s, metal, narrow);
        }
        else
        {
            for (var y = 780; y < 900; y += 26)
            {
                s.Draw($"<ellipse cx='400' cy='{y}' rx='6' ry='5' fill='#000' opacity='.6'/><path d='M394 {y + 2}q6 6 12 0' stroke='#fff' opacity='.3' fill='none'/>");
            }
        }
    }

    public static void Lugs(Scene s, Tone metal, double narrow, double r, bool hidden)
    {
        if (hidden)
        {
            return;
        }

        foreach (var (sx, sy) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
        {
            var (x, y) = (400 + sx * (narrow + 12), 500 + sy * (r - 4));
            var d = F($"M{x - 17} {y - sy * 44} L{x + 17} {y - sy * 44} L{x + 13 - sx * 3} {y + sy * 30} Q{x - sx * 2} {y + sy * 42} {x - 13 - sx * 3} {y + sy * 30}Z");
            new Piece(s, d, metal, Cloth.Metal) { Round = 9, Cast = 0.4 }.Place();
        }
    }

    public static void Body(Scene s, string outline, Tone metal, double r, Dial dial, Tone face, Tone tone)
    {
        new Piece(s, Box(400 + r - 6, 482, 30, 36, 6), metal, Cloth.Metal) { Round = 6, Cast = 0.4 }.Place();
        if (dial == Dial.Chrono)
        {
            new Piece(s, Box(400 + r * 0.83, 392, 30, 26, 8), metal, Cloth.Metal) { Round = 6, Cast = 0.4 }.Place();
            new Piece(s, Box(400 + r * 0.83, 582, 30, 26, 8), metal, Cloth.Metal) { Round = 6, Cast = 0.4 }.Place();
        }

        new Piece(s, outline, dial is Dial.Digital or Dial.Outdoor ? tone : metal, dial is Dial.Digital or Dial.Outdoor ? Cloth.Rubber : Cloth.Metal) { Round = 15, Cast = 0.55, EdgeShade = 0.3 }.Place();
        if (dial == Dial.Digital)
        {
            Digital(s, face, tone);
            return;
        }

        var inner = r - (dial is Dial.Diver or Dial.Outdoor ? 42 : 18);
        if (dial is Dial.Diver or Dial.Outdoor)
        {
            Bezel(s, r, dial == Dial.Outdoor ? tone.Lit(-0.1) : face.Lit(-0.12));
        }

        var disc = dial == Dial.Square ? Box(400 - inner * 0.93, 500 - inner, inner * 1.86, inner * 2, 32) : Ellipse(400, 500, inner, inner);
        var sun = s.Radial(400 - inner * 0.4, 500 - inner * 0.5, inner * 1.9, (0, face.Lit(0.1).Hex, 1), (0.5, face.Hex, 1), (1, face.Lit(-0.16).Hex, 1));
        s.Draw($"<path d='{disc}' fill='url(#{sun})'/>");
        Markers(s, dial, inner, face);
        Hands(s, dial, inner, face);
        var clip = s.Clip(disc);
        s.Draw($"<g clip-path='url(#{clip})'><path d='{disc}' fill='none' stroke='#000' stroke-width='22' opacity='.45' transform='translate(6 9)' filter='url(#{s.Blur(7)})'/><path d='M{400 - inner} {500 + inner * 0.2} L{400 + inner * 0.1} {500 - inner} L{400 + inner * 0.5} {500 - inner} L{400 - inner * 0.7} {500 + inner * 0.75}Z' fill='#fff' opacity='.13' filter='url(#{s.Blur(8)})'/></g>");
    }

    private static void Markers(Scene s, Dial dial, double inner, Tone face)
    {
        var ink = face.L > 0.55 ? "#26231f" : "#f3eee2";
        string[] roman = ["XII", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"];
        for (var i = 0; i < 60; i++)
        {
            var a = i * 6;
            var hour = i % 5 == 0;
            if (dial is Dial.Dress or Dial.Minimal && !hour)
            {
                continue;
            }

            var (length, wide) = hour ? (dial == Dial.Minimal ? 18.0 : 26.0, dial is Dial.Minimal or Dial.Dress ? 3.5 : 6.0) : (9.0, 2.0);
            s.Draw($"<rect x='{400 - wide / 2}' y='{500 - inner + 12}' width='{wide}' height='{length}' fill='{ink}' opacity='{(hour ? 0.95 : 0.6)}' transform='rotate({a} 400 500)'/>");
            if (!hour)
            {
                continue;
            }

            var h = i / 5;
            var (x, y) = (400 + Math.Sin(a * Math.PI / 180) * (inner - 54), 500 - Math.Cos(a * Math.PI / 180) * (inner - 54));
            if (dial is Dial.Field or Dial.Pilot or Dial.Outdoor || dial == Dial.Square && h % 3 == 0)
            {
                s.Draw($"<text x='{x}' y='{y + 11}' font-family='DejaVu Sans' font-weight='bold' font-size='29' text-anchor='middle' fill='{ink}'>{(h == 0 ? 12 : h)}</text>");
            }
            else if (dial == Dial.Roman)
            {
                s.Draw($"<text x='{x}' y='{y + 10}' font-family='DejaVu Serif' font-size='27' text-anchor='middle' fill='{ink}' transform='rotate({a} {x} {y})'>{roman[h]}</text>");
            }
            else if (dial == Dial.Diver)
            {
                s.Draw($"<circle cx='{400 + Math.Sin(a * Math.PI / 180) * (inner - 34)}' cy='{500 - Math.Cos(a * Math.PI / 180) * (inner - 34)}' r='{(h % 3 == 0 ? 14 : 11)}' fill='#e9f2d8' stroke='{ink}' stroke-width='2'/>");
            }
        }

        if (dial == Dial.Chrono)
        {
            foreach (var (x, y) in new[] { (330.0, 510.0), (470, 510), (400, 580) })
            {
                s.Draw($"<circle cx='{x}' cy='{y}' r='40' fill='{face.Lit(-0.1)}'/><circle cx='{x}' cy='{y}' r='40' fill='none' stroke='{ink}' stroke-width='1.6' opacity='.6'/><circle cx='{x}' cy='{y}' r='33' fill='none' stroke='{ink}' stroke-width='6' stroke-dasharray='1.5 7.140' opacity='.7'/><path d='M{x} {y} l12 -26' stroke='{ink}' stroke-width='3' stroke-linecap='round'/>");
            }
        }
        else if (dial is Dial.Diver or Dial.Field or Dial.Square or Dial.Dress)
        {
            s.Draw($"<rect x='{400 + inner - 74}' y='486' width='34' height='28' rx='3' fill='#fbf9f4' stroke='{ink}' stroke-width='1.500'/><text x='{400 + inner - 57}' y='508' font-family='DejaVu Sans' font-weight='bold' font-size='21' text-anchor='middle' fill='#26231f'>21</text>");
        }

        s.Draw($"<text x='400' y='{500 - inner * 0.33}' font-family='DejaVu Serif' font-size='19' letter-spacing='3' text-anchor='middle' fill='{ink}'>DALBIT</text><text x='400' y='{500 + inner * 0.52}' font-family='DejaVu Sans' font-size='12' letter-spacing='2' text-anchor='middle' fill='{ink}' opacity='{(dial == Dial.Chrono ? 0 : 0.7)}'>{(dial == Dial.Diver ? "200 M" : "QUARTZ")}</text>");
    }

    private static void Hands(Scene s, Dial dial, double inner, Tone face)
    {
        var ink = face.L > 0.55 ? "#26231f" : "#f5f1e6";
        var wide = dial is Dial.Dress or Dial.Roman or Dial.Minimal ? 7.0 : 14;
        foreach (var (angle, length, w) in new[] { (304.0, inner * 0.54, wide), (54.0, inner * 0.8, wide * 0.8) })
        {
            var d = F($"M{400 - w / 2} {508} L{400 - w * 0.36} {500 - length + 14} L400 {500 - length} L{400 + w * 0.36} {500 - length + 14} L{400 + w / 2} 508Z");
            s.Draw($"<g transform='translate(4 7)' opacity='.4' filter='url(#{s.Blur(3)})'><path d='{d}' transform='rotate({angle} 400 500)'/></g><path d='{d}' fill='{ink}' transform='rotate({angle} 400 500)'/>");
            if (wide > 8)
            {
                s.Draw($"<path d='M400 486 L400 {500 - length + 20}' stroke='{(face.L > 0.55 ? "#f5f1e6" : "#dfe9c9")}' stroke-width='{w * 0.4}' transform='rotate({angle} 400 500)'/>");
            }
        }

        s.Draw($"<g transform='rotate(200 400 500)'><path d='M400 536 L400 {500 - inner * 0.82}' stroke='#000' opacity='.3' stroke-width='4' transform='translate(3 5)' filter='url(#{s.Blur(2)})'/><path d='M400 536 L400 {500 - inner * 0.82}' stroke='#d9481c' stroke-width='3'/></g><circle cx='400' cy='500' r='9' fill='{ink}'/><circle cx='400' cy='500' r='4' fill='#d9481c'/>");
    }

    private static void Bezel(Scene s, double r, Tone tone)
    {
        var shine = s.Linear(400 - r, 500 - r, 400 + r, 500 + r, (0, tone.Lit(0.22).Hex, 1), (0.4, tone.Hex, 1), (1, tone.Lit(-0.1).Hex, 1));
        s.Draw($"<circle cx='400' cy='500' r='{r - 24}' fill='none' stroke='url(#{shine})' stroke-width='34'/><circle cx='400' cy='500' r='{r - 4}' fill='none' stroke='#000' stroke-width='7' stroke-dasharray='4 6' opacity='.3'/>");
        for (var i = 0; i < 12; i++)
        {
            s.Draw($"<rect x='397' y='{500 - r + 14}' width='6' height='{(i % 3 == 0 ? 20 : 12)}' fill='#f5f1e6' opacity='.9' transform='rotate({i * 30} 400 500)'/>");
        }

        s.Draw($"<path d='M388 {500 - r + 12} h24 l-12 22z' fill='#f5f1e6'/>");
    }

    private static void Digital(Scene s, Tone face, Tone tone)
    {
        new Piece(s, Box(272, 376, 256, 248, 34), tone.Lit(0.06), Cloth.Matte) { Round = 10, Cast = 0.3 }.Place();
        var glass = s.Linear(290, 420, 510, 590, (0, face.Lit(0.05).Hex, 1), (1, face.Lit(-0.12).Hex, 1));
        s.Draw($"<rect x='292' y='424' width='216' height='150' rx='14' fill='url(#{glass})' stroke='#111' stroke-width='5'/><text x='400' y='408' font-family='DejaVu Sans' font-size='17' letter-spacing='4' text-anchor='middle' fill='#f2eee4'>DALBIT</text>");
        s.Draw($"<text x='396' y='530' font-family='DejaVu Sans Mono' font-weight='bold' font-size='66' text-anchor='middle' fill='#1c211c' letter-spacing='-4'>10:08</text><text x='306' y='460' font-family='DejaVu Sans Mono' font-size='22' fill='#1c211c'>SAT 21</text><text x='496' y='460' font-family='DejaVu Sans Mono' font-size='22' text-anchor='end' fill='#1c211c'>1,240m</text><path d='M306 560h150' stroke='#1c211c' stroke-width='8' stroke-dasharray='7 4'/>");
        s.Draw($"<path d='M292 520 L420 424 H470 L310 574Z' fill='#fff' opacity='.1'/><text x='400' y='606' font-family='DejaVu Sans' font-size='13' letter-spacing='2' text-anchor='middle' fill='#f2eee4' opacity='.8'>ALTI · BARO · COMPASS</text>");
        foreach (var (x, y) in new[] { (238, 410), (238, 560), (552, 410), (552, 560) })
        {
            Clothes.Fronts.Button(s, x, y, 12, Tone.Of("#8f9296"), true);
        }
    }

    private static void Ring(Scene s, Tone metal, double y, double narrow)
    {
        new Piece(s, Box(400 - narrow - 8, y, narrow * 2 + 16, 15, 5), metal, Cloth.Metal) { Round = 5, Cast = 0.5 }.Place();
    }

    private static void Buckle(Scene s, Tone metal, double narrow)
    {
        var w = narrow * 0.82;
        var d = F($"M{400 - w - 14} 64 L{400 + w + 14} 64 L{400 + w + 14} 122 L{400 + w} 122 L{400 + w} 78 L{400 - w} 78 L{400 - w} 122 L{400 - w - 14} 122Z");
        new Piece(s, d, metal, Cloth.Metal) { Round = 6, Cast = 0.5 }.Place();
        new Piece(s, Box(395, 62, 10, 60, 4), metal, Cloth.Metal) { Round = 4, Cast = 0.4 }.Place();
    }
}
