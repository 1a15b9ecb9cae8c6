using Maru.Platform.Tests.Postgres;
using Maru.Testing;
using Npgsql;

namespace Maru.Platform.Tests.Services;

public sealed class SharedClusterTests
{
    [Fact]
    public async Task CreateAsync_WhenTwoCloneOneTemplate_NeitherSeesTheOther()
    {
        var builds = 0;
        Task<string> TemplateAsync() => TestCluster.TemplateAsync("colours", async connectionString =>
        {
            Interlocked.Increment(ref builds);
            await using var source = NpgsqlDataSource.Create(connectionString);
            await source.AskAsync("create table colours as select 'red' as name");
        });
        await using var first = await TestDatabase.CreateAsync(await TemplateAsync());
        await using var second = await TestDatabase.CreateAsync(await TemplateAsync());
        await using var inFirst = NpgsqlDataSource.Create(first.ConnectionString);
        await using var inSecond = NpgsqlDataSource.Create(second.ConnectionString);

        await inFirst.AskAsync("insert into colours values ('blue')");

        builds.ShouldBe(1);
        (await inFirst.AskAsync("select count(*) from colours")).ShouldBe(2L);
        (await inSecond.AskAsync("select count(*) from colours")).ShouldBe(1L);
    }
}
