using System.Diagnostics;
using System.Text.Json;
using Maru.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maru.Platform.Tests.Telemetry;

public sealed class JsonLinesTests
{
    [Fact]
    public void Write_WhenSomethingIsLogged_IsOneObjectOnOneLineWithItsTrace()
    {
        using var activity = new Activity("test").Start();
        KeyValuePair<string, object?>[] state = [new("Order", "12\n3"), new("{OriginalFormat}", "Order {Order} failed.")];
        using var writer = new StringWriter();
        new JsonLines(TimeProvider.System).Write(
            new LogEntry<KeyValuePair<string, object?>[]>(LogLevel.Error, "Maru.Ordering", new EventId(7), state, new InvalidOperationException("why"), (_, _) => "Order 12\n3 failed."), null, writer);
        var line = writer.ToString();
        line.IndexOf('\n').ShouldBe(line.Length - 1);
        var json = JsonDocument.Parse(line).RootElement;
        json.GetProperty("level").GetString().ShouldBe("error");
        json.GetProperty("event").GetInt32().ShouldBe(7);
        json.GetProperty("message").GetString().ShouldBe("Order 12\n3 failed.");
        json.GetProperty("fields").GetProperty("Order").GetString().ShouldBe("12\n3");
        json.GetProperty("fields").EnumerateObject().Count().ShouldBe(1);
        json.GetProperty("traceId").GetString().ShouldBe(activity.TraceId.ToHexString());
        json.GetProperty("exception").GetString()!.ShouldContain("why");
    }
}
