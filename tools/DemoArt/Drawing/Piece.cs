using System.Text;
using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>
/// One sewn, cast or cut part of a thing. Colour is laid flat; then two height maps in grey (a broad one for its form, a fine one
/// for folds, seams and grain) are turned into light and shade by comparing each with itself shifted along the light's direction.
/// Grey is height: white strokes rise, black strokes sink.
/// </summary>
internal sealed class Piece(Scene scene, string outline, Tone tone, Cloth cloth)
{
    private readonly StringBuilder _paint = new();
    private readonly StringBuilder _form = new();
    private readonly StringBuilder _detail = new();
    private readonly StringBuilder _top = new();

    public string Outline => outline;

    public Tone Tone => tone;

    /// <summary>How far the roundness of the edge reaches inward.</summary>
    public double Round { get; init; } = 20;

    public double Gain { get; init; } = 1;

    /// <summary>How strongly this part shades what lies under it.</summary>
    public double Cast { get; init; } = 0.35;

    public double EdgeShade { get; init; } = 0.22;

    public string? Fill { get; init; }

    public Piece Paint(FormattableString svg) { _paint.Append(F(svg)); return this; }

    public Piece Form(FormattableString svg) { _form.Append(F(svg)); return this; }

    public Piece Detail(FormattableString svg) { _detail.Append(F(svg)); return this; }

    public Piece Top(FormattableString svg) { _top.Append(F(svg)); return this; }

    /// <summary>A soft fold: a ridge with a hollow beside it.</summary>
    public Piece Fold(string d, double wide, double strong)
    {
        _form.Append(F($"<path d='{d}' fill='none' stroke='#fff' stroke-width='{wide:0.#}' stroke-linecap='round' opacity='{strong:0.##}' filter='url(#{scene.Blur(wide * 0.42)})'/>"));
        return this;
    }

    public Piece Crease(string d, double wide, double strong)
    {
        _form.Append(F($"<path d='{d}' fill='none' stroke='#000' stroke-width='{wide:0.#}' stroke-linecap='round' opacity='{strong:0.##}' filter='url(#{scene.Blur(wide * 0.42)})'/>"));
        return this;
    }

    /// <summary>Two layers sewn together: a sunk line, its dark thread line, and stitches beside it when asked.</summary>
    public Piece Seam(string d, double wide = 3, double dark = 0.35)
    {
        _detail.Append(F($"<path d='{d}' fill='none' stroke='#000' stroke-width='{wide * 1.6:0.#}' opacity='.55' filter='url(#{scene.Blur(1.2)})'/>"));
        _paint.Append(F($"<path d='{d}' fill='none' stroke='{tone.Lit(-0.2)}' stroke-width='{wide * 0.55:0.#}' opacity='{dark:0.##}'/>"));
        return this;
    }

    public Piece Stitch(string d, Tone? thread = null, double wide = 2, string dash = "7 4")
    {
        _top.Append(F($"<path d='{d}' fill='none' stroke='{tone.Lit(-0.16)}' stroke-width='{wide + 1:0.#}' stroke-dasharray='{dash}' opacity='.4' transform='translate(.8 1.2)'/>"));
        _top.Append(F($"<path d='{d}' fill='none' stroke='{thread ?? tone.Lit(tone.L < 0.5 ? 0.14 : -0.1)}' stroke-width='{wide:0.#}' stroke-dasharray='{dash}' opacity='.8'/>"));
        return this;
    }

    public void Place()
    {
        var (x, y, w, h) = Bounds(outline);
        var (rx, ry, rw, rh) = (x - 70, y - 70, w + 140, h + 140);
        var region = F($"x='{rx:0}' y='{ry:0}' width='{rw:0}' height='{rh:0}' filterUnits='userSpaceOnUse' color-interpolation-filters='sRGB'");
        var clip = scene.Clip(outline);
        if (Cast > 0)
        {
            scene.Draw($"<path d='{outline}' fill='{tone.Lit(-0.5).Muted(0.6)}' opacity='{Cast:0.##}' transform='translate(4 7)' filter='url(#{scene.Blur(7)})'/>");
        }

        scene.Draw($"<g clip-path='url(#{clip})'><g style='isolation:isolate'>");
        scene.Draw($"<path d='{outline}' fill='{Fill ?? tone.Hex}'/>{_paint}");
        var form = scene.Define(F($"<filter id='ID' {region}>") + Emboss("SourceGraphic", "f", cloth.Reach, cloth.FormGain * Gain, Round * 0.28) + F($"<feComponentTransfer in='f'>{cloth.Sheen}</feComponentTransfer></filter>"));
        var soft = scene.Blur(Round);
        scene.Draw($"<g filter='url(#{form})' style='mix-blend-mode:hard-light'><path d='{outline}' fill='#8c8c8c' filter='url(#{soft})'/>{_form}</g>");
        var grain = cloth.Grain is null ? "" : cloth.Grain + Emboss("grain", "g", 1, cloth.GrainGain, 0);
        var detail = scene.Define(F($"<filter id='ID' {region}>") + Emboss("SourceGraphic", "d", 1.4, cloth.DetailGain, 0.4) + grain
            + (grain.Length > 0 ? "<feComposite in='d' in2='g' operator='arithmetic' k2='1' k3='1' k4='-.5'/>" : "") + "</filter>");
        scene.Draw($"<g filter='url(#{detail})' style='mix-blend-mode:hard-light'><rect x='{rx:0}' y='{ry:0}' width='{rw:0}' height='{rh:0}' fill='#808080'/>{cloth.Weave(scene, rx, ry, rw, rh)}{_detail}</g>");
        var slope = scene.Linear(x, y, x + w, y + h, (0, "#fff", 0.2), (0.45, "#fff", 0), (0.55, "#000", 0), (1, "#000", 0.3));
        scene.Draw($"<path d='{outline}' fill='url(#{slope})' style='mix-blend-mode:soft-light'/>");
        scene.Draw($"<path d='{outline}' fill='none' stroke='{tone.Lit(-0.4).Muted(0.8)}' stroke-width='{Round * 0.8:0.#}' opacity='{EdgeShade:0.##}' filter='url(#{scene.Blur(Round * 0.36)})'/>");
        scene.Draw($"{_top}</g></g>");
    }

    private static string Emboss(string source, string result, double reach, double gain, double after)
    {
        var steps = F($"<feFlood flood-color='#000' result='z'/><feComposite in='{source}' in2='z' operator='over' result='h'/>")
            + F($"<feOffset in='h' dx='{reach:0.##}' dy='{reach:0.##}' result='p'/><feOffset in='h' dx='{-reach:0.##}' dy='{-reach:0.##}' result='q'/>")
            + "<feComponentTransfer in='p' result='n'><feFuncR type='linear' slope='-1' intercept='1'/><feFuncG type='linear' slope='-1' intercept='1'/><feFuncB type='linear' slope='-1' intercept='1'/></feComponentTransfer>"
            + "<feComposite in='q' in2='n' operator='arithmetic' k2='.5' k3='.5' result='e'/>";
        steps += after > 0 ? F($"<feGaussianBlur in='e' stdDeviation='{after:0.##}' result='e2'/>") : "<feOffset in='e' result='e2'/>";
        var intercept = 0.5 - gain / 2;
        return steps + F($"<feComponentTransfer in='e2' result='{result}'><feFuncR type='linear' slope='{gain:0.##}' intercept='{intercept:0.###}'/><feFuncG type='linear' slope='{gain:0.##}' intercept='{intercept:0.###}'/><feFuncB type='linear' slope='{gain:0.##}' intercept='{intercept:0.###}'/></feComponentTransfer>");
    }
}
