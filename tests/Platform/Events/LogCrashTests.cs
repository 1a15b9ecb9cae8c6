using System.Diagnostics;
using Maru.Platform.Postgres;
using Maru.Platform.Tests.Postgres;
using Maru.Testing;
using Npgsql;

namespace Maru.Platform.Tests.Events;

/// <summary>Whatever dies, and whenever: every event has its effect once, in order per key, and so have the events told by handlers.</summary>
public sealed class LogCrashTests
{
    private const int Kill = 9;
    private const int ReadyEvent = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Handle_WhenCompetingProcessesAreKilledAtRandom_HappensOnceAndInOrderPerKey()
    {
        const int kills = 8, eventsBetween = 120;
        await using var database = await TestDatabase.CreateAsync();
        await using (await LogHost.StartAsync(database.ConnectionString))
        {
            // Makes the tables, so that the test can look at them.
        }

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var random = new Random(20);
        var workers = new List<Process> { StartWorker(database, 1), StartWorker(database, 2) };
        try
        {
            for (var kill = 1; kill <= kills; kill++)
            {
                var enough = kill * eventsBetween;
                await UntilAsync(async () => await CountAsync(source, "select count(*) from listener.heard") >= enough, () => workers.Any(w => w.HasExited));
                await Task.Delay(random.Next(30), TestContext.Current.CancellationToken);
                var victim = random.Next(workers.Count);
                await KillAsync(workers[victim]);
                workers[victim] = StartWorker(database, 2 + kill);
            }
        }
        finally
        {
            foreach (var worker in workers)
            {
                await KillAsync(worker);
            }
        }

        await using var survivor = await LogHost.StartAsync(database.ConnectionString);
        await AssertAllHeardAsync(source);
    }

    [Fact]
    public async Task Handle_WhenPostgreSqlIsKilledAtRandom_HappensOnceAndInOrderPerKey()
    {
        const int kills = 3, eventsBetween = 150;
        var ct = TestContext.Current.CancellationToken;
        using var scratch = ScratchDirectory.Open();
        var log = new AwaitedEvents();
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path) { Logger = log });
        await log.AwaitAsync(ReadyEvent, ct);
        await using var first = await LogHost.StartAsync(cluster.ConnectionString);
        await using var second = await LogHost.StartAsync(cluster.ConnectionString);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        var random = new Random(5);
        first.Mishaps.Fails = second.Mishaps.Fails = _ => Random.Shared.Next(60) == 0;
        using var stop = new CancellationTokenSource();
        var telling = Task.WhenAll(LogWorker.TellAsync(first, new Random(1), stop.Token), LogWorker.TellAsync(second, new Random(2), stop.Token));
        for (var kill = 1; kill <= kills; kill++)
        {
            var enough = kill * eventsBetween;
            await UntilAsync(async () => await CountAsync(source, "select count(*) from listener.heard") >= enough, () => telling.IsCompleted);
            await Task.Delay(random.Next(30), ct);
            Libc.Signal(cluster.ProcessId, Kill).ShouldBeTrue();
            await log.AwaitAsync(ReadyEvent, ct);
        }

        await stop.CancelAsync();
        await telling;
        first.Mishaps.Fails = second.Mishaps.Fails = _ => false;
        await AssertAllHeardAsync(source);
    }

    private static async Task AssertAllHeardAsync(NpgsqlDataSource source)
    {
        long told = 0;
        await UntilAsync(async () => (told = await CountAsync(source, "select sum(number) from teller.counters")) > 0, () => false);
        await UntilAsync(
            async () => await CountAsync(source, "select count(*) from listener.heard") >= told && await CountAsync(source, "select count(*) from teller.echoes") >= told,
            () => false);
        foreach (var table in new[] { "listener.heard", "teller.echoes" })
        {
            (await CountAsync(source, $"select count(*) from {table}")).ShouldBe(told, table);
            (await CountAsync(
                source,
                $"select count(*) from (select number, row_number() over (partition by counter order by sequence) as turn from {table}) x where number <> turn"))
                .ShouldBe(0, $"{table} has effects out of order");
        }
    }

    /// <summary>Zero while the server is away.</summary>
    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        try
        {
            return Convert.ToInt64(await source.AskAsync(sql));
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<bool> isHopeless)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            isHopeless().ShouldBeFalse("A process that should run has ended.");
            TimeProvider.System.GetElapsedTime(begin).ShouldBeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    private static Process StartWorker(TestDatabase database, int seed) => Process.Start(new ProcessStartInfo(
        Path.ChangeExtension(typeof(LogCrashTests).Assembly.Location, null), [LogWorker.Word, database.ConnectionString, seed.ToString()])
    {
        RedirectStandardInput = true,
    })!;

    private static async Task KillAsync(Process worker)
    {
        worker.Kill();
        await worker.WaitForExitAsync(CancellationToken.None);
        worker.Dispose();
    }
}
