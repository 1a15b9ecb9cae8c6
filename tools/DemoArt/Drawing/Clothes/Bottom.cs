using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Clothes;

internal enum Leg { Slim, Straight, Wide, Tapered, Jogger, Flare, Short }

/// <summary>Trousers and jeans, seen from the front.</summary>
internal sealed record Bottom : Art
{
    public Bottom() => Scale = 1.02;

    public Cloth Cloth { get; init; } = Cloth.Denim;

    public Leg Leg { get; init; } = Leg.Straight;

    public bool Cargo { get; init; }

    /// <summary>How far thighs and knees are worn pale, 0 to 1.</summary>
    public double Wash { get; init; }

    public bool Ripped { get; init; }

    public bool TurnUps { get; init; }

    public bool Drawstring { get; init; }

    public bool Crease { get; init; }

    public bool KneePatch { get; init; }

    public Tone Thread { get; init; } = Tone.Of("#b98547");

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        // Shorts hang as high as trousers do and are moved to the middle of the picture.
        scene.Begin(F($"transform='translate(0 {(Leg == Leg.Short ? 180 : 0)})'"));
        Garment(scene, tone, dice);
        scene.End();
    }

    private void Garment(Scene scene, Tone tone, Dice dice)
    {
        var jean = Cloth == Cloth.Denim;
        var (top, hem) = (110.0, Leg == Leg.Short ? 520.0 : 888.0);
        var waist = 130.0;
        var hip = Leg is Leg.Wide ? 166.0 : Leg is Leg.Slim ? 150 : 156;
        var (knee, ankle) = Leg switch { Leg.Slim => (88.0, 62.0), Leg.Straight => (104, 92), Leg.Wide => (146, 156), Leg.Tapered => (112, 76), Leg.Jogger => (114, 72), Leg.Flare => (96, 128), _ => (136, 138) };
        var crotch = 358.0;
        // One leg, the right: outer seam from waist to ankle, then the inseam back to the fork.
        var (kx, ax) = (Leg == Leg.Short ? (510.0, 500.0) : (Leg == Leg.Wide ? 502.0 : 494.0, Leg is Leg.Wide ? 506 : Leg is Leg.Flare ? 500 : 490));
        var kneeY = Leg == Leg.Short ? 460.0 : 610;
        var leg = Leg == Leg.Short
            ? F($"M396 {top + 34} L{400 + waist} {top + 30} C{400 + waist + 12} {top + 90} {400 + hip} {crotch - 110} {400 + hip + 4} {crotch - 40} C{400 + hip + 12} {crotch + 40} {400 + hip + 24} {hem - 70} {400 + hip + 32} {hem} Q{500} {hem + 16} 416 {hem + 4} C412 {hem - 60} 406 {crotch + 60} 398 {crotch + 4}Z")
            : F($"M396 {top + 34} L{400 + waist} {top + 30} C{400 + waist + 12} {top + 90} {400 + hip} {crotch - 110} {400 + hip} {crotch - 40} C{400 + hip} {crotch + 90} {kx + knee * 0.62} {kneeY - 120} {kx + knee * 0.58} {kneeY} C{kx + knee * 0.54} {kneeY + (hem - kneeY) * 0.4} {ax + ankle * 0.55} {hem - 80} {ax + ankle * 0.5} {hem} Q{ax} {hem + 12} {ax - ankle * 0.5} {hem + 2} C{ax - ankle * 0.56} {hem - 90} {kx - knee * 0.46} {kneeY + (hem - kneeY) * 0.4} {kx - knee * 0.44} {kneeY} C{kx - knee * 0.5} {kneeY - (kneeY - crotch) * 0.5} {410} {crotch + 60} 398 {crotch + 4}Z");
        var band = F($"M{400 - waist} {top} C{360} {top + 16} {440} {top + 16} {400 + waist} {top} L{400 + waist + 4} {top + 42} C{440} {top + 58} {360} {top + 58} {400 - waist - 4} {top + 42}Z");
        scene.Laid(F($"{leg} {Mirror(leg)} {band}"), tone);
        var back = tone.Lit(-0.2);
        scene.Draw($"<path d='M{400 - waist + 2} {top + 2} C360 {top - 18} 440 {top - 18} {400 + waist - 2} {top + 2} C440 {top + 22} 360 {top + 22} {400 - waist + 2} {top + 2}Z' fill='{back}'/><rect x='382' y='{top - 9}' width='36' height='20' rx='2' fill='{(jean ? "#8a5a33" : "#efe9de")}'/>");
        foreach (var right in new[] { false, true })
        {
            string Side(string d) => right ? d : Mirror(d);
            var piece = new Piece(scene, Side(leg), tone, Cloth) { Round = 24, Cast = 0.2 };
            Wear(scene, piece, tone, Side, kx, kneeY, hem);
            Folds(piece, dice, Side, crotch, kx, kneeY, ax, hem, ankle);
            piece.Seam(Side(F($"M{400 + waist - 58} {top + 44} C{400 + waist - 40} {top + 96} {400 + waist - 10} {top + 116} {400 + waist + 40} {top + 112}")), 3);
            if (jean)
            {
                piece.Stitch(Side(F($"M{400 + waist - 64} {top + 46} C{400 + waist - 46} {top + 102} {400 + waist - 14} {top + 124} {400 + waist + 40} {top + 120}")), Thread, 1.8, "6 3");
                piece.Stitch(Side(F($"M{400 + hip - 12} {crotch - 80} C{400 + hip - 10} {crotch + 70} {kx + knee * 0.5} {kneeY - 130} {kx + knee * 0.5} {kneeY}")), Thread, 1.6, "6 3");
            }

            if (Crease)
            {
                piece.Fold(Side(F($"M{kx - 30} {crotch - 20} L{kx} {kneeY} L{ax} {hem}")), 5, 0.55).Crease(Side(F($"M{kx - 22} {crotch - 20} L{kx + 8} {kneeY} L{ax + 8} {hem}")), 7, 0.4);
            }

            if (KneePatch)
            {
                var patch = F($"M{kx - knee * 0.36} {kneeY - 96} L{kx + knee * 0.5} {kneeY - 100} L{kx + knee * 0.5} {kneeY + 70} L{kx - knee * 0.34} {kneeY + 70}Z");
                piece.Paint($"<path d='{Side(patch)}' fill='{tone.Lit(-0.09)}'/>").Seam(Side(patch), 2.4, 0.5);
            }

            if (!TurnUps && Leg != Leg.Jogger)
            {
                piece.Seam(Side(F($"M{ax - 150} {hem - 18} L{ax + 150} {hem - 20}")), 2.2);
                if (jean)
                {
                    piece.Stitch(Side(F($"M{ax - 150} {hem - 22} L{ax + 150} {hem - 24}")), Thread, 1.6, "6 3");
                }
            }

            piece.Place();
            if (TurnUps || Leg == Leg.Jogger)
            {
                var wide = ankle * (TurnUps ? 0.54 : 0.42);
                var cuff = F($"M{ax - wide} {hem - 46} Q{ax} {hem - 36} {ax + wide} {hem - 48} L{ax + wide + (TurnUps ? 1 : -6)} {hem + 2} Q{ax} {hem + 14} {ax - wide - (TurnUps ? 1 : -6)} {hem + 4}Z");
                new Piece(scene, Side(cuff), TurnUps && jean ? tone.Lit(0.16).Muted(0.7) : tone.Lit(-0.02), TurnUps ? Cloth : Cloth.Rib) { Round = 12, Cast = 0.4 }.Place();
            }

            if (Cargo)
            {
                var (cx, cy) = (kx + knee * 0.26, crotch + 96);
                var pocket = F($"M{cx - 46} {cy} L{cx + 44} {cy - 6} L{cx + 42} {cy + 104} L{cx - 46} {cy + 108}Z");
                new Piece(scene, Side(pocket), tone, Cloth) { Round = 8, Cast = 0.45, Gain = 0.6 }.Stitch(Side(F($"M{cx - 1} {cy} L{cx - 2} {cy + 106}")), null, 1.4).Place();
                var flap = F($"M{cx - 50} {cy - 10} L{cx + 47} {cy - 16} L{cx + 46} {cy + 26} L{cx - 49} {cy + 32}Z");
                new Piece(scene, Side(flap), tone.Lit(0.01), Cloth) { Round = 6, Cast = 0.55, Gain = 0.6 }.Place();
                var bx = right ? cx : 800 - cx;
                Fronts.Button(scene, bx, cy + 14, 6, tone.Lit(-0.15), false);
            }
        }

        Waistband(scene, tone, band, top, waist, crotch, jean);
    }

    private void Wear(Scene scene, Piece piece, Tone tone, Func<string, string> side, double kx, double kneeY, double hem)
    {
        if (Wash > 0)
        {
            var pale = tone.Lit(0.2).Muted(0.75);
            var soft = scene.Blur(26);
            piece.Paint($"<g fill='{pale}' filter='url(#{soft})' opacity='{Wash}'><path d='{side(F($"M{kx - 26} 260 C{kx + 30} 280 {kx + 26} 470 {kx + 16} 560 C{kx - 4} 580 {kx - 30} 560 {kx - 34} 480Z"))}'/><path d='{side(Ellipse(kx + 2, kneeY + 24, 30, 60))}'/></g>");
            for (var i = 0; i < 5; i++)
            {
                var y = 252 + i * 13;
                piece.Paint($"<path d='{side(F($"M412 {y + 44 - i * 2} Q{452} {y + 24} {520} {y - 8 + i * 5}"))}' fill='none' stroke='{pale}' stroke-width='5' stroke-linecap='round' opacity='{0.55 * Wash}' filter='url(#{scene.Blur(2.5)})'/>");
            }
        }

        if (!Ripped)
        {
            return;
        }

        var rip = F($"M{kx - 30} {kneeY - 20} C{kx - 10} {kneeY - 32} {kx + 20} {kneeY - 28} {kx + 34} {kneeY - 16} C{kx + 28} {kneeY + 2} {kx + 4} {kneeY + 10} {kx - 28} {kneeY + 2}Z");
        piece.Paint($"<path d='{side(rip)}' fill='{tone.Lit(-0.24)}'/>");
        for (var i = 0; i < 8; i++)
        {
            piece.Top($"<path d='{side(F($"M{kx - 32} {kneeY - 22 + i * 4} Q{kx} {kneeY - 26 + i * 5} {kx + 36} {kneeY - 20 + i * 3}"))}' fill='none' stroke='#eef0f0' stroke-width='1.6' opacity='.75'/>");
        }
    }

    private void Folds(Piece piece, Dice dice, Func<string, string> side, double crotch, double kx, double kneeY, double ax, double hem, double ankle)
    {
        var strong = Crease ? 0.24 : 0.36;
        for (var i = 0; i < 4; i++)
        {
            var d = F($"M{404} {crotch - 4 + i * 10} C{440} {crotch - 6 + i * 22} {470} {crotch - 26 + i * 44} {510 + i * 8} {crotch - 40 + i * 62}");
            piece.Crease(side(d), dice.Between(8, 14), strong).Fold(side(F($"M404 {crotch + 12 + i * 10} C440 {crotch + 10 + i * 22} 470 {crotch - 10 + i * 44} {508 + i * 8} {crotch - 22 + i * 62}")), dice.Between(8, 14), strong * 0.9);
        }

        if (Leg == Leg.Short)
        {
            return;
        }

        for (var i = 0; i < 4; i++)
        {
            var y = kneeY - 44 + i * 30 + dice.Between(-8, 8);
            var from = i % 2 == 0 ? 1 : -1;
            piece.Crease(side(F($"M{kx + from * 62} {y} Q{kx + from * 10} {y + 16} {kx - from * 22} {y + 4}")), 10, strong).Fold(side(F($"M{kx + from * 62} {y + 14} Q{kx + from * 10} {y + 30} {kx - from * 22} {y + 18}")), 10, strong * 0.9);
        }

        for (var i = 0; i < 4; i++)
        {
            var y = hem - 40 - i * 26 + dice.Between(-6, 6);
            var from = i % 2 == 0 ? -1 : 1;
            var reach = ankle * 0.6;
            piece.Crease(side(F($"M{ax + from * reach} {y} Q{ax} {y + 18} {ax - from * reach * 0.6} {y - 4}")), 9, strong).Fold(side(F($"M{ax + from * reach} {y + 13} Q{ax} {y + 31} {ax - from * reach * 0.6} {y + 9}")), 9, strong * 0.9);
        }
    }

    private void Waistband(Scene scene, Tone tone, string band, double top, double waist, double crotch, bool jean)
    {
        var rib = Drawstring ? Cloth.Rib : Cloth;
        scene.Draw($"<path d='M400 {top + 50} L400 {crotch}' stroke='{tone.Lit(-0.26)}' stroke-width='3' opacity='.75'/><path d='M403 {top + 50} L403 {crotch}' stroke='{tone.Lit(0.14)}' stroke-width='2' opacity='.35'/>");
        if (!Drawstring)
        {
            var fly = F($"M432 {top + 50} L432 {crotch - 96} Q430 {crotch - 56} 404 {crotch - 42}");
            scene.Draw($"<path d='{fly}' fill='none' stroke='{(jean ? Thread : tone.Lit(-0.16))}' stroke-width='2' stroke-dasharray='6 3' opacity='.9'/>");
        }

        var piece = new Piece(scene, band, tone, rib) { Round = 8, Cast = 0.4, Gain = 0.7 };
        if (jean)
        {
            piece.Stitch(F($"M{400 - waist} {top + 6} C360 {top + 22} 440 {top + 22} {400 + waist} {top + 6}"), Thread, 1.6, "6 3").Stitch(F($"M{400 - waist - 4} {top + 37} C360 {top + 53} 440 {top + 53} {400 + waist + 4} {top + 37}"), Thread, 1.6, "6 3");
        }

        piece.Place();
        if (Drawstring)
        {
            foreach (var side in new[] { -1, 1 })
            {
                var d = F($"M{400 + side * 8} {top + 34} C{400 + side * 16} {top + 80} {400 + side * 10} {top + 110} {400 + side * 20} {top + 148}");
                scene.Draw($"<path d='{d}' fill='none' stroke='#000' stroke-width='7' opacity='.3' transform='translate(3 4)' filter='url(#{scene.Blur(3)})'/><path d='{d}' fill='none' stroke='{tone.Lit(tone.L > 0.6 ? -0.1 : 0.22)}' stroke-width='6'/>");
            }

            return;
        }

        foreach (var x in new[] { -86, -30, 34, 90 })
        {
            var dip = 12 * (1 - Math.Pow(x / 130.0, 2));
            var loop = Box(400 + x - 7, top + dip - 5, 14, 54, 3);
            new Piece(scene, loop, tone.Lit(0.02), Cloth) { Round = 4, Cast = 0.5, Gain = 0.6 }.Place();
        }

        Fronts.Button(scene, 406, top + 34, 10, jean ? Tone.Of("#b07a45") : tone.Lit(tone.L < 0.4 ? 0.14 : -0.18), jean);
    }
}
