using Maru.Testing;

namespace Maru.Platform.Tests.Events;

public sealed class EventLogTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private LogHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _host = await LogHost.StartAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Publish_WhenCommitted_IsHandledOnce()
    {
        await _host.TellAsync(new Counted("a", 1), new Counted("b", 1));
        (await _host.HeardAsync(2)).Select(h => h.Counter).Order().ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Publish_WhenRolledBack_IsNeverHandled()
    {
        await using (var transaction = await _host.Teller.BeginAsync(CancellationToken.None))
        {
            transaction.Publish(new Counted("never", 1));
        }

        await _host.TellAsync(new Counted("after", 1));
        (await _host.HeardAsync(1)).ShouldHaveSingleItem().Counter.ShouldBe("after");
    }

    [Fact]
    public async Task Dispose_WhenDoneTwice_LeavesTheConnectionsNextTransactionAlone()
    {
        var first = await _host.Teller.BeginAsync(CancellationToken.None);
        await first.DisposeAsync();
        await using (var next = await _host.Teller.BeginAsync(CancellationToken.None))
        {
            next.Publish(new Counted("next", 1));
            await first.DisposeAsync();
            await next.CommitAsync(CancellationToken.None);
        }

        (await _host.HeardAsync(1)).ShouldHaveSingleItem().Counter.ShouldBe("next");
    }

    [Fact]
    public async Task Publish_WhenAnEarlierTransactionCommitsLater_LosesNeither()
    {
        // The slow one draws its position first and commits last: the reader must not move past the hole it leaves.
        await using var slow = await _host.Teller.BeginAsync(CancellationToken.None);
        await slow.ExecuteAsync("insert into outbox (id, type, key, data, at) values (gen_random_uuid(), 'teller.counted', 'slow', '{\"counter\":\"slow\",\"number\":1}', now())", null, CancellationToken.None);
        await _host.TellAsync(new Counted("fast", 1));
        await _host.TellAsync(new Counted("fast", 2));
        await slow.CommitAsync(CancellationToken.None);
        (await _host.HeardAsync(3)).Select(h => h.Counter).Order().ShouldBe(["fast", "fast", "slow"]);
    }

    [Fact]
    public async Task Handle_WhenHandlersThrowAndTwoProcessesCompete_HappensOnceAndInOrderPerKey()
    {
        await using var second = await LogHost.StartAsync(_database.ConnectionString);
        _host.Mishaps.Fails = _ => Random.Shared.Next(20) == 0;
        second.Mishaps.Fails = _ => Random.Shared.Next(20) == 0;
        const int counters = 12, each = 25;
        await Task.WhenAll(Enumerable.Range(0, counters).Select(async c =>
        {
            for (var n = 1; n <= each; n++)
            {
                await (c % 2 == 0 ? _host : second).TellAsync(new Counted($"counter {c}", n));
            }
        }));
        var heard = await _host.HeardAsync(counters * each);
        foreach (var counter in heard.GroupBy(h => h.Counter))
        {
            counter.Select(h => h.Number).ShouldBe(Enumerable.Range(1, each), $"{counter.Key} out of order");
        }
    }

    [Fact]
    public async Task Handle_WhenOneKeyIsPoisoned_OthersGoOn()
    {
        _host.Mishaps.Fails = e => e.Counter == "poisoned";
        await _host.TellAsync([.. Enumerable.Range(1, 40).Select(n => new Counted(n % 4 == 0 ? "poisoned" : $"healthy {n % 4}", n))]);
        (await _host.HeardAsync(30)).ShouldAllBe(h => h.Counter != "poisoned");
        _host.Mishaps.Fails = _ => false;
        (await _host.HeardAsync(40)).Where(h => h.Counter == "poisoned").Select(h => h.Number).ShouldBe(Enumerable.Range(1, 10).Select(n => n * 4));
    }

    [Fact]
    public async Task PublishAt_WhenDue_IsHandledAndNotBefore()
    {
        await using (var transaction = await _host.Teller.BeginAsync(CancellationToken.None))
        {
            transaction.PublishAt(new Counted("later", 1), TimeProvider.System.GetUtcNow().AddSeconds(2));
            transaction.PublishAt(new Counted("much later", 1), TimeProvider.System.GetUtcNow().AddHours(1));
            await transaction.CommitAsync(CancellationToken.None);
        }

        var before = TimeProvider.System.GetTimestamp();
        (await _host.HeardAsync(1)).ShouldHaveSingleItem().Counter.ShouldBe("later");
        TimeProvider.System.GetElapsedTime(before).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Lanes_AfterARestart_GoOnWhereTheyWere()
    {
        await _host.TellAsync(new Counted("x", 1), new Counted("y", 1));
        await _host.HeardAsync(2);
        await _host.DisposeAsync();
        _host = await LogHost.StartAsync(_database.ConnectionString);
        await _host.TellAsync(new Counted("x", 2));
        (await _host.HeardAsync(3)).Count(h => h is { Counter: "x", Number: 1 }).ShouldBe(1);
    }
}
