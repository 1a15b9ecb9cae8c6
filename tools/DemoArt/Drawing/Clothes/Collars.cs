using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

/// <summary>What closes a top at the neck.</summary>
internal static class Collars
{
    /// <summary>The inside of the back, seen through the neck, with a woven label.</summary>
    public static void Behind(TopCut cut)
    {
        var (s, y, n) = (cut.Scene, cut.Y, cut.Neck);
        var lining = cut.Top.Accent is null ? cut.Tone.Lit(-0.13) : cut.Accent.Lit(-0.05);
        var tall = cut.Top.Collar switch { Collar.Stand => 58, Collar.Funnel => 66, Collar.Turtle => 74, Collar.Mock => 40, Collar.Shirt or Collar.Polo => 36, Collar.Band => 28, Collar.Notch or Collar.Peak or Collar.Shawl => 34, _ => 12 };
        var d = F($"M{400 - n} {y + 2} C{400 - n + 8} {y - tall} {400 + n - 8} {y - tall} {400 + n} {y + 2} C{400 + n - 4} {y + cut.Drop * 0.55} {400 + n * 0.5} {y + cut.Drop + 6} 400 {y + cut.Drop + 10} C{400 - n * 0.5} {y + cut.Drop + 6} {400 - n + 4} {y + cut.Drop * 0.55} {400 - n} {y + 2}Z");
        var dark = s.Linear(400, y - tall, 400, y + Math.Min(90, cut.Drop), (0, lining.Hex, 1), (0.35, lining.Lit(-0.05).Hex, 1), (1, lining.Lit(-0.2).Hex, 1));
        s.Draw($"<path d='{d}' fill='url(#{dark})'/>");
        if (cut.Top.Collar is Collar.Hood or Collar.Turtle)
        {
            return;
        }

        var ly = y - tall * 0.62 + 12;
        s.Draw($"<rect x='381' y='{ly}' width='38' height='20' rx='1.5' fill='#f4efe6'/><path d='M388 {ly + 8}h24M388 {ly + 13}h15' stroke='#6b635a' stroke-width='2' opacity='.7'/>");
        s.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='10' opacity='.22' filter='url(#{s.Blur(6)})' clip-path='url(#{s.Clip(d)})'/>");
    }

    public static void Over(TopCut cut)
    {
        switch (cut.Top.Collar)
        {
            case Collar.Hood: Hood(cut); break;
            case Collar.Stand or Collar.Funnel: Stand(cut); break;
            case Collar.Turtle or Collar.Mock: Tube(cut); break;
            case Collar.Shirt or Collar.Polo: Leaves(cut); break;
            case Collar.Band: Band(cut, 20, 26, cut.Top.Cloth); break;
            case Collar.Notch or Collar.Peak: Lapels(cut); break;
            case Collar.Shawl: Shawl(cut); break;
            case Collar.V: VBand(cut); break;
            case Collar.Crew or Collar.Boat or Collar.Henley: Ring(cut); break;
            default: throw new InvalidOperationException($"{cut.Top.Collar} is not drawn.");
        }
    }

    private static bool Knitted(TopCut cut) => cut.Top.Cloth == Cloth.Knit || cut.Top.Cloth == Cloth.Chunky || cut.Top.Cloth == Cloth.Waffle || cut.Top.Cloth == Cloth.Rib;

    private static Tone Trim(TopCut cut) => cut.Top.Weave is Weave.Block or Weave.Yoke ? cut.Accent : cut.Tone;

    private static void Ring(TopCut cut)
    {
        var (y, n) = (cut.Y, cut.Neck);
        var wide = cut.Top.Collar == Collar.Boat ? 10 : Knitted(cut) || cut.Top.RibCuffs ? 24 : 17;
        var (o, i) = (cut.Drop + wide * 0.55, cut.Drop - wide * 0.5);
        var d = F($"M{400 - n - 5} {y - 3} C{400 - n * 0.96} {y + o * 0.6} {400 - n * 0.66} {y + o} 400 {y + o} C{400 + n * 0.66} {y + o} {400 + n * 0.96} {y + o * 0.6} {400 + n + 5} {y - 3} L{400 + n - wide * 0.7} {y - 9} C{400 + n * 0.8} {y + i * 0.5} {400 + n * 0.54} {y + i} 400 {y + i} C{400 - n * 0.54} {y + i} {400 - n * 0.8} {y + i * 0.5} {400 - n + wide * 0.7} {y - 9}Z");
        new Piece(cut.Scene, d, Trim(cut).Lit(-0.012), wide > 20 ? Cloth.Rib : Cloth.Jersey) { Round = 7, Cast = 0.22, EdgeShade = 0.3 }.Place();
    }

    private static void VBand(TopCut cut)
    {
        var (y, n, drop) = (cut.Y, cut.Neck, cut.Drop);
        foreach (var right in new[] { false, true })
        {
            var d = F($"M{400 + n - 16} {y - 8} L{400 + n + 8} {y - 3} C{400 + n * 0.95} {y + drop * 0.34} {424} {y + drop * 0.76} 400 {y + drop + 22} L398 {y + drop - 10} C{412} {y + drop * 0.68} {400 + n * 0.7} {y + drop * 0.3} {400 + n - 16} {y - 8}Z");
            new Piece(cut.Scene, right ? d : Mirror(d), Trim(cut).Lit(-0.012), Cloth.Rib) { Round = 7, Cast = 0.22 }.Place();
        }
    }

    private static void Tube(TopCut cut)
    {
        var (y, n) = (cut.Y, cut.Neck);
        var tall = cut.Top.Collar == Collar.Turtle ? 78 : 40;
        var d = new Half(400, y - tall + 16).Curve(400 + n * 0.5, y - tall + 16, 400 + n - 14, y - tall + 6, 400 + n - 6, y - tall).Curve(400 + n + 4, y - tall * 0.5, 400 + n - 2, y - 8, 400 + n + 10, y + 6).Curve(400 + n * 0.8, y + 40, 400 + n * 0.4, y + 52, 400, y + 52).Close();
        new Piece(cut.Scene, d, cut.Tone, Cloth.Rib) { Round = 16, Cast = 0.25 }.Place();
        if (tall < 60)
        {
            return;
        }

        var fold = new Half(400, y - tall + 17).Curve(400 + n * 0.5, y - tall + 17, 400 + n - 12, y - tall + 8, 400 + n - 5, y - tall).Curve(400 + n + 10, y - tall * 0.7, 400 + n + 10, y - 24, 400 + n + 5, y - 12).Curve(400 + n * 0.7, y + 14, 400 + n * 0.4, y + 20, 400, y + 20).Close();
        new Piece(cut.Scene, fold, cut.Tone.Lit(0.008), Cloth.Rib) { Round = 14, Cast = 0.4 }.Place();
    }

    private static void Stand(TopCut cut)
    {
        var (y, n) = (cut.Y, cut.Neck);
        var tall = cut.Top.Collar == Collar.Funnel ? 64 : 50;
        var puff = cut.Puff > 3 ? 8 : 0;
        var d = new Half(400, y - tall + 26).Curve(400 + n * 0.5, y - tall + 24, 400 + n - 18, y - tall + 12, 400 + n - 4, y - tall - 2)
            .Curve(400 + n + 6 + puff, y - tall * 0.6, 400 + n + 4 + puff, y - 16, 400 + n + 10, y + 12).Curve(400 + n * 0.8, y + 42, 400 + n * 0.4, y + 56 + puff, 400, y + 58 + puff).Close();
        var piece = new Piece(cut.Scene, d, Trim(cut), cut.Top.Cloth) { Round = 14, Cast = 0.35 };
        if (puff > 0)
        {
            var mid = F($"M{400 - n - 20} {y - 26} Q400 {y + 34} {400 + n + 20} {y - 26}");
            piece.Crease(mid, 9, 0.6).Seam(mid, 2.6, 0.5);
        }
        else
        {
            piece.Seam(F($"M{400 - n - 20} {y - tall + 6} Q400 {y - tall + 56} {400 + n + 20} {y - tall + 6}"), 2);
        }

        piece.Place();
        if (cut.Top.Front is not Front.None and not Front.Hidden)
        {
            Fronts.Zipper(cut, y - tall + 25, y + 64 + puff, pull: false);
        }
    }

    private static void Leaves(TopCut cut)
    {
        var (y, n, s) = (cut.Y, cut.Neck, cut.Scene);
        var polo = cut.Top.Collar == Collar.Polo;
        var cloth = polo ? Cloth.Rib : cut.Top.Cloth;
        var stand = F($"M{400 - n + 6} {y - 22} C{400 - n * 0.4} {y + 12} {400 + n * 0.4} {y + 12} {400 + n - 6} {y - 22} L{400 + n + 6} {y + 6} C{400 + n * 0.5} {y + 44} {430} {y + 46} 400 {y + 48} C{370} {y + 46} {400 - n * 0.5} {y + 44} {400 - n - 6} {y + 6}Z");
        new Piece(s, stand, Trim(cut).Lit(-0.05), cloth) { Round = 8, Cast = 0.2 }.Place();
        var reach = polo ? 70 : 86;
        foreach (var right in new[] { false, true })
        {
            var d = F($"M{400 + n - 12} {y - 34} C{400 + n + 8} {y - 26} {400 + n + 16} {y - 8} {400 + n + 17} {y + 10} C{400 + n + 14} {y + 34} {400 + n + 6} {y + reach * 0.72} {400 + n - 2} {y + reach} C{446} {y + reach * 0.78} {420} {y + 56} 401 {y + 40} C{420} {y + 26} {400 + n - 22} {y + 2} {400 + n - 12} {y - 34}Z");
            var outline = right ? d : Mirror(d);
            var piece = new Piece(s, outline, Trim(cut), cloth) { Round = 9, Cast = 0.4, EdgeShade = 0.16 };
            Fabrics.PaintTrim(cut, piece);
            if (!polo)
            {
                var stitch = F($"M{400 + n + 10} {y + 14} L{400 + n - 5} {y + reach - 9} C{448} {y + reach * 0.7} {426} {y + 52} 410 {y + 42}");
                piece.Stitch(right ? stitch : Mirror(stitch), null, 1.3, "5 3");
            }

            piece.Place();
        }
    }

    private static void Band(TopCut cut, double tall, double low, Cloth cloth)
    {
        var (y, n) = (cut.Y, cut.Neck);
        var d = new Half(400, y + 14).Curve(400 + n * 0.5, y + 14, 400 + n - 12, y - tall + 16, 400 + n - 4, y - tall - 4).To(400 + n + 6, y + 4).Curve(400 + n * 0.8, y + 34, 400 + n * 0.4, y + 20 + low, 400, y + 20 + low).Close();
        new Piece(cut.Scene, d, Trim(cut), cloth) { Round = 7, Cast = 0.25 }.Place();
    }

    private static void Lapels(TopCut cut)
    {
        var (y, n, drop) = (cut.Y, cut.Neck, cut.Drop);
        var tip = cut.Top.Collar == Collar.Peak ? 58 : 92;
        var end = cut.Top.Front == Front.Double ? 54 : 8;
        foreach (var right in new[] { false, true })
        {
            var lapel = F($"M{400 + n - 14} {y + 8} L{400 + n + 14} {y + 92} L{400 + n + 66} {y + tip} C{400 + n + 62} {y + 140} {460} {y + drop * 0.9} {400 - end} {y + drop + 6} C{426} {y + drop * 0.66} {400 + n - 18} {y + 110} {400 + n - 14} {y + 8}Z");
            var collar = F($"M{400 + n - 30} {y - 30} C{400 + n - 4} {y - 34} {400 + n + 14} {y - 16} {400 + n + 20} {y + 6} L{400 + n + 62} {y + 62} L{400 + n + 14} {y + 94} C{400 + n - 8} {y + 50} {400 + n - 24} {y + 6} {400 + n - 30} {y - 30}Z");
            new Piece(cut.Scene, right ? lapel : Mirror(lapel), cut.Tone, cut.Top.Cloth) { Round = 10, Cast = 0.5, EdgeShade = 0.2 }.Place();
            new Piece(cut.Scene, right ? collar : Mirror(collar), cut.Top.Accent is null ? cut.Tone.Lit(-0.01) : cut.Accent, cut.Top.Cloth) { Round = 10, Cast = 0.5, EdgeShade = 0.2 }.Place();
        }
    }

    private static void Shawl(TopCut cut)
    {
        var (y, n, drop) = (cut.Y, cut.Neck, cut.Drop);
        foreach (var right in new[] { false, true })
        {
            var d = F($"M{400 + n - 34} {y - 34} C{400 + n + 12} {y - 38} {400 + n + 34} {y + 10} {400 + n + 52} {y + 66} C{400 + n + 56} {y + 130} {446} {y + drop * 0.9} {398} {y + drop + 10} C{428} {y + drop * 0.62} {400 + n - 14} {y + 90} {400 + n - 34} {y - 34}Z");
            new Piece(cut.Scene, right ? d : Mirror(d), Trim(cut), Knitted(cut) ? Cloth.Rib : cut.Top.Cloth) { Round = 16, Cast = 0.45 }.Place();
        }
    }

    private static void Hood(TopCut cut)
    {
        var (y, s) = (cut.Y, cut.Scene);
        var puffy = cut.Puff > 3 ? 10 : 0;
        var outer = new Half(400, y - 138 - puffy).Curve(470 + puffy, y - 138 - puffy, 520 + puffy, y - 84, 518 + puffy, y - 14).Curve(517, y + 26, 494, y + 52, 462, y + 70).Curve(440, y + 82, 420, y + 90, 400, y + 92).Close();
        var opening = new Half(400, y - 92).Curve(446, y - 92, 466, y - 50, 463, y - 6).Curve(460, y + 26, 432, y + 48, 400, y + 58).Close();
        var tone = Trim(cut);
        var piece = new Piece(s, outer, tone, cut.Top.Cloth) { Round = 26, Cast = 0.45 };
        if (puffy > 0)
        {
            foreach (var (dx, dy) in new[] { (74, -70), (78, 0) })
            {
                foreach (var side in new[] { -1, 1 })
                {
                    piece.Crease(F($"M{400 + side * (dx - 16)} {y + dy} Q{400 + side * (dx + 24)} {y + dy - 16} {400 + side * 540} {y + dy - 10}"), 9, 0.6);
                    piece.Seam(F($"M{400 + side * (dx - 16)} {y + dy} Q{400 + side * (dx + 24)} {y + dy - 16} {400 + side * (dx + 70)} {y + dy - 6}"), 2.6, 0.5);
                }
            }
        }
        else
        {
            piece.Seam(F($"M352 {y - 140} C372 {y - 118} 374 {y - 104} 374 {y - 90}"), 2.4).Seam(F($"M448 {y - 140} C428 {y - 118} 426 {y - 104} 426 {y - 90}"), 2.4);
            piece.Crease(F($"M506 {y - 40} C496 {y + 10} 480 {y + 36} 452 {y + 52}"), 14, 0.4).Crease(F($"M294 {y - 40} C304 {y + 10} 320 {y + 36} 348 {y + 52}"), 14, 0.4);
        }

        piece.Fold(opening, 14, 0.55);
        var lining = cut.Top.Accent is null ? tone.Lit(-0.1) : cut.Accent.Lit(-0.04);
        var deep = s.Linear(370, y - 100, 440, y + 60, (0, lining.Lit(-0.16).Hex, 1), (0.6, lining.Lit(-0.06).Hex, 1), (1, lining.Lit(0.02).Hex, 1));
        piece.Top($"<path d='{opening}' fill='url(#{deep})'/><path d='{opening}' fill='none' stroke='#000' stroke-width='26' opacity='.3' filter='url(#{s.Blur(9)})' clip-path='url(#{s.Clip(opening)})'/>");
        piece.Top($"<path d='M400 {y - 92} V{y + 20}' stroke='{lining.Lit(-0.2)}' stroke-width='2.4' opacity='.5'/>");
        piece.Top($"<rect x='382' y='{y - 20}' width='36' height='19' rx='1.5' fill='#f1ece2'/><path d='M389 {y - 12}h22M389 {y - 7}h14' stroke='#6b635a' stroke-width='2' opacity='.7'/>");
        piece.Place();
        if (cut.Top.Fur)
        {
            Trims.Fur(cut, opening, cut.Tone.L < 0.5 ? Tone.Of("#b59672") : Tone.Of("#d8c6a8"));
        }
        else
        {
            s.Draw($"<path d='{opening}' fill='none' stroke='{tone.Lit(-0.24)}' stroke-width='1.6' opacity='.5'/>");
        }

        if (cut.Top.Front is Front.None or Front.Zip && cut.Top.Cloth == Cloth.Jersey || cut.Top.Cloth == Cloth.Brushed)
        {
            Trims.Cords(cut, y + 62);
        }

        if (cut.Top.Front is Front.Zip or Front.HalfZip)
        {
            Fronts.Zipper(cut, y + (cut.Top.Fur ? 84 : 59), y + 96, pull: false);
        }
    }
}
