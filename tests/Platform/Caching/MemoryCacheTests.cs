using Maru.Platform.Caching;

namespace Maru.Platform.Tests.Caching;

public sealed class MemoryCacheTests : CacheCompliance
{
    private readonly Clock _clock = new();
    private readonly MemoryCache _cache;

    public MemoryCacheTests() => _cache = new MemoryCache(_clock);

    protected override ICache Open() => _cache;

    protected override Task PassAsync(TimeSpan span)
    {
        _clock.Now += span;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Set_WhenFull_StaysWithinItsRoomAndForgetsWhatEndsSoonest()
    {
        const int room = 100_000;
        var cache = new MemoryCache(_clock, room);
        for (var i = 0; i < 1000; i++)
        {
            await cache.SetAsync($"key {i}", new byte[1000], TimeSpan.FromMinutes(1 + i), CancellationToken.None);
            cache.Size.ShouldBeLessThanOrEqualTo(room);
        }

        (await cache.GetAsync("key 0", CancellationToken.None)).ShouldBeNull();
        (await cache.GetAsync("key 999", CancellationToken.None)).ShouldNotBeNull();
        await cache.SetAsync("too large", new byte[room + 1], TimeSpan.FromMinutes(1), CancellationToken.None);
        (await cache.GetAsync("too large", CancellationToken.None)).ShouldBeNull();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
