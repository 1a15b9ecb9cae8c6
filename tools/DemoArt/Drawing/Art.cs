namespace Maru.DemoArt.Drawing;

/// <summary>What a product looks like, apart from its colour.</summary>
internal abstract record Art
{
    /// <summary>Where the floor is, for things that stand; none for things laid flat or hung.</summary>
    public virtual double? Floor => null;

    public string? Accent { get; init; }

    public double Scale { get; init; } = 1;

    public string ToSvg(string hex, string name)
    {
        var scene = new Scene();
        var tone = Tone.Of(hex);
        scene.Room(tone, Floor);
        var (cx, cy) = (400.0, Floor ?? 500);
        scene.Begin(Paths.F($"transform='translate({cx * (1 - Scale):0.##} {cy * (1 - Scale):0.##}) scale({Scale})'"));
        Draw(scene, tone, new Dice(name));
        scene.End();
        return scene.ToSvg();
    }

    protected abstract void Draw(Scene scene, Tone tone, Dice dice);
}
