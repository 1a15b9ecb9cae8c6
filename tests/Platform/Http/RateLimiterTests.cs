using Maru.Platform.Configuration;
using Maru.Platform.Http.Limits;

namespace Maru.Platform.Tests.Http;

public sealed class RateLimiterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SetTime _time = new();
    private readonly GivenSettings _settings = new() { Limit = new Rate(6, Minute) };
    private readonly RateLimiter _limiter;

    public RateLimiterTests() => _limiter = new RateLimiter(_settings, _time);

    [Fact]
    public void Take_WhenAWindowsWorthComesAtOnce_AllowsItAndThenSaysHowLongToWait()
    {
        Enumerable.Range(0, 6).Select(_ => Take()).ShouldAllBe(w => w == null);
        Take().ShouldBe(TimeSpan.FromSeconds(10));
        _time.Now += TimeSpan.FromSeconds(4);
        Take().ShouldBe(TimeSpan.FromSeconds(6));
        _time.Now += TimeSpan.FromSeconds(6);
        Take().ShouldBeNull();
        Take().ShouldNotBeNull();
    }

    [Fact]
    public void Take_WhenOthersCome_CountsEachAlone()
    {
        Enumerable.Range(0, 6).ShouldAllBe(_ => Take(1) == null);
        Take(1).ShouldNotBeNull();
        Take(2).ShouldBeNull();
    }

    [Fact]
    public void Take_WhenTheLimitChanges_HoldsFromTheNextRequestOn()
    {
        Enumerable.Range(0, 6).ShouldAllBe(_ => Take() == null);
        Take().ShouldNotBeNull();
        _settings.Limit = new Rate(600, Minute);
        _time.Now += TimeSpan.FromSeconds(1);
        Take().ShouldBeNull();
        _settings.Limit = Rate.Off;
        Enumerable.Range(0, 10_000).ShouldAllBe(_ => Take() == null);
    }

    [Fact]
    public void Take_WhenAnyTimesPass_NeverAllowsMoreThanTwoWindowsWorthInOne()
    {
        var random = new Random(11);
        var allowed = new List<DateTimeOffset>();
        for (var i = 0; i < 5000; i++)
        {
            _time.Now += TimeSpan.FromMilliseconds(random.Next(4000));
            if (Take() is null)
            {
                allowed.Add(_time.Now);
            }
        }

        allowed.Select(from => allowed.Count(a => a >= from && a < from + Minute)).Max().ShouldBeLessThanOrEqualTo(12);
        allowed.Count.ShouldBeGreaterThan(900);
    }

    [Fact]
    public async Task Take_WhenManyAtOnce_AllowsExactlyTheLimit()
    {
        _settings.Limit = new Rate(100, Minute);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 100).Count(_ => Take() is null))));
        results.Sum().ShouldBe(100);
    }

    private TimeSpan? Take(int who = 1) => _limiter.Take(RateLimits.General, (UInt128)who);

    private sealed class GivenSettings : ISettings
    {
        public Rate Limit { get; set; }

        public T Get<T>(Setting<T> setting) where T : notnull => (T)(object)Limit;
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
