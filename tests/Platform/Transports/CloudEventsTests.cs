using System.Text.Json;
using Maru.Platform.Events;
using Maru.Platform.Transports;

namespace Maru.Platform.Tests.Transports;

public sealed class CloudEventsTests
{
    private static readonly LogEvent Row = new(
        long.MaxValue - 1, Guid.CreateVersion7(), "teller.counted", "열쇠 \"1\"", "{\"counter\":\"a\",\"number\":1}", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        new DateTime(2026, 3, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(6_789_120));

    [Fact]
    public void Write_OfARun_IsABatchOfCloudEvents()
    {
        var batch = JsonDocument.Parse(CloudEvents.Write("teller", 7, [Row, Row with { Trace = null }])).RootElement;
        var first = batch[0];
        first.GetProperty("specversion").GetString().ShouldBe("1.0");
        first.GetProperty("source").GetString().ShouldBe("/maru/teller");
        first.GetProperty("type").GetString().ShouldBe("teller.counted");
        first.GetProperty("subject").GetString().ShouldBe(Row.Key);
        first.GetProperty("traceparent").GetString().ShouldBe(Row.Trace);
        first.GetProperty("data").GetProperty("number").GetInt32().ShouldBe(1);
        batch[1].TryGetProperty("traceparent", out _).ShouldBeFalse();

        // Names of attributes are lower-case letters and digits (CloudEvents 1.0, 3.1).
        first.EnumerateObject().ShouldAllBe(p => p.Name.All(char.IsAsciiLetterLower));
    }

    [Fact]
    public void Read_OfWhatWasWritten_IsTheSame()
    {
        var read = CloudEvents.Read("teller", CloudEvents.Write("teller", 7, [Row, Row with { Position = long.MaxValue, Trace = null }]));
        read.Select(c => c.Previous).ShouldBe([7, Row.Position]);
        read[0].Row.ShouldBe(Row);
        read[1].Row.Trace.ShouldBeNull();
    }

    [Fact]
    public void Read_OfAnotherLog_IsRefused() => Should.Throw<JsonException>(() => CloudEvents.Read("listener", CloudEvents.Write("teller", 0, [Row])));
}
