using Maru.Platform.Jobs;

namespace Maru.Platform.Tests.Jobs;

public sealed class JobScheduleTests
{
    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T17:00:00Z")]
    [InlineData("2026-03-01T16:59:59Z", "2026-03-01T17:00:00Z")]
    [InlineData("2026-03-01T17:00:00Z", "2026-03-02T17:00:00Z")]
    public void NextAfter_WhenDailyAtTwoInSeoul_IsTheNextTwoOClockThere(string now, string next) =>
        JobRunner.NextAfter(JobSchedule.DailyAt(2), DateTimeOffset.Parse(now, null)).ShouldBe(DateTimeOffset.Parse(next, null));

    [Fact]
    public void NextAfter_WhenOnDemand_IsNever() => JobRunner.NextAfter(JobSchedule.OnDemand, DateTimeOffset.UnixEpoch).ShouldBeNull();
}
