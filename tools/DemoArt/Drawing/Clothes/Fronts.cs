using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>Zips, plackets, buttons and toggles.</summary>
internal static class Fronts
{
    private static double Start(TopCut cut) => cut.Top.Collar switch
    {
        Collar.Hood => cut.Y + 90,
        Collar.V or Collar.Notch or Collar.Peak or Collar.Shawl => cut.Y + cut.Drop,
        _ => cut.Y + 44,
    };

    private static double End(TopCut cut) => cut.Top.Front switch
    {
        Front.HalfZip => cut.Y + 250,
        Front.QuarterZip => cut.Y + 165,
        _ => cut.HemY + (cut.Top.Hem == Hem.Ribbed ? 40 : cut.Top.Hem == Hem.Curved ? 42 : 20),
    };

    public static void Lines(TopCut cut, Piece piece)
    {
        var (y, end) = (Start(cut) - 30, End(cut));
        switch (cut.Top.Front)
        {
            case Front.Zip:
                piece.Crease(F($"M378 {y} L378 {end}"), 10, 0.25).Crease(F($"M422 {y} L422 {end}"), 10, 0.25);
                piece.Detail($"<path d='M386 {y} L386 {end} M414 {y} L414 {end}' stroke='#fff' stroke-width='5' opacity='.3' filter='url(#{cut.Scene.Blur(1.5)})'/>");
                break;
            case Front.Buttons or Front.Snaps or Front.Hidden or Front.Toggles:
                piece.Seam(F($"M420 {y} L420 {end}"), 2.6, 0.5);
                piece.Stitch(F($"M382 {y} L382 {end}"), null, 1.3, "5 3");
                piece.Stitch(F($"M415 {y} L415 {end}"), null, 1.3, "5 3");
                break;
            case Front.Double:
                piece.Seam(F($"M462 {cut.Y + cut.Drop - 60} L466 {end}"), 3.4, 0.6);
                piece.Crease(F($"M468 {cut.Y + cut.Drop - 60} L473 {end}"), 12, 0.5);
                break;
            case Front.None when cut.Top.Collar is Collar.Polo or Collar.Henley:
                piece.Seam(F($"M414 {cut.Y + 30} L414 {cut.Y + 156} L386 {cut.Y + 156} L386 {cut.Y + 30}"), 2.6, 0.5);
                break;
            case Front.None or Front.HalfZip or Front.QuarterZip:
                break;
            default:
                throw new InvalidOperationException($"{cut.Top.Front} is not drawn.");
        }
    }

    public static void Closures(TopCut cut)
    {
        var (y, end) = (Start(cut), End(cut));
        var wool = cut.Top.Cloth == Cloth.Wool;
        var size = wool ? 14.0 : cut.Top.Cloth == Cloth.Knit || cut.Top.Cloth == Cloth.Chunky ? 11 : 7.5;
        var button = cut.Tone.L > 0.72 ? Tone.Of("#8a6a48") : cut.Tone.Lit(cut.Tone.L < 0.3 ? 0.1 : -0.16);
        switch (cut.Top.Front)
        {
            case Front.Zip or Front.HalfZip or Front.QuarterZip:
                Zipper(cut, y, end, pull: true);
                break;
            case Front.Buttons or Front.Snaps:
                var step = wool ? 104 : size > 10 ? 88 : 76;
                for (var by = y + (wool ? 16 : 20); by < cut.HemY - (wool ? 120 : 24); by += step)
                {
                    Button(cut.Scene, 400, by, size, cut.Top.Front == Front.Snaps ? Tone.Of("#b9b3a8") : button, cut.Top.Front == Front.Snaps);
                }

                break;
            case Front.Double:
                for (var i = 0; i < 3; i++)
                {
                    Button(cut.Scene, 330, y + 22 + i * 104, 15, button, false);
                    Button(cut.Scene, 446, y + 22 + i * 104, 15, button, false);
                }

                break;
            case Front.Toggles:
                for (var i = 0; i < 4; i++)
                {
                    Toggle(cut.Scene, y + 40 + i * 112);
                }

                break;
            case Front.None when cut.Top.Collar is Collar.Polo or Collar.Henley:
                for (var i = 0; i < 3; i++)
                {
                    Button(cut.Scene, 400, cut.Y + 66 + i * 36, 6.5, button, false);
                }

                break;
            case Front.None or Front.Hidden:
                break;
            default:
                throw new InvalidOperationException($"{cut.Top.Front} is not drawn.");
        }
    }

    public static void Zipper(TopCut cut, double top, double end, bool pull)
    {
        var s = cut.Scene;
        var tape = cut.Top.Accent is not null && cut.Top.Weave == Weave.None ? cut.Accent : cut.Tone.Lit(-0.12);
        var metal = cut.Tone.L < 0.4 ? "#8f8b84" : "#6d6860";
        s.Draw($"<rect x='392' y='{top}' width='16' height='{end - top}' fill='{tape}'/><rect x='392' y='{top}' width='4' height='{end - top}' fill='#000' opacity='.22'/>");
        s.Draw($"<path d='M400 {top} V{end}' stroke='#1d1b19' stroke-width='6' opacity='.55'/><path d='M400 {top} V{end}' stroke='{metal}' stroke-width='5' stroke-dasharray='2.4 2.2'/>");
        if (pull)
        {
            s.Draw($"<g transform='translate(400 {top + 6})'><path d='M-6 -6h12l2 14h-16z' fill='#c9c3b8' stroke='#57524b' stroke-width='1.2'/><path d='M-3 8h6l1.500 24q-4.500 5 -9 0z' fill='#a39d92' stroke='#57524b' stroke-width='1'/><path d='M-1.500 10v18' stroke='#fff' stroke-width='1.2' opacity='.7'/></g>");
        }
    }

    public static void Button(Scene s, double x, double y, double r, Tone tone, bool snap)
    {
        var shine = s.Define($"<radialGradient id='ID' cx='.32' cy='.28' r='.9'><stop offset='0' stop-color='{tone.Lit(0.2)}'/><stop offset='.6' stop-color='{tone}'/><stop offset='1' stop-color='{tone.Lit(-0.16)}'/></radialGradient>");
        s.Draw($"<circle cx='{x + r * 0.2}' cy='{y + r * 0.34}' r='{r}' fill='#000' opacity='.4' filter='url(#{s.Blur(r * 0.22)})'/><circle cx='{x}' cy='{y}' r='{r}' fill='url(#{shine})'/>");
        s.Draw($"<circle cx='{x}' cy='{y}' r='{r * 0.66}' fill='none' stroke='#000' stroke-width='{r * 0.1}' opacity='.3'/>");
        if (snap)
        {
            return;
        }

        foreach (var (dx, dy) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
        {
            s.Draw($"<circle cx='{x + dx * r * 0.22}' cy='{y + dy * r * 0.22}' r='{r * 0.12}' fill='#000' opacity='.6'/>");
        }
    }

    private static void Toggle(Scene s, double y)
    {
        s.Draw($"<path d='M336 {y} C370 {y - 12} 380 {y - 8} 420 {y} M336 {y} C370 {y + 12} 380 {y + 8} 420 {y} M384 {y} C420 {y - 10} 440 {y - 8} 466 {y} M384 {y} C420 {y + 10} 440 {y + 8} 466 {y}' fill='none' stroke='#3b2a1c' stroke-width='5' opacity='.9'/>");
        foreach (var x in new[] { 330, 470 })
        {
            s.Draw($"<path d='M{x - 12} {y - 16} h24 v32 h-24z' fill='#4c3624'/><path d='M{x - 9} {y - 13} h18 v26 h-18z' fill='none' stroke='#a58a66' stroke-width='1.2' stroke-dasharray='3 2'/>");
        }

        var horn = s.Linear(0, y - 10, 0, y + 10, (0, "#d8b98a", 1), (0.4, "#9c7345", 1), (1, "#5a3d20", 1));
        s.Draw($"<path d='M372 {y + 6} q28 12 56 0' stroke='#000' stroke-width='10' opacity='.3' fill='none' filter='url(#{s.Blur(3)})'/><path d='M366 {y} C372 {y - 10} 428 {y - 10} 434 {y} C428 {y + 10} 372 {y + 10} 366 {y}Z' fill='url(#{horn})'/>");
    }
}
