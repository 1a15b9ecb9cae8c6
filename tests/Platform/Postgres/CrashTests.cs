using Maru.Platform.Postgres;
using Npgsql;

namespace Maru.Platform.Tests.Postgres;

public sealed class CrashTests
{
    private const int Kill = 9;
    private const int ReadyEvent = 1000;
    private const int LeftBehindEvent = 1002;

    [Fact]
    public async Task Watcher_WhenTheServerIsKilledAmongCommits_BringsItBackWithEveryOne()
    {
        using var scratch = ScratchDirectory.Open();
        var log = new AwaitedEvents();
        var ct = TestContext.Current.CancellationToken;
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path) { Logger = log });
        await log.AwaitAsync(ReadyEvent, ct);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await source.AskAsync("create table orders (number int primary key)");

        var committed = 0;
        try
        {
            while (true)
            {
                await source.AskAsync($"insert into orders values ({committed + 1})");
                committed++;
                if (committed == 200)
                {
                    Libc.Signal(cluster.ProcessId, Kill).ShouldBeTrue();
                }
            }
        }
        catch (NpgsqlException)
        {
            // The connection broke: what was answered before must be there.
        }

        await log.AwaitAsync(ReadyEvent, ct);
        NpgsqlConnection.ClearPool(source.CreateConnection());
        Convert.ToInt32(await source.AskAsync("select count(*) from orders")).ShouldBeGreaterThanOrEqualTo(committed);
    }

    [Fact]
    public async Task Watcher_WhenTheServerIsKilled_LetsAPoolFindItAgain()
    {
        using var scratch = ScratchDirectory.Closed();
        var log = new AwaitedEvents();
        var ct = TestContext.Current.CancellationToken;
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path) { Logger = log });
        await log.AwaitAsync(ReadyEvent, ct);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await source.AskAsync("create table kept as select 42 as answer");

        Libc.Signal(cluster.ProcessId, Kill).ShouldBeTrue();
        await log.AwaitAsync(ReadyEvent, ct);

        // The one idle connection of the pool is broken: it fails once at most, and is replaced.
        await Record.ExceptionAsync(() => source.AskAsync("select 1"));
        (await source.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StartAsync_WhenAServerOutlivedItsMaru_TakesItsDataOver(bool closed)
    {
        using var scratch = closed ? ScratchDirectory.Closed() : ScratchDirectory.Open();
        var ct = TestContext.Current.CancellationToken;
        await (await Running.StartAsync(new PrivateClusterOptions(scratch.Path))).DisposeAsync();
        var left = await LeaveBehindAsync(scratch.Path, ct);
        await using (var connection = new NpgsqlConnection(left.ConnectionString("postgres", "maru") + ";Pooling=false"))
        {
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("create table kept as select 42 as answer", connection);
            await command.ExecuteNonQueryAsync(ct);
        }

        var log = new AwaitedEvents();
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path) { Logger = log });

        log.Has(LeftBehindEvent).ShouldBeTrue();
        (await cluster.AskAsync("select answer from kept")).ShouldBe(42);
        left.SocketDirectory.ShouldSatisfyAllConditions(d => (!left.IsTemporary || !Directory.Exists(d)).ShouldBeTrue());
    }

    [Fact]
    public async Task StartAsync_WhenAnotherProcessHasTheNumberOfTheKilledServer_Starts()
    {
        using var scratch = ScratchDirectory.Open();
        var pidFile = Path.Combine(scratch.Path, "postgres", PidFile.Name);
        await (await Running.StartAsync(new PrivateClusterOptions(scratch.Path))).DisposeAsync();
        await File.WriteAllTextAsync(
            pidFile, $"{Environment.ProcessId}\n{Path.GetDirectoryName(pidFile)}\n1\n5432\n\n\n\nready\n", TestContext.Current.CancellationToken);

        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));

        (await cluster.AskAsync("select 1")).ShouldBe(1);
    }

    /// <summary>A server without a Maru, as kill -9 leaves it.</summary>
    private static async Task<Endpoint> LeaveBehindAsync(string dataDirectory, CancellationToken ct)
    {
        var path = Path.Combine(dataDirectory, "postgres");
        var options = new PrivateClusterOptions(dataDirectory);
        var account = await Account.ChooseAsync(path, ct);
        var directory = new ClusterDirectory(path, await account.ReachesAsync(path, ct));
        var endpoint = Endpoint.Choose(directory, account, "", loopback: false);
        directory.WriteSettings(ServerSettings.Write(options, endpoint), account);
        await new Server(options, await PostgresBinaries.FindAsync(options, account, ClusterDirectory.MajorOf(path), ct), account, directory).StartAsync(ct);
        return endpoint;
    }
}
