using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Maru.Admin.Charts;

/// <summary>Writes SVG. By hand, because Razor takes the element "text" for a word of its own.</summary>
internal sealed class ChartText
{
    private readonly StringBuilder _svg = new();

    public ChartText Line(double x1, double y1, double x2, double y2, string style) => Add($"<line class=\"{style}\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>");

    public ChartText Bar(double x, double y, double width, double height, string style, string title) =>
        Add($"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{Math.Max(height, 0):0.#}\"><title>{HtmlEncoder.Default.Encode(title)}</title></rect>");

    public ChartText Path(IEnumerable<(double X, double Y)> points, string style) =>
        Add($"<polyline class=\"{style}\" points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))}\"/>");

    /// <param name="anchor">start, middle or end.</param>
    public ChartText Words(double x, double y, string anchor, string words) => Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{HtmlEncoder.Default.Encode(words)}</text>");

    public MarkupString Done() => new(_svg.ToString());

    private ChartText Add(FormattableString part)
    {
        _svg.Append(part.ToString(CultureInfo.InvariantCulture));
        return this;
    }
}
