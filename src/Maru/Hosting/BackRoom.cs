using Maru.Platform;
using Maru.Platform.Data;
using Maru.Platform.Modules;
using Maru.Platform.Postgres;
using Maru.Platform.Remote;

namespace Maru.Hosting;

/// <summary>
/// Modules without a web server, subscriptions or jobs: for commands. It works on the database of a shop that runs on the same data directory, or
/// starts the database for as long as the command takes.
/// </summary>
public sealed class BackRoom : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly PrivateCluster? _cluster;

    private BackRoom(IHost host, PrivateCluster? cluster)
    {
        _host = host;
        _cluster = cluster;
    }

    public IServiceProvider Services => _host.Services;

    /// <returns>The room, or one sentence on why it cannot be entered.</returns>
    public static async Task<(BackRoom? Room, string? Problem)> OpenAsync(string dataDirectory, string? postgres, IReadOnlySet<string> modules, CancellationToken ct)
    {
        PrivateCluster? cluster = null;
        var running = postgres is null ? RunningCluster.Find(dataDirectory) : null;
        var connectionString = postgres ?? running?.ConnectionStringFor("maru", "maru");
        if (connectionString is null)
        {
            switch (await PrivateCluster.StartAsync(new PrivateClusterOptions(dataDirectory), ct))
            {
                case StartResult.Refused(_, var sentence):
                    return (null, sentence);
                case StartResult.Started(var started):
                    cluster = started;
                    break;
            }

            await Installation.CreateDatabaseAsync(cluster!.ConnectionString, ct);
            connectionString = cluster.ConnectionStringFor("maru", "maru");
        }

        try
        {
            var host = await BuildAsync(dataDirectory, postgres, connectionString, modules, ct);
            // A shop that runs has brought its database to where it needs it.
            var refusal = running is null ? await new Provisioner(host.Services.GetRequiredService<DataSources>()).RunAsync(ShopModules.All, ct) : null;
            if (refusal is null)
            {
                return (new BackRoom(host, cluster), null);
            }

            host.Dispose();
            await DisposeAsync(cluster);
            return (null, refusal);
        }
        catch
        {
            await DisposeAsync(cluster);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        await DisposeAsync(_cluster);
    }

    private static async Task<IHost> BuildAsync(string dataDirectory, string? postgres, string connectionString, IReadOnlySet<string> modules, CancellationToken ct)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("MARU__");
        var secret = await Installation.ReadSecretAsync(connectionString, ct);
        SandboxHost.Find(builder.Configuration, dataDirectory, secret);
        var options = new ShopOptions(dataDirectory, 0, modules, postgres, Demo: false);
        builder.Services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddMaruPlatform(new DatabaseOptions(connectionString, secret), dataDirectory, MasterKeys.Read(options, secret));
        var set = ModuleSet.Add(builder.Services, builder.Configuration, ShopModules.All, modules);
        builder.Services.AddSingleton(new ProcessIdentity(Guid.CreateVersion7(), "", [.. set.Modules.Select(m => m.Name)], TimeProvider.System.GetUtcNow()));
        return builder.Build();
    }

    private static ValueTask DisposeAsync(PrivateCluster? cluster) => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
