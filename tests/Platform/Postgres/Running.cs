using Maru.Platform.Postgres;
using Npgsql;

namespace Maru.Platform.Tests.Postgres;

/// <summary>Starts clusters for tests and asks them things.</summary>
internal static class Running
{
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions options) =>
        await PrivateCluster.StartAsync(options, TestContext.Current.CancellationToken) switch
        {
            StartResult.Started(var cluster) => cluster,
            StartResult.Refused(_, var sentence) => throw new ShouldAssertException(sentence),
            _ => throw new ShouldAssertException("A cluster neither started nor refused."),
        };

    public static async Task<StartResult.Refused> RefusedAsync(PrivateClusterOptions options) =>
        (await PrivateCluster.StartAsync(options, TestContext.Current.CancellationToken)).ShouldBeOfType<StartResult.Refused>();

    public static async Task<object?> AskAsync(this PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        return await source.AskAsync(sql);
    }

    public static async Task<object?> AskAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
