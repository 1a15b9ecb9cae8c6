using System.Text;
using Maru.Platform.Realtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maru.Platform.Tests.Realtime;

public sealed class LiveFeedTests
{
    private static readonly LiveOptions Patient = new() { Reread = TimeSpan.FromMinutes(10) };

    private int _state = 1;
    private int _reads;

    [Fact]
    public async Task Join_WhenManyLook_ReadsOnceForAllOfThem()
    {
        var feed = Feed(Patient);
        var viewers = Enumerable.Range(0, 50).Select(_ => feed.Join("a", null)).ToArray();
        foreach (var viewer in viewers)
        {
            (await NextAsync(viewer)).ShouldBe("1");
        }

        var readsSoFar = _reads;
        readsSoFar.ShouldBeLessThan(viewers.Length);
        _state = 2;
        feed.Changed("a");
        foreach (var viewer in viewers)
        {
            (await NextAsync(viewer)).ShouldBe("2");
            viewer.Dispose();
        }

        _reads.ShouldBeLessThan(readsSoFar + 3);
    }

    [Fact]
    public async Task Viewer_WhoReadsSlowly_SkipsToTheNewestState()
    {
        var feed = Feed(Patient);
        using var slow = feed.Join("a", null);
        using var quick = feed.Join("a", null);
        (await NextAsync(slow)).ShouldBe("1");
        (await NextAsync(quick)).ShouldBe("1");
        for (_state = 2; _state < 10; _state++)
        {
            feed.Changed("a");
            (await NextAsync(quick)).ShouldBe(_state.ToString());
        }

        (await NextAsync(slow)).ShouldBe("9");
    }

    [Fact]
    public async Task Viewer_WhoHasSeenTheState_IsSentTheNextOnly()
    {
        var feed = Feed(Patient);
        using var first = feed.Join("a", null);
        (await NextAsync(first)).ShouldBe("1");
        using var back = feed.Join("a", "1");
        _state = 2;
        feed.Changed("a");
        (await NextAsync(back)).ShouldBe("2");
    }

    [Fact]
    public async Task Changed_OfAnotherKey_TellsNobody()
    {
        var feed = Feed(Patient);
        using var viewer = feed.Join("a", null);
        (await NextAsync(viewer)).ShouldBe("1");
        _state = 2;
        feed.Changed("b");
        _state = 3;
        feed.Changed("a");
        (await NextAsync(viewer)).ShouldBe("3");
    }

    [Fact]
    public async Task Viewer_WhenTheLastLeavesAndAnotherComes_IsShownTheStateOfTheMoment()
    {
        var feed = Feed(Patient);
        for (_state = 1; _state < 20; _state++)
        {
            using var viewer = feed.Join("a", null);
            (await NextAsync(viewer)).ShouldBe(_state.ToString());
        }
    }

    [Fact]
    public async Task Read_WhenItFails_IsTriedAgain()
    {
        var failures = 2;
        var feed = new LiveFeed<string>(
            (_, _) => failures-- > 0 ? throw new InvalidOperationException("away") : Task.FromResult<LiveMessage?>(LiveMessage.Of("1", "state", 1)),
            Patient with { AfterFailure = TimeSpan.FromMilliseconds(1) }, new LiveViewers(), TimeProvider.System, NullLogger.Instance);
        using var viewer = feed.Join("a", null);
        (await NextAsync(viewer)).ShouldBe("1");
    }

    [Fact]
    public void Message_WithTextOfManyLines_IsOneEvent()
    {
        var frame = Encoding.UTF8.GetString(LiveMessage.Of("7", "state", new { text = "one\ntwo\r\n\n한국어" }).Frame.Span);
        frame.ShouldBe("id: 7\nevent: state\ndata: {\"text\":\"one\\ntwo\\r\\n\\n한국어\"}\n\n");
    }

    private LiveFeed<string> Feed(LiveOptions options) => new(
        (_, _) =>
        {
            Interlocked.Increment(ref _reads);
            return Task.FromResult<LiveMessage?>(LiveMessage.Of(_state.ToString(), "state", _state));
        },
        options, new LiveViewers(), TimeProvider.System, NullLogger.Instance);

    private static async Task<string> NextAsync(LiveViewer viewer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return (await viewer.NextAsync(patience.Token, CancellationToken.None)).ShouldNotBeNull().Id;
    }
}
