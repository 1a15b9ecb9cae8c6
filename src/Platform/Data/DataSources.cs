using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Maru.Platform.Data;

/// <summary>Where the database is and how each module logs in to its part of it.</summary>
public sealed class DataSources(DatabaseOptions options) : IAsyncDisposable
{
    internal const string RelayRole = "maru_relay";

    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new();

    /// <summary>The owner's connection: creates roles and schemas and runs migrations. Modules never see it.</summary>
    internal NpgsqlDataSource Owner => _sources.GetOrAdd("", _ => Build(options.ConnectionString, "maru owner", pool: 4));

    internal NpgsqlDataSource OfModule(string module) => _sources.GetOrAdd(module, name =>
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Username = RoleOf(name),
            Password = PasswordOf(RoleOf(name)),
            SearchPath = name,
        };
        return Build(builder.ConnectionString, $"maru {name}", options.PoolSize);
    });

    /// <summary>May read every module's log and nothing else.</summary>
    internal NpgsqlDataSource Relay => _sources.GetOrAdd(RelayRole, _ =>
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Username = RelayRole, Password = PasswordOf(RelayRole) };
        return Build(builder.ConnectionString, "maru relay", options.PoolSize);
    });

    internal static string RoleOf(string module) => "maru_" + module;

    /// <summary>Roles have passwords derived from the installation's secret, so that nothing needs to be kept or handed round.</summary>
    internal string PasswordOf(string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Secret), Encoding.UTF8.GetBytes(role)));

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    private static NpgsqlDataSource Build(string connectionString, string name, int pool)
    {
        DapperTypes.Register();
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName = name;
        settings.MaxPoolSize = pool;
        settings.MinPoolSize = 0;
        settings.ConnectionIdleLifetime = 60;
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 3;
        settings.IncludeErrorDetail = false;
        settings.NoResetOnClose = true;
        settings.Timezone = "UTC";
        return builder.Build();
    }
}

/// <param name="ConnectionString">Of the owner of the database.</param>
/// <param name="Secret">Of the installation; the same for all its processes.</param>
/// <param name="PoolSize">Connections a module may hold in this process.</param>
public sealed record DatabaseOptions(string ConnectionString, string Secret, int PoolSize = 16);
