using Maru.Storefront.Shell;

namespace Maru.Storefront.Tests;

public sealed class BrieflyTests
{
    private readonly Clock _clock = new();
    private int _reads;

    [Fact]
    public async Task Get_WithinAMoment_ReadsOnce()
    {
        var kept = new Briefly<string, int>(_clock);
        (await kept.GetAsync("a", Read)).ShouldBe(1);
        (await kept.GetAsync("a", Read)).ShouldBe(1);
        (await kept.GetAsync("b", Read)).ShouldBe(2);
    }

    [Fact]
    public async Task Get_AMomentLater_ReadsAgain()
    {
        var kept = new Briefly<string, int>(_clock);
        await kept.GetAsync("a", Read);
        _clock.Now += TimeSpan.FromSeconds(3);
        (await kept.GetAsync("a", Read)).ShouldBe(2);
    }

    [Fact]
    public async Task Get_AfterAFailure_ReadsAgainAtOnce()
    {
        var kept = new Briefly<string, int>(_clock);
        await Should.ThrowAsync<TimeoutException>(() => kept.GetAsync("a", _ => Task.FromException<int>(new TimeoutException())));
        (await kept.GetAsync("a", Read)).ShouldBe(1);
    }

    private Task<int> Read(CancellationToken ct) => Task.FromResult(++_reads);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
