using System.Text;
using Maru.Platform.Caching;

namespace Maru.Platform.Tests.Caching;

/// <summary>What every cache must do. Each implementation adds a class that makes one.</summary>
public abstract class CacheCompliance
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // Keys of a test's own: tests of one class may share a server.
    private readonly string _prefix = Guid.NewGuid().ToString("N") + ".";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A further process's view of the same cache, or the same one where a cache is one process's.</summary>
    protected abstract ICache Open();

    /// <summary>Lets time pass for the cache.</summary>
    protected abstract Task PassAsync(TimeSpan span);

    [Fact]
    public async Task Get_WhenNothingWasSet_IsNull() => (await Open().GetAsync(Key("nothing"), Ct)).ShouldBeNull();

    [Fact]
    public async Task Get_AfterSet_IsTheNewestValue()
    {
        var cache = Open();
        await cache.SetAsync(Key("a"), Bytes("first"), Long, Ct);
        await cache.SetAsync(Key("a"), Bytes("second"), Long, Ct);
        (await cache.GetAsync(Key("a"), Ct)).ShouldBe(Bytes("second"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public async Task Get_OfAnyBytes_GivesTheSameBack(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var cache = Open();
        await cache.SetAsync(Key("bytes \r\n $5 한"), bytes, Long, Ct);
        (await cache.GetAsync(Key("bytes \r\n $5 한"), Ct)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Get_AfterItsLifetime_IsNull()
    {
        var cache = Open();
        await cache.SetAsync(Key("short"), Bytes("x"), TimeSpan.FromMilliseconds(200), Ct);
        await cache.SetAsync(Key("long"), Bytes("x"), Long, Ct);
        await PassAsync(TimeSpan.FromMilliseconds(400));
        (await cache.GetAsync(Key("short"), Ct)).ShouldBeNull();
        (await cache.GetAsync(Key("long"), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Remove_ForgetsTheKeyOnly()
    {
        var cache = Open();
        await cache.SetAsync(Key("a"), Bytes("x"), Long, Ct);
        await cache.SetAsync(Key("b"), Bytes("y"), Long, Ct);
        await cache.RemoveAsync(Key("a"), Ct);
        await cache.RemoveAsync(Key("never there"), Ct);
        (await cache.GetAsync(Key("a"), Ct)).ShouldBeNull();
        (await cache.GetAsync(Key("b"), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Count_WhenManyCountAtOnce_MissesNone()
    {
        var cache = Open();
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => cache.CountAsync(Key("n"), Long, Ct), Ct)));
        counts.Order().ShouldBe(Enumerable.Range(1, 200).Select(n => (long)n));
    }

    [Fact]
    public async Task Count_AfterItsWindow_BeginsAnew()
    {
        var cache = Open();
        var window = TimeSpan.FromMilliseconds(200);
        (await cache.CountAsync(Key("n"), window, Ct)).ShouldBe(1);
        await PassAsync(TimeSpan.FromMilliseconds(400));
        (await cache.CountAsync(Key("n"), window, Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task GetOrMake_WhenManyAskAtOnce_MakesItOnce()
    {
        var made = 0;
        var first = Open();
        var second = Open();
        var release = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).GetOrMakeAsync(
            Key("dear"), Long,
            async _ =>
            {
                Interlocked.Increment(ref made);
                await release.Task;
                return Bytes("made");
            },
            Ct)).ToArray();
        release.SetResult();
        foreach (var answer in await Task.WhenAll(asking))
        {
            answer.ShouldBe(Bytes("made"));
        }

        made.ShouldBe(1);
        (await first.GetAsync(Key("dear"), Ct)).ShouldBe(Bytes("made"));
    }

    [Fact]
    public async Task GetOrMake_WhenMakingFails_KeepsNothingAndTriesAgain()
    {
        var cache = Open();
        await Should.ThrowAsync<InvalidOperationException>(() => cache.GetOrMakeAsync(Key("bad"), Long, _ => throw new InvalidOperationException("no"), Ct));
        (await cache.GetOrMakeAsync(Key("bad"), Long, _ => Task.FromResult(Bytes("good")), Ct)).ShouldBe(Bytes("good"));
    }

    [Fact]
    public async Task GetOrMake_WhenOneStopsWaiting_TheOthersStillGetIt()
    {
        var cache = Open();
        using var impatient = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        var first = cache.GetOrMakeAsync(
            Key("slow"), Long,
            async _ =>
            {
                started.SetResult();
                await release.Task;
                return Bytes("made");
            },
            impatient.Token);
        await started.Task;
        var second = cache.GetOrMakeAsync(Key("slow"), Long, _ => Task.FromResult(Bytes("made")), Ct);
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        release.SetResult();
        (await second).ShouldBe(Bytes("made"));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private string Key(string name) => _prefix + name;
}
