using Maru.Platform.Telemetry;

namespace Maru.Platform.Tests.Telemetry;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Sample_WhenALabelHasQuotesAndLines_EscapesThem()
    {
        var text = new PrometheusText();
        text.Family("a_total", "counter", "Two\nlines");
        text.Sample(1.5, ("path", "C:\\x\"y\"\nz"));
        text.ToString().ShouldBe("# HELP a_total Two\\nlines\n# TYPE a_total counter\na_total{path=\"C:\\\\x\\\"y\\\"\\nz\"} 1.5\n");
    }

    [Fact]
    public void Sample_WhenAHistogram_CumulatesItsBuckets()
    {
        var histogram = new Histogram();
        foreach (var value in (double[])[0.0005, 0.0006, 11])
        {
            histogram.Record(value);
        }

        var text = new PrometheusText();
        text.Family("t", "histogram", "t");
        text.Sample(histogram);
        var lines = text.ToString().Split('\n');
        lines.ShouldContain("t_bucket{le=\"0.0005\"} 1");
        lines.ShouldContain("t_bucket{le=\"0.001\"} 2");
        lines.ShouldContain("t_bucket{le=\"10\"} 2");
        lines.ShouldContain("t_bucket{le=\"+Inf\"} 3");
        lines.ShouldContain("t_count 3");
    }

    [Fact]
    public void Record_WhenManyAtOnce_LosesNone()
    {
        var histogram = new Histogram();
        Parallel.For(0, 10_000, _ => histogram.Record(0.25));
        var (counts, sum) = histogram.Read();
        counts.Sum().ShouldBe(10_000);
        sum.ShouldBe(2500);
    }
}
