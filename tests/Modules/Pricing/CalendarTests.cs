using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Promotions;

namespace Maru.Modules.Pricing.Tests;

public sealed class CalendarTests
{
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    [Theory]
    [InlineData("2026-11-10T14:59:59Z", false)]
    [InlineData("2026-11-10T15:00:00Z", true)]
    [InlineData("2026-11-11T14:59:59Z", true)]
    [InlineData("2026-11-11T15:00:00Z", false)]
    public void Holds_WhenOnADayOfTheYear_GoesByTheShopsMidnight(string at, bool expected) =>
        new PromotionCalendar(DaysOfYear: ["11-11"]).Holds(DateTimeOffset.Parse(at), Seoul).ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-02T02:59:00Z", true)]
    [InlineData("2026-03-02T03:00:00Z", false)]
    [InlineData("2026-03-02T01:00:00Z", true)]
    [InlineData("2026-03-02T00:59:00Z", false)]
    public void Holds_WhenDailyHours_IncludesTheFirstMinuteAndNotTheLast(string at, bool expected) =>
        new PromotionCalendar(DailyFrom: new TimeOnly(10, 0), DailyUntil: new TimeOnly(12, 0)).Holds(DateTimeOffset.Parse(at), Seoul).ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-06T13:30:00Z", true, "Friday 22:30")]
    [InlineData("2026-03-06T16:30:00Z", true, "Saturday 01:30, begun on Friday")]
    [InlineData("2026-03-07T13:30:00Z", false, "Saturday 22:30")]
    [InlineData("2026-03-05T16:30:00Z", false, "Friday 01:30, begun on Thursday")]
    public void Holds_WhenHoursPassMidnight_BelongToTheDayTheyBegan(string at, bool expected, string which) =>
        new PromotionCalendar(DailyFrom: new TimeOnly(22, 0), DailyUntil: new TimeOnly(2, 0), Weekdays: [DayOfWeek.Friday])
            .Holds(DateTimeOffset.Parse(at), Seoul).ShouldBe(expected, which);

    [Theory]
    [InlineData("2026-02-28T03:00:00Z", true)]
    [InlineData("2026-02-27T03:00:00Z", false)]
    [InlineData("2028-02-28T03:00:00Z", false)]
    [InlineData("2028-02-29T03:00:00Z", true)]
    public void Holds_WhenLastDayOfMonth_KnowsLeapYears(string at, bool expected) =>
        new PromotionCalendar(DaysOfMonth: [Calendar.LastDayOfMonth]).Holds(DateTimeOffset.Parse(at), Seoul).ShouldBe(expected);

    [Fact]
    public void Holds_WhenItEnds_TheEndIsNotIncluded()
    {
        var end = DateTimeOffset.Parse("2026-03-02T00:00:00Z");
        new PromotionCalendar(Until: end).Holds(end, Seoul).ShouldBeFalse();
        new PromotionCalendar(From: end).Holds(end, Seoul).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-11-10", false)]
    [InlineData("2026-11-11", true)]
    [InlineData("2026-11-12", true)]
    [InlineData("2026-11-13", false)]
    public void HoldsOn_WhenThePromotionBeginsAndEndsWithinDays_CountsThoseDays(string day, bool expected) =>
        new PromotionCalendar(From: DateTimeOffset.Parse("2026-11-11T09:00:00+09:00"), Until: DateTimeOffset.Parse("2026-11-12T18:00:00+09:00"))
            .HoldsOn(DateOnly.Parse(day), Seoul).ShouldBe(expected);

    [Fact]
    public void HoldsOn_WhenItEndsAtMidnight_LeavesTheNextDayOut() =>
        new PromotionCalendar(Until: DateTimeOffset.Parse("2026-11-12T00:00:00+09:00")).HoldsOn(new DateOnly(2026, 11, 12), Seoul).ShouldBeFalse();

    [Fact]
    public void HoldsOn_WhenOnlySomeWeekdaysAreMeant_LeavesTheOthersOut()
    {
        var weekend = new PromotionCalendar(Weekdays: [DayOfWeek.Saturday, DayOfWeek.Sunday]);
        weekend.HoldsOn(new DateOnly(2026, 11, 21), Seoul).ShouldBeTrue();
        weekend.HoldsOn(new DateOnly(2026, 11, 23), Seoul).ShouldBeFalse();
    }
}
