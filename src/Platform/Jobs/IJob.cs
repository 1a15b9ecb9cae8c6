using System.Globalization;

namespace Maru.Platform.Jobs;

/// <summary>Recurring or delayed work that runs once across all processes, can be seen, and can be run again by hand.</summary>
public interface IJob
{
    /// <summary>Must bear being stopped and run again: do the work in short transactions.</summary>
    Task RunAsync(JobContext context, CancellationToken ct);
}

/// <param name="Argument">What the caller of a delayed or manual run passed along; null for a scheduled one.</param>
/// <param name="Report">Says how far the work has come; shown in the back office.</param>
public sealed record JobContext(Guid RunId, string? Argument, Action<string> Report);

/// <summary>When a job runs: at a fixed pace, or daily at a time of the shop's zone.</summary>
public sealed record JobSchedule
{
    private JobSchedule()
    {
    }

    public TimeSpan? Interval { get; private init; }

    public TimeOnly? TimeOfDay { get; private init; }

    public static JobSchedule Every(TimeSpan interval) => new() { Interval = interval };

    public static JobSchedule DailyAt(int hour, int minute = 0) => new() { TimeOfDay = new TimeOnly(hour, minute) };

    /// <summary>Only when asked for.</summary>
    public static JobSchedule OnDemand { get; } = new();

    public override string ToString() => Interval is { } interval ? string.Create(CultureInfo.InvariantCulture, $"every {interval}")
        : TimeOfDay is { } at ? string.Create(CultureInfo.InvariantCulture, $"daily at {at:HH:mm}")
        : "on demand";
}

internal sealed record JobRegistration(string Module, string Name, Type Job, JobSchedule Schedule);
