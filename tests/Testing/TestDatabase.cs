using Npgsql;

namespace Maru.Testing;

/// <summary>A database of a test's own, cloned from a template and dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string name, string connectionString)
    {
        Name = name;
        ConnectionString = connectionString;
    }

    public string Name { get; }

    /// <summary>The superuser's.</summary>
    public string ConnectionString { get; }

    public string ConnectionStringFor(string user) => new NpgsqlConnectionStringBuilder(ConnectionString) { Username = user }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync(string template = "template1")
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        await TestCluster.ExecuteAsync($"create database \"{name}\" template \"{template}\"");
        return new TestDatabase(name, await TestCluster.ConnectionStringAsync(name));
    }

    public async ValueTask DisposeAsync() => await TestCluster.ExecuteAsync($"drop database if exists \"{Name}\" with (force)");
}
