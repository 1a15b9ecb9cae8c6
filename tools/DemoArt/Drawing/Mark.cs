using static Maru.DemoArt.Drawing.Paths;

namespace Maru.DemoArt.Drawing;

/// <summary>The shop's mark, three boards of an open floor running away, and its name in letters built of the same strokes.</summary>
internal static class Mark
{
    public static string Icon(int size, bool maskable)
    {
        var r = maskable ? 0 : 112;
        return F($"<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}' viewBox='0 0 512 512'><rect width='512' height='512' rx='{r}' fill='#2F4A3C'/>{Boards("#FAF7F2", "#D9481C", maskable ? 0.8 : 1)}</svg>");
    }

    public static string Favicon => F($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 512 512'><rect width='512' height='512' rx='112' fill='#2F4A3C'/>{Boards("#FAF7F2", "#D9481C", 1.06)}</svg>");

    /// <summary>Letters take the colour of the text around them, so that one file serves the light and the dark shop.</summary>
    public static string Logo => F($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 300 120' role='img' aria-label='마루'><g fill='none' stroke='currentColor' stroke-width='11' stroke-linejoin='miter'>{Letters}</g><g transform='translate(-16 -8) scale(.27)'>{Boards("currentColor", "#D9481C", 1)}</g></svg>");

    public static string LogoIn(string ink) => Logo.Replace("currentColor", ink, StringComparison.Ordinal);

    private static string Letters => "<path d='M126 30 H168 V90 H126Z'/><path d='M190 18 V104 M190 58 H208'/><path d='M222 22 H278 V42 H227 V62 H282'/><path d='M214 80 H290 M252 80 V106'/>";

    private static string Boards(string wood, string sun, double scale) =>
        F($"<g transform='translate(256 256) scale({scale}) translate(-256 -256)'><circle cx='256' cy='152' r='40' fill='{sun}'/><path d='M196 226 H236 L212 404 H96Z' fill='{wood}'/><path d='M244 226 H268 L292 404 H220Z' fill='{wood}'/><path d='M276 226 H316 L416 404 H300Z' fill='{wood}'/></g>");
}
