using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Maru.Platform.Telemetry;

/// <summary>The names under which Maru's own spans and figures appear.</summary>
public static class MaruTelemetry
{
    public const string Name = "Maru";

    public static ActivitySource Events { get; } = new("Maru.Events");

    public static ActivitySource Remote { get; } = new("Maru.Remote");

    public static Meter Meter { get; } = new(Name);
}
