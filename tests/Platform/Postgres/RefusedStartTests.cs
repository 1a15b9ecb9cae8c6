using Maru.Platform.Postgres;

namespace Maru.Platform.Tests.Postgres;

public sealed class RefusedStartTests
{
    [Fact]
    public async Task StartAsync_WhenTwoStartAtOnce_OneWinsAndTheOtherSaysWhy()
    {
        using var scratch = ScratchDirectory.Open();
        var options = new PrivateClusterOptions(scratch.Path);
        var ct = TestContext.Current.CancellationToken;

        var results = await Task.WhenAll(Task.Run(() => PrivateCluster.StartAsync(options, ct)), Task.Run(() => PrivateCluster.StartAsync(options, ct)));

        await using var cluster = results.OfType<StartResult.Started>().ShouldHaveSingleItem().Cluster;
        var refused = results.OfType<StartResult.Refused>().ShouldHaveSingleItem();
        refused.Reason.ShouldBe(StartRefusal.InUse);
        refused.Sentence.ShouldContain(scratch.Path);
        (await cluster.AskAsync("select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task StartAsync_WhenTheDataIsOfANewerVersion_LeavesItAlone()
    {
        using var scratch = ScratchDirectory.Open();
        var cluster = Directory.CreateDirectory(Path.Combine(scratch.Path, "postgres"));
        var version = Path.Combine(cluster.FullName, "PG_VERSION");
        await File.WriteAllTextAsync(version, "99\n", TestContext.Current.CancellationToken);

        var refused = await Running.RefusedAsync(new PrivateClusterOptions(scratch.Path) { MayFetch = false });

        refused.Reason.ShouldBe(StartRefusal.OtherVersion);
        refused.Sentence.ShouldContain("was written by PostgreSQL 99");
        cluster.GetFileSystemInfos().ShouldHaveSingleItem().FullName.ShouldBe(version);
    }

    [Fact]
    public async Task StartAsync_WhenTheDirectoryHoldsSomethingElse_LeavesItAlone()
    {
        using var scratch = ScratchDirectory.Open();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(scratch.Path, "postgres")).FullName, "holiday.jpg");
        await File.WriteAllTextAsync(file, "sea", TestContext.Current.CancellationToken);

        var refused = await Running.RefusedAsync(new PrivateClusterOptions(scratch.Path));

        refused.Reason.ShouldBe(StartRefusal.NotACluster);
        File.ReadAllText(file).ShouldBe("sea");
    }

    [Fact]
    public async Task StartAsync_WhenTheDirectoryCannotBeMade_SaysWhich()
    {
        var refused = await Running.RefusedAsync(new PrivateClusterOptions("/dev/null/maru"));

        refused.Reason.ShouldBe(StartRefusal.NotWritable);
        refused.Sentence.ShouldContain("/dev/null/maru");
    }

    [Theory]
    [InlineData(false, "switched off")]
    [InlineData(true, "there is no npm")]
    public async Task StartAsync_WhenThereIsNoPostgres_SaysHowToGetIt(bool mayFetch, string obstacle)
    {
        using var scratch = ScratchDirectory.Open();

        var refused = await Running.RefusedAsync(new PrivateClusterOptions(scratch.Path)
        {
            MayFetch = mayFetch,
            Places = new BinaryPlaces([], Path.Combine(scratch.Path, "debian"), Path.Combine(scratch.Path, "cache")),
        });

        refused.Reason.ShouldBe(StartRefusal.NoBinaries);
        refused.Sentence.ShouldContain(obstacle);
        refused.Sentence.ShouldContain("MARU_POSTGRES");
        Directory.Exists(Path.Combine(scratch.Path, "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task StartAsync_WhenRefused_LeavesTheDirectoryFree()
    {
        using var scratch = ScratchDirectory.Open();
        await Running.RefusedAsync(new PrivateClusterOptions(scratch.Path) { MayFetch = false, Places = new BinaryPlaces([], "/nowhere", "/nowhere") });

        await using var cluster = await Running.StartAsync(new PrivateClusterOptions(scratch.Path));

        (await cluster.AskAsync("select 1")).ShouldBe(1);
    }
}
