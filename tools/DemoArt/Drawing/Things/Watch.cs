using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing.Things;

internal enum Dial { Field, Diver, Chrono, Dress, Digital, Minimal, Pilot, Square, Roman, Outdoor }

internal enum Strap { Leather, Steel, Nato, Rubber, Mesh }

/// <summary>A watch lying flat, twelve o'clock up.</summary>
internal sealed record Watch : Art
{
    public Watch() => Scale = 1.04;

    public Dial Dial { get; init; }

    public Strap Strap { get; init; }

    public string Case { get; init; } = "#b9bcc0";

    public string Face { get; init; } = "#f4f1ea";

    protected override void Draw(Scene scene, Tone tone, Dice dice)
    {
        // A band of steel gives the case its colour; without a band of another stuff the colour is the face's.
        var metal = Strap == Strap.Mesh ? tone : Tone.Of(Case);
        var strap = Tone.Of(Accent ?? tone.Hex);
        var narrow = Dial is Dial.Dress or Dial.Minimal or Dial.Roman ? 62 : 74;
        var r = Dial switch { Dial.Dress or Dial.Roman => 158.0, Dial.Minimal => 164, Dial.Diver or Dial.Outdoor => 180, _ => 172 };
        var upper = F($"M{400 - narrow} {500 - r + 26} C{400 - narrow + 2} 260 {400 - narrow * 0.82} 130 {400 - narrow * 0.78} 92 Q400 70 {400 + narrow * 0.78} 92 C{400 + narrow * 0.82} 130 {400 + narrow - 2} 260 {400 + narrow} {500 - r + 26}Z");
        var lower = F($"M{400 - narrow} {500 + r - 26} C{400 - narrow + 2} 740 {400 - narrow * 0.82} 860 {400 - narrow * 0.76} 906 Q400 938 {400 + narrow * 0.76} 906 C{400 + narrow * 0.82} 860 {400 + narrow - 2} 740 {400 + narrow} {500 + r - 26}Z");
        var body = Dial is Dial.Square or Dial.Digital ? Box(400 - r * 0.94, 500 - r, r * 1.88, r * 2, Dial == Dial.Digital ? 60 : 44) : Ellipse(400, 500, r, r);
        scene.Laid(F($"{upper} {lower} {body}"), tone);
        WatchParts.Strap(scene, upper, strap, Strap, metal, upperHalf: true, narrow);
        WatchParts.Strap(scene, lower, strap, Strap, metal, upperHalf: false, narrow);
        WatchParts.Lugs(scene, metal, narrow, r, Dial is Dial.Digital or Dial.Outdoor);
        WatchParts.Body(scene, body, metal, r, Dial, Strap == Strap.Steel ? tone.Lit(-0.03) : Tone.Of(Face), tone);
    }
}
