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

    /// <summary>Draws the thing alone into a larger scene: its foot (or, if it hangs, its middle) at a point, without a room around it.</summary>
    public void Place(Scene scene, string hex, string name, double x, double y, double scale, double turn = 0)
    {
        var foot = Floor ?? 500;
        scene.Begin(Paths.F($"transform='translate({x:0.##} {y:0.##}) rotate({turn}) scale({scale * Scale:0.###}) translate(-400 {-foot})'"));
        Draw(scene, Tone.Of(hex), new Dice(name));
        scene.End();
    }

    protected abstract void Draw(Scene scene, Tone tone, Dice dice);
}
