namespace Maru.Modules.Notifications.Preferences;

/// <summary>From one time of the day to another by a zone's clock, over midnight if need be. Empty where both are the same.</summary>
internal sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Advertising to phones between 21 and 8 o'clock needs a consent of its own (article 50 (3) of the Korean network act; mail is exempt).</summary>
    public static QuietHours OfAdvertising { get; } = new(new TimeOnly(21, 0), new TimeOnly(8, 0), TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"));

    public bool Contains(DateTimeOffset at)
    {
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        return From < To ? clock >= From && clock < To : From > To && (clock >= From || clock < To);
    }

    /// <summary>
    /// The first moment from then on that is not quiet. Where the clock is put forward over the end, that is the moment it is put forward; where it is
    /// put back over it, the first time it shows the end.
    /// </summary>
    public DateTimeOffset EndFrom(DateTimeOffset at)
    {
        if (!Contains(at))
        {
            return at;
        }

        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        return Enumerable.Range(0, 3).SelectMany(d => MomentsOf(day.AddDays(d).ToDateTime(To), Zone)).First(m => m > at && !Contains(m));
    }

    /// <summary>When a clock of the zone shows a time: once, twice in the hour that is put back, and where it skips the time, the moment it does so.</summary>
    public static IEnumerable<DateTimeOffset> MomentsOf(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // The offset before the jump, applied to the skipped time, lies as far behind the jump as the time lies in the gap.
            var before = zone.GetUtcOffset(local.AddHours(-3));
            var after = zone.GetUtcOffset(local.AddHours(3));
            var first = local;
            while (zone.IsInvalidTime(first.AddMinutes(-1)))
            {
                first = first.AddMinutes(-1);
            }

            return [new DateTimeOffset(first + (after - before), after).ToUniversalTime()];
        }

        return zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local).OrderDescending().Select(o => new DateTimeOffset(local, o).ToUniversalTime())
            : [new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()];
    }
}
