using System.Globalization;
using Maru.Contracts.Pricing;

namespace Maru.Modules.Pricing.Promotions;

/// <summary>Whether a calendar says yes. Pure.</summary>
internal static class Calendar
{
    public const int LastDayOfMonth = -1;
    public const string DayOfYearFormat = "MM-dd";

    /// <param name="zone">The shop's: days begin at its midnight.</param>
    public static bool Holds(this PromotionCalendar calendar, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (now < calendar.From || now >= calendar.Until)
        {
            return false;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (!DailyHolds(calendar, TimeOnly.FromDateTime(local), out var beganYesterday))
        {
            return false;
        }

        // What began before midnight belongs to the day on which it began.
        var day = DateOnly.FromDateTime(local).AddDays(beganYesterday ? -1 : 0);
        return DayHolds(calendar, day);
    }

    /// <summary>Whether it says yes at some time of a day.</summary>
    public static bool HoldsOn(this PromotionCalendar calendar, DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var next = midnight.AddDays(1);
        return DayHolds(calendar, day)
            && !(calendar.From >= new DateTimeOffset(next, zone.GetUtcOffset(next)))
            && !(calendar.Until <= new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)));
    }

    private static bool DailyHolds(PromotionCalendar calendar, TimeOnly at, out bool beganYesterday)
    {
        var from = calendar.DailyFrom ?? TimeOnly.MinValue;
        beganYesterday = false;
        if (calendar.DailyUntil is not { } until)
        {
            return at >= from;
        }

        if (from <= until)
        {
            return at >= from && at < until;
        }

        beganYesterday = at < until;
        return at >= from || at < until;
    }

    private static bool DayHolds(PromotionCalendar calendar, DateOnly day) =>
        (calendar.Weekdays is not { Count: > 0 } weekdays || weekdays.Contains(day.DayOfWeek))
        && (calendar.DaysOfMonth is not { Count: > 0 } days || days.Contains(day.Day)
            || (days.Contains(LastDayOfMonth) && day.Day == DateTime.DaysInMonth(day.Year, day.Month)))
        && (calendar.DaysOfYear is not { Count: > 0 } dates || dates.Contains(day.ToString(DayOfYearFormat, CultureInfo.InvariantCulture)));
}
