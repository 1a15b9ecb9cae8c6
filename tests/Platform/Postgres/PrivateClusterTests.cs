using Maru.Platform.Postgres;
using Npgsql;

namespace Maru.Platform.Tests.Postgres;

public sealed class PrivateClusterTests
{
    [Fact]
    public async Task StartAsync_WhenDirectoryIsNew_MakesADurableCluster()
    {
        using var scratch = ScratchDirectory.Open();
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);

        foreach (var (setting, value) in new[]
                 {
                     ("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"), ("max_connections", "300"), ("server_encoding", "UTF8"),
                     ("TimeZone", "UTC"), ("jit", "off"), ("listen_addresses", ""), ("data_checksums", "on"),
                 })
        {
            (await source.AskAsync($"show {setting}")).ShouldBe(value, setting);
        }

        (await source.AskAsync("select lower('ÄÉŞ')")).ShouldBe("äéş");
        (await source.AskAsync("select 'Z' < 'a'")).ShouldBe(true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StartAsync_WhenStoppedBefore_FindsTheData(bool closed)
    {
        using var scratch = closed ? ScratchDirectory.Closed() : ScratchDirectory.Open();
        await using (var first = await Running.StartAsync(new PrivateClusterOptions(scratch.Path)))
        {
            await first.AskAsync("create table kept as select 42 as answer");
        }

        await using var second = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));

        (await second.AskAsync("select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task StartAsync_WhenThePathIsTooLongForASocket_ListensInAShortDirectoryThatGoesAway()
    {
        using var scratch = ScratchDirectory.Open();
        var options = new PrivateClusterOptions(Path.Combine(scratch.Path, new string('d', 120)));
        string socketDirectory;
        await using (var cluster = await Running.StartAsync(options))
        {
            socketDirectory = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Host!;
            (await cluster.AskAsync("select 1")).ShouldBe(1);
            File.GetUnixFileMode(socketDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Exists(socketDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_WhenOnLoopback_AsksForThePassword()
    {
        using var scratch = ScratchDirectory.Open();
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path) { Loopback = true });

        (await cluster.AskAsync("select host(inet_server_addr())")).ShouldBe("127.0.0.1");
        var guess = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(guess.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken))).SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task StartAsync_WhenTheOperatorHasSettingsOfHisOwn_UsesThem()
    {
        using var scratch = ScratchDirectory.Open();
        await (await Running.StartAsync(new PrivateClusterOptions(scratch.Path))).DisposeAsync();
        var file = Path.Combine(scratch.Path, "postgres", "postgresql.local.conf");
        await File.WriteAllTextAsync(file, "work_mem = '7MB'\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));

        (await cluster.AskAsync("show work_mem")).ShouldBe("7MB");
    }

    [Fact]
    public async Task StartAsync_WhenASettingIsNonsense_QuotesTheServer()
    {
        using var scratch = ScratchDirectory.Open();

        var refused = await Running.RefusedAsync(new PrivateClusterOptions(scratch.Path) { SharedBuffers = "plenty" });

        refused.Reason.ShouldBe(StartRefusal.ServerFailed);
        refused.Sentence.ShouldContain("FATAL:");
        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));
        (await cluster.AskAsync("show shared_buffers")).ShouldBe("128MB");
    }
}
