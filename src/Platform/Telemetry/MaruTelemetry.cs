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

    internal static Counter<long> EventsTold { get; } = Meter.CreateCounter<long>("maru.events.told", null, "Events told by transactions that committed here, by type: orders placed, payments captured and the rest.");

    internal static Counter<long> EventsHandled { get; } = Meter.CreateCounter<long>("maru.events.handled", null, "Events handled here.");

    internal static Counter<long> RequestsLimited { get; } = Meter.CreateCounter<long>("maru.requests.limited", null, "Requests refused because they came too fast.");

    internal static Histogram<double> JobDuration { get; } = Meter.CreateHistogram<double>("maru.job.duration", "s", "How long runs of jobs took here, by how they ended.");
}
