using System.Globalization;

namespace Maru.Platform.Configuration;

/// <summary>Durations as operators write them: "500ms", "90s", "15m", "2h", "7d", or .NET's own "00:15:00".</summary>
internal static class Durations
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    public static TimeSpan? Read(string text)
    {
        text = text.Trim();
        foreach (var (unit, ticks) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) &&
                long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= TimeSpan.MaxValue.Ticks / ticks)
            {
                return TimeSpan.FromTicks(count * ticks);
            }
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>In the largest unit of which it is a whole number.</summary>
    public static string Write(TimeSpan value)
    {
        for (var i = Units.Length - 1; i > 0; i--)
        {
            if (value.Ticks % Units[i].Ticks == 0 && value != TimeSpan.Zero)
            {
                return (value.Ticks / Units[i].Ticks).ToString(CultureInfo.InvariantCulture) + Units[i].Unit;
            }
        }

        return ((long)value.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "ms";
    }
}
