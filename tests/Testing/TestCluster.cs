using System.Collections.Concurrent;
using System.Globalization;
using Maru.Platform.Postgres;
using Npgsql;

namespace Maru.Testing;

/// <summary>
/// The PostgreSQL cluster of this test process: started when first asked for, without fsync, in a temporary directory that
/// is removed when the process ends.
/// </summary>
public static class TestCluster
{
    private const string DirectoryPrefix = "maru-test-";

    private static readonly Lazy<Task<PrivateCluster>> Started = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);

    /// <summary>The superuser's connection string for the database <c>postgres</c>.</summary>
    public static async Task<string> ConnectionStringAsync() => (await Started.Value).ConnectionString;

    public static async Task<string> ConnectionStringAsync(string database, string user = "maru") =>
        (await Started.Value).ConnectionStringFor(database, user);

    /// <summary>
    /// A database that tests clone, built once per process. <paramref name="build"/> gets the superuser's connection string
    /// for it; nobody can connect to it afterwards, since PostgreSQL clones no database that is in use.
    /// </summary>
    public static Task<string> TemplateAsync(string name, Func<string, Task> build) =>
        Templates.GetOrAdd(name, n => new Lazy<Task<string>>(() => BuildAsync(n, build))).Value;

    internal static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> BuildAsync(string name, Func<string, Task> build)
    {
        var database = "template_" + name;
        await ExecuteAsync($"create database \"{database}\"");
        var connectionString = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync(database)) { Pooling = false };
        await build(connectionString.ConnectionString);
        await ExecuteAsync($"alter database \"{database}\" with allow_connections false");
        await ExecuteAsync($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{database}'");
        return database;
    }

    private static async Task<PrivateCluster> StartAsync()
    {
        await RemoveAbandonedAsync();
        var directory = Directory.CreateTempSubdirectory(DirectoryPrefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        switch (await PrivateCluster.StartAsync(new PrivateClusterOptions(directory) { Durable = false }, CancellationToken.None))
        {
            case StartResult.Started(var cluster):
                AppDomain.CurrentDomain.ProcessExit += (_, _) =>
                {
                    cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
                    try
                    {
                        Directory.Delete(directory, recursive: true);
                    }
                    catch (IOException)
                    {
                        // From here on it looks abandoned, and another test process may be removing it already.
                    }
                };
                return cluster;
            case StartResult.Refused(_, var sentence):
                Directory.Delete(directory, recursive: true);
                throw new InvalidOperationException(sentence);
            default:
                throw new InvalidOperationException("A cluster neither started nor refused.");
        }
    }

    /// <summary>A test process that was killed leaves its server running; whose lock can be had is abandoned.</summary>
    private static async Task RemoveAbandonedAsync()
    {
        foreach (var directory in Directory.EnumerateDirectories(Path.GetTempPath(), DirectoryPrefix + "*"))
        {
            try
            {
                await using var hold = new FileStream(Path.Combine(directory, "postgres.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                await Leftovers.EndAsync(
                    new ClusterDirectory(Path.Combine(directory, "postgres"), IsReachable: true), new PrivateClusterOptions(directory), CancellationToken.None);
                Directory.Delete(directory, recursive: true);
            }
            catch (Exception notOurs) when (notOurs is IOException or UnauthorizedAccessException)
            {
                // Held by another test process, not begun yet, or another user's.
            }
        }
    }
}
