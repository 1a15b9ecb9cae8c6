using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Digests;
using Maru.Modules.Notifications.Preferences;

namespace Maru.Modules.Notifications.Tests.Preferences;

public sealed class QuietHoursTests
{
    private static readonly string[] Zones = ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"];

    [Theory]
    [InlineData("Asia/Seoul", "22:00", "07:00", "2026-03-01T15:00Z", "2026-03-01T22:00Z")]
    [InlineData("Asia/Seoul", "22:00", "07:00", "2026-03-01T22:00Z", "2026-03-01T22:00Z")]
    [InlineData("Asia/Seoul", "22:00", "07:00", "2026-03-01T03:00Z", "2026-03-01T03:00Z")]
    [InlineData("Asia/Seoul", "12:00", "13:00", "2026-03-01T03:30Z", "2026-03-01T04:00Z")]

    // New York, the clock skips 2 to 3 o'clock on 2026-03-08: 7 o'clock is an hour earlier than the day before.
    [InlineData("America/New_York", "22:00", "07:00", "2026-03-08T04:00Z", "2026-03-08T11:00Z")]

    // The end itself is skipped: quiet until the clock jumps over it.
    [InlineData("America/New_York", "22:00", "02:30", "2026-03-08T06:30Z", "2026-03-08T07:00Z")]

    // 2026-11-01 shows 1:30 twice. The first ends the quiet; the hour that comes again is quiet again.
    [InlineData("America/New_York", "22:00", "01:30", "2026-11-01T05:10Z", "2026-11-01T05:30Z")]
    [InlineData("America/New_York", "22:00", "01:30", "2026-11-01T06:10Z", "2026-11-01T06:30Z")]
    public void EndFrom_AtAMoment_IsByThePersonsClock(string zone, string from, string to, string at, string end) =>
        Hours(zone, from, to).EndFrom(At(at)).ShouldBe(At(end));

    /// <summary>The end is never quiet, and every minute before it is.</summary>
    [Fact]
    public void EndFrom_AnyTime_IsTheFirstMomentThatIsNotQuiet() => Prop.ForAll(
        (from zone in Gen.Elements(Zones)
         from begin in Gen.Choose(0, 95)
         from end in Gen.Choose(0, 95)
         from minute in Gen.Choose(0, 60 * 24 * 365)
         where begin != end
         select (zone, begin, end, minute)).ToArbitrary(),
        sample =>
        {
            var hours = new QuietHours(TimeOnly.MinValue.AddMinutes(sample.begin * 15), TimeOnly.MinValue.AddMinutes(sample.end * 15), TimeZoneInfo.FindSystemTimeZoneById(sample.zone));
            var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(sample.minute);
            var until = hours.EndFrom(at);
            var minutes = (int)(until - at).TotalMinutes;
            return until >= at && !hours.Contains(until) && Enumerable.Range(0, minutes).All(m => hours.Contains(at.AddMinutes(m)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-03-01T12:30Z", "2026-03-01T23:00Z")]
    [InlineData("2026-03-01T05:00Z", "2026-03-01T05:00Z")]
    public void EarliestFrom_OfAdvertisingToPhones_IsNeverAtNightInKorea(string at, string earliest) =>
        Wishes(null).EarliestFrom(At(at), NotificationKind.Marketing, NotificationChannel.Sms, urgent: false).ShouldBe(At(earliest));

    [Fact]
    public void EarliestFrom_OfMailOrWhatIsUrgent_IsNow()
    {
        var night = At("2026-03-01T15:00Z");
        var wishes = Wishes(Hours("Asia/Seoul", "22:00", "07:00"));
        wishes.EarliestFrom(night, NotificationKind.Orders, NotificationChannel.Push, urgent: false).ShouldBe(At("2026-03-01T22:00Z"));
        wishes.EarliestFrom(night, NotificationKind.Orders, NotificationChannel.Push, urgent: true).ShouldBe(night);
        wishes.EarliestFrom(night, NotificationKind.Orders, NotificationChannel.Mail, urgent: false).ShouldBe(night);
    }

    [Theory]
    [InlineData("2026-03-01T23:59Z", DigestRhythm.Daily, "Asia/Seoul", "2026-03-02T00:00Z")]
    [InlineData("2026-03-02T00:00Z", DigestRhythm.Daily, "Asia/Seoul", "2026-03-03T00:00Z")]
    [InlineData("2026-03-02T00:00Z", DigestRhythm.Weekly, "Asia/Seoul", "2026-03-09T00:00Z")]
    [InlineData("2026-03-07T15:00Z", DigestRhythm.Daily, "America/New_York", "2026-03-08T13:00Z")]
    [InlineData("2026-03-06T15:00Z", DigestRhythm.Daily, "America/New_York", "2026-03-07T14:00Z")]
    public void NextAfter_ARhythm_IsNineOnThePersonsClock(string now, DigestRhythm rhythm, string zone, string next) =>
        DigestClock.NextAfter(At(now), rhythm, TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(At(next));

    [Fact]
    public void Locked_ForOrdersAndAccounts_IsMailAlone()
    {
        var locked = from kind in Enum.GetValues<NotificationKind>() from channel in Enum.GetValues<NotificationChannel>() where ChannelRules.IsLocked(kind, channel) select (kind, channel);
        locked.ShouldBe([(NotificationKind.Orders, NotificationChannel.Mail), (NotificationKind.Account, NotificationChannel.Mail)]);
    }

    private static Wishes Wishes(QuietHours? quiet) => new(
        new Dictionary<(NotificationKind, NotificationChannel), bool>(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"), quiet, DigestRhythm.None);

    private static QuietHours Hours(string zone, string from, string to) => new(
        TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
