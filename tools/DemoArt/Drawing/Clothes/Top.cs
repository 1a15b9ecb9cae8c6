namespace Maru.DemoArt.Drawing.Clothes;

internal enum Collar { Crew, V, Boat, Turtle, Mock, Shirt, Band, Polo, Henley, Stand, Hood, Notch, Peak, Shawl, Funnel }

internal enum Front { None, Zip, HalfZip, QuarterZip, Buttons, Double, Toggles, Snaps, Hidden }

internal enum Quilt { None, Bands, Diamonds, Chevrons, Onion, Boxes, Vertical }

internal enum Hem { Straight, Curved, Ribbed, Drawcord, Split }

[Flags]
internal enum Pockets { None = 0, Hand = 1, Patch = 2, Chest = 4, Flap = 8, Kangaroo = 16, ChestZip = 32, ChestFlaps = 64, Bellows = 128 }

internal enum Print { None, Ridge, Sun, Wave, Camp, Letters, Leaf, Cup, Map }

internal enum Weave { None, Stripes, WideStripes, Plaid, Gingham, Pinstripe, FairIsle, Cable, Block, Yoke, Argyle, Marl, Camo, Chest, Nordic, TieDye }

/// <summary>Anything worn above the waist, seen from the front as if on a body that is not there.</summary>
internal sealed record Top : Art
{
    public Top() => Scale = 1.1;

    public Cloth Cloth { get; init; } = Cloth.Jersey;

    public Collar Collar { get; init; }

    public Front Front { get; init; }

    public Hem Hem { get; init; }

    public Pockets Pockets { get; init; }

    public Quilt Quilt { get; init; }

    public Weave Weave { get; init; }

    public Print Print { get; init; }

    public double Length { get; init; } = 570;

    public double Width { get; init; } = 176;

    public double Flare { get; init; } = 4;

    /// <summary>0 none, 0.3 short, 1 to the wrist.</summary>
    public double Sleeve { get; init; } = 1;

    public double Bands { get; init; } = 7;

    public bool Fur { get; init; }

    public bool Belt { get; init; }

    public bool RibCuffs { get; init; }

    public bool Raglan { get; init; }

    /// <summary>Dropped, wide shoulders.</summary>
    public bool Loose { get; init; }

    protected override void Draw(Scene scene, Tone tone, Dice dice) => new TopCut(this, scene, tone, dice).Draw();
}
