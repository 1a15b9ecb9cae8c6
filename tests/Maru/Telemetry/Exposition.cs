using System.Globalization;
using System.Text.RegularExpressions;

namespace Maru.Tests.Telemetry;

/// <summary>Reads Prometheus' text format 0.0.4 back, and fails on whatever a scraper would refuse.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];

    private Exposition()
    {
    }

    public List<Sample> Samples { get; } = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    public static Exposition Parse(string text)
    {
        text.ShouldEndWith("\n");
        var read = new Exposition();
        var family = "";
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                continue;
            }

            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ');
                family = parts[2];
                parts[3].ShouldBeOneOf("counter", "gauge", "histogram");
                read._types.TryAdd(family, parts[3]).ShouldBeTrue($"{family} comes twice");
                continue;
            }

            var match = SampleLine().Match(line);
            match.Success.ShouldBeTrue(line);
            var name = match.Groups["name"].Value;
            (name == family || (read._types[family] == "histogram" && name is var n && (n == family + "_bucket" || n == family + "_sum" || n == family + "_count")))
                .ShouldBeTrue($"{name} stands among the samples of {family}");
            var labels = Label().Matches(match.Groups["labels"].Value).ToDictionary(
                l => l.Groups[1].Value, l => l.Groups[2].Value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", "\\", StringComparison.Ordinal));
            read.Samples.Add(new Sample(name, labels, Number(match.Groups["value"].Value)));
        }

        read.Samples.GroupBy(s => s.Key).ShouldAllBe(g => g.Count() == 1);
        read.CheckHistograms();
        return read;
    }

    public double Sum(string name, params (string Name, string Value)[] labels) =>
        Samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Name) == l.Value)).Sum(s => s.Value);

    private void CheckHistograms()
    {
        foreach (var family in _types.Where(t => t.Value == "histogram").Select(t => t.Key))
        {
            foreach (var series in Samples.Where(s => s.Name == family + "_bucket").GroupBy(s => s.KeyWithout("le")))
            {
                var bounds = series.Select(s => Number(s.Labels["le"])).ToArray();
                bounds.ShouldBe(bounds.Order());
                bounds[^1].ShouldBe(double.PositiveInfinity);
                var counts = series.Select(s => s.Value).ToArray();
                counts.ShouldBe(counts.Order());
                Samples.Single(s => s.Name == family + "_count" && s.KeyWithout("") == series.Key).Value.ShouldBe(counts[^1]);
                Samples.Single(s => s.Name == family + "_sum" && s.KeyWithout("") == series.Key).Value.ShouldBeGreaterThanOrEqualTo(0);
            }
        }
    }

    private static double Number(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*)\})? (?<value>\S+)$""", RegexOptions.CultureInvariant)]
    private static partial Regex SampleLine();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)""", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
    {
        public string Key => Name + "|" + KeyWithout("");

        public string KeyWithout(string label) => string.Join(',', Labels.Where(l => l.Key != label).OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"));
    }
}
