using Maru.Platform.Events;

namespace Maru.Platform.Tests.Events;

public sealed class LaneSignalTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SetTime _time = new();

    [Fact]
    public void Lag_WhenNothingWaits_IsZero()
    {
        var signal = new LaneSignal(_time);
        _time.Now += TimeSpan.FromHours(1);
        signal.Lag.ShouldBe(TimeSpan.Zero);
        signal.StandsStill(Minute).ShouldBeFalse();
    }

    [Fact]
    public void Lag_WhenAnEventWaits_GrowsUntilTheLaneCaughtUp()
    {
        var signal = new LaneSignal(_time);
        signal.Raise();
        _time.Now += 2 * Minute;
        signal.Raise();
        signal.Lag.ShouldBe(2 * Minute);
        signal.StandsStill(Minute).ShouldBeTrue();
        signal.CaughtUp();
        signal.Lag.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Lag_WhenSomeWereHandled_CountsFromTheLatestOfThem()
    {
        var signal = new LaneSignal(_time);
        signal.Raise();
        _time.Now += 2 * Minute;
        signal.Handled((_time.Now - TimeSpan.FromSeconds(90)).UtcDateTime);
        signal.Lag.ShouldBe(TimeSpan.FromSeconds(90));

        // Late, but getting on with it.
        signal.StandsStill(Minute).ShouldBeFalse();
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
