using System.Globalization;
using System.Net;
using System.Text;
using Maru.Contracts;

namespace Maru.Modules.Shipping.Labels;

/// <param name="Service">Name of the way it is sent.</param>
internal sealed record LabelContent(
    string TrackingNumber, string Carrier, string Service, string OrderNumber, string Warehouse, int WeightGrams, Address From, Address To, DateTime PrintedOn);

/// <summary>A label of 100 x 150 mm as SVG: prints sharp on any printer, and needs no font of ours.</summary>
internal static class LabelDrawing
{
    private const double Width = 100;
    private const double Height = 150;
    private const double Margin = 5;
    private const double BarHeight = 28;

    // Ten modules of quiet on either side, as the standard asks.
    private const int QuietModules = 10;

    public static byte[] Draw(LabelContent label)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}mm" height="{Height}mm" viewBox="0 0 {Width} {Height}" font-family="sans-serif">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Text(svg, Margin, 10, 5, label.Carrier.ToUpperInvariant() + " · " + label.Service, bold: true);
        Line(svg, 14);
        Text(svg, Margin, 19, 2.6, "보내는 분 FROM", bold: false);
        Block(svg, 23.5, 3, label.From);
        Line(svg, 44);
        Text(svg, Margin, 49, 2.6, "받는 분 TO", bold: false);
        Block(svg, 55.5, 4.4, label.To);
        Line(svg, 88);
        Text(svg, Margin, 94, 3.4, $"주문 ORDER {label.OrderNumber}", bold: true);
        Text(svg, Margin, 99, 3, string.Create(CultureInfo.InvariantCulture, $"{label.Warehouse} · {label.WeightGrams / 1000m:0.00} kg · {label.PrintedOn:yyyy-MM-dd}"), bold: false);
        Bars(svg, 106, label.TrackingNumber);
        Text(svg, Margin, 106 + BarHeight + 6, 5, label.TrackingNumber, bold: true);
        return Encoding.UTF8.GetBytes(svg.Append("</svg>").ToString());
    }

    private static void Bars(StringBuilder svg, double top, string text)
    {
        var widths = Code128.Encode(text);
        var module = (Width - (2 * Margin)) / (widths.Sum() + (2 * QuietModules));
        var x = Margin + (QuietModules * module);
        for (var i = 0; i < widths.Length; i++)
        {
            if (i % 2 == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{x:0.####}" y="{top}" width="{widths[i] * module:0.####}" height="{BarHeight}"/>""");
            }

            x += widths[i] * module;
        }
    }

    private static void Block(StringBuilder svg, double top, double size, Address address)
    {
        string[] lines = [address.Name, address.Line1 + (address.Line2 is null ? "" : " " + address.Line2), $"{address.Region} {address.City}".Trim(), $"{address.PostalCode} {address.Country}", address.Phone];
        for (var i = 0; i < lines.Length; i++)
        {
            Text(svg, Margin, top + (i * size * 1.45), size, lines[i], bold: i is 0 or 3);
        }
    }

    private static void Text(StringBuilder svg, double x, double y, double size, string text, bool bold) => svg.Append(
        CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y:0.##}" font-size="{size}"{(bold ? " font-weight=\"700\"" : "")}>{WebUtility.HtmlEncode(text)}</text>""");

    private static void Line(StringBuilder svg, double y) => svg.Append(
        CultureInfo.InvariantCulture, $"""<line x1="{Margin}" x2="{Width - Margin}" y1="{y}" y2="{y}" stroke="#000" stroke-width="0.4"/>""");
}
