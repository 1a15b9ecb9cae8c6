using System.Globalization;
using System.Text;

namespace Maru.Platform.Telemetry;

/// <summary>
/// Writes figures in Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). All samples of a family follow
/// its <see cref="Family"/>.
/// </summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new(32 * 1024);
    private string _family = "";

    /// <param name="type">counter, gauge or histogram.</param>
    public void Family(string name, string type, string help)
    {
        _family = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    public void Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels) => Line("", value, labels, null);

    public void Sample(Histogram histogram, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var (counts, sum) = histogram.Read();
        long below = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            below += counts[i];
            Line("_bucket", below, labels, i < Histogram.Bounds.Length ? Number(Histogram.Bounds[i]) : "+Inf");
        }

        Line("_sum", sum, labels, null);
        Line("_count", below, labels, null);
    }

    /// <summary>A name as Prometheus allows it: letters, digits and underscores.</summary>
    public static string NameOf(string name) => string.Create(name.Length, name, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = char.IsAsciiLetter(from[i]) || (i > 0 && char.IsAsciiDigit(from[i])) ? from[i] : '_';
        }
    });

    public override string ToString() => _text.ToString();

    private void Line(string suffix, double value, ReadOnlySpan<(string Name, string Value)> labels, string? bound)
    {
        _text.Append(_family).Append(suffix);
        if (labels.Length > 0 || bound is not null)
        {
            _text.Append('{');
            foreach (var (name, text) in labels)
            {
                Label(name, text);
            }

            if (bound is not null)
            {
                Label("le", bound);
            }

            _text[^1] = '}';
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void Label(string name, string value) => _text.Append(name).Append("=\"")
        .Append(value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)).Append("\",");

    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
