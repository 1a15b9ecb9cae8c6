using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum Cut { Runner, Court, HighTop, Canvas, Trail, SlipOn, Loafer, Hiker, Chelsea, Desert, Worker, Rain, Winter, Sandal, Clog }

internal enum Tread { Cup, Foam, Lug, Welt, Crepe, Slab }

/// <summary>A pair of shoes from the side, toes to the left, the second standing a step behind.</summary>
internal sealed record Shoe : Art
{
    public Shoe() => Scale = 1.04;

    private bool Boot => Cut is Cut.Hiker or Cut.Worker or Cut.Chelsea or Cut.Desert or Cut.Rain or Cut.Winter;

    public override double? Floor => Boot ? 752 : 650;

    public Cut Cut { get; init; }

    public Tread Tread { get; init; }

    public Cloth Cloth { get; init; } = Cloth.Suede;

    public string Sole { get; init; } = "#f1ece2";

    public string? Laces { get; init; }

    public bool Plain { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        // Drawn on a floor at 720 and a little too high for its length; both are set right here.
        var (floor, squash) = (Floor!.Value, Boot ? 0.93 : 0.85);
        scene.Contact(408, floor - 6, 296, tone, 0.15);
        scene.Begin(F($"transform='translate(42 {floor - 40}) translate(400 0) scale(.95 {squash * 0.95}) translate(-400 -720)'"));
        One(scene, tone.Lit(-0.035));
        scene.End();
        scene.Contact(366, floor, 280, tone, 0.1);
        scene.Begin(F($"transform='translate(-44 {floor}) scale(1 {squash}) translate(0 -720)'"));
        One(scene, tone);
        scene.End();
    }

    /// <summary>Tongue top, lowest point of the collar, top of the heel.</summary>
    private (double Tx, double Ty, double Cx, double Cy, double Hx, double Hy) Collar() => Cut switch
    {
        Cut.HighTop => (440, 352, 500, 404, 646, 356),
        Cut.Hiker => (446, 366, 520, 398, 652, 372),
        Cut.Worker => (450, 300, 530, 330, 648, 306),
        Cut.Chelsea => (446, 330, 540, 352, 650, 330),
        Cut.Desert => (436, 420, 520, 446, 648, 424),
        Cut.Rain => (434, 214, 540, 240, 660, 212),
        Cut.Winter => (446, 262, 540, 284, 656, 262),
        Cut.Loafer or Cut.SlipOn => (376, 540, 470, 566, 652, 506),
        Cut.Clog => (392, 528, 470, 590, 668, 628),
        _ => (410, 462, 490, 522, 648, 470),
    };

    private void One(Scene s, Tone tone)
    {
        if (Cut == Cut.Sandal)
        {
            SandalParts.Draw(s, tone, Tone.Of(Sole), Tone.Of(Accent ?? "#8a6a48"));
            return;
        }

        var (tx, ty, cx, cy, hx, hy) = Collar();
        var tall = ty < 430;
        var full = Cut is Cut.Rain or Cut.Worker or Cut.Hiker or Cut.Winter or Cut.Clog ? 14 : 0;
        var accent = Tone.Of(Accent ?? tone.Lit(tone.L < 0.5 ? 0.1 : -0.12).Hex);
        var vamp = tall
            ? F($"C290 {566 - full} 352 {540 - full} {tx - 44} {ty + 110} C{tx - 28} {ty + 66} {tx - 22} {ty + 30} {tx - 16} {ty}")
            : F($"C290 {568 - full} 330 {ty + 74} {tx - 16} {ty + 6}");
        var heel = Cut == Cut.Clog ? F($"C680 640 682 655 676 668") : tall
            ? F($"C{hx + 8} {hy + 60} {hx - 4} {520} 664 572 C676 604 680 636 676 668")
            : F($"C{hx + 22} {hy + 22} {hx + 12} {hy + 60} 662 574 C664 606 680 636 676 668");
        var upper = F($"M134 676 C120 628 {150 - full} {598 - full} 214 {586 - full} {vamp} C{tx + 22} {ty + 2} {cx - 40} {cy} {cx} {cy} C{cx + 60} {cy} {hx - 30} {hy + 20} {hx} {hy} {heel} C560 690 260 694 134 676Z");
        // Inside of the collar, seen over its near edge.
        var lining = Tone.Of(Accent ?? tone.Lit(-0.16).Hex).Lit(-0.06);
        var inside = F($"M{tx - 14} {ty - 2} C{tx + 60} {ty - 22} {hx - 60} {hy - 24} {hx + 2} {hy} C{hx - 30} {hy + 30} {cx + 60} {cy + 14} {cx} {cy + 10} C{cx - 40} {cy + 8} {tx + 20} {ty + 20} {tx - 14} {ty - 2}Z");
        var deep = s.Linear(tx, 0, hx, 0, (0, lining.Lit(-0.22).Hex, 1), (1, lining.Hex, 1));
        s.Draw($"<path d='{inside}' fill='url(#{deep})'/><path d='{inside}' fill='none' stroke='#000' stroke-width='34' opacity='.42' transform='translate(0 8)' filter='url(#{s.Blur(11)})' clip-path='url(#{s.Clip(inside)})'/><path d='M{tx - 6} {ty - 4} C{tx + 60} {ty - 22} {hx - 60} {hy - 24} {hx} {hy}' fill='none' stroke='{tone.Lit(0.05)}' stroke-width='7' stroke-linecap='round'/>");
        var laced = Cut is Cut.Runner or Cut.Court or Cut.HighTop or Cut.Canvas or Cut.Trail or Cut.Hiker or Cut.Desert or Cut.Worker or Cut.Winter;
        if (laced)
        {
            var tongue = F($"M{tx - (tall ? 60 : 96)} {ty + 130} C{tx - (tall ? 52 : 66)} {ty + 60} {tx - 46} {ty + 6} {tx - 34} {ty - 22} C{tx - 12} {ty - 34} {tx + 8} {ty - 30} {tx + 22} {ty - 16} L{tx + 10} {ty + 40} L{tx - 40} {ty + 130}Z");
            new Piece(s, tongue, tone.Lit(-0.03), Cloth) { Round = 12, Cast = 0.2 }.Place();
        }

        Soles.Draw(s, Tread, Tone.Of(Sole), accent);
        var piece = new Piece(s, upper, tone, Cloth) { Round = 30, Cast = 0.25 };
        ShoeParts.Upper(this, s, piece, tone, accent, (tx, ty, cx, cy, hx, hy));
        piece.Place();
        ShoeParts.Over(this, s, tone, accent, (tx, ty, cx, cy, hx, hy));
        Soles.Edge(s, Tread, Tone.Of(Sole));
        if (laced)
        {
            ShoeParts.Lacing(this, s, Tone.Of(Laces ?? (tone.L > 0.75 ? "#fbf8f1" : tone.Lit(0.12).Hex)), tx, ty);
        }
    }
}
