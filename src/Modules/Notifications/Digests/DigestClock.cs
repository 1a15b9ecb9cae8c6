using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Preferences;

namespace Maru.Modules.Notifications.Digests;

/// <summary>When a person's digest is due: at 9 by the clock on the person's wall, whatever that clock did in the night.</summary>
internal static class DigestClock
{
    private static readonly TimeOnly Hour = new(9, 0);

    public static DateTimeOffset? NextAfter(DateTimeOffset now, DigestRhythm rhythm, TimeZoneInfo zone)
    {
        if (rhythm == DigestRhythm.None)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Enumerable.Range(0, 9).Select(today.AddDays)
            .Where(d => rhythm == DigestRhythm.Daily || d.DayOfWeek == DayOfWeek.Monday)
            .Select(d => QuietHours.MomentsOf(d.ToDateTime(Hour), zone).First())
            .First(m => m > now);
    }
}
