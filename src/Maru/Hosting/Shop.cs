using System.Net;
using System.Net.Sockets;
using Maru.Platform;
using Maru.Platform.Caching;
using Maru.Platform.Data;
using Maru.Platform.Modules;
using Maru.Platform.Postgres;
using Maru.Platform.Remote;
using Maru.Platform.Transports;
using Maru.Platform.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Maru.Hosting;

/// <summary>A running process of a shop: its database, its modules, its web server. Disposing it stops all of them, in reverse.</summary>
public sealed class Shop : IAsyncDisposable
{
    /// <summary>Enough for any form or cart; endpoints that take files say how much more they take.</summary>
    private const int MostRequestBytes = 1 << 20;

    private readonly PrivateCluster? _cluster;

    private Shop(WebApplication app, PrivateCluster? cluster, string address)
    {
        App = app;
        Address = address;
        _cluster = cluster;
    }

    public WebApplication App { get; }

    /// <summary>Where this process answers, with the port it really got.</summary>
    public string Address { get; }

    /// <returns>The shop, or one sentence on why it cannot start; then nothing was left running.</returns>
    public static async Task<ShopStart> StartAsync(ShopOptions options, CancellationToken ct)
    {
        if (UnknownModules(options) is { } unknown)
        {
            return new ShopStart(null, unknown);
        }

        // Looked at before anything is started, so that a busy port leaves nothing half done.
        var port = options.Port;
        if (!TryTakePort(options.Host, ref port))
        {
            return new ShopStart(null, $"Port {options.Port} is taken by another program. Choose another with --port.");
        }

        PrivateCluster? cluster = null;
        var connectionString = options.Postgres;
        if (connectionString is null)
        {
            var start = await PrivateCluster.StartAsync(new PrivateClusterOptions(options.DataDirectory), ct);
            if (start is StartResult.Refused refused)
            {
                return new ShopStart(null, refused.Sentence);
            }

            cluster = ((StartResult.Started)start).Cluster;
            await Installation.CreateDatabaseAsync(cluster.ConnectionString, ct);
            connectionString = cluster.ConnectionStringFor("maru", "maru");
        }

        try
        {
            var result = await StartAppAsync(options with { Port = port }, connectionString, cluster, ct);
            if (result.Shop is null && cluster is not null)
            {
                await cluster.DisposeAsync();
            }

            return result;
        }
        catch
        {
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private static async Task<ShopStart> StartAppAsync(ShopOptions options, string connectionString, PrivateCluster? cluster, CancellationToken ct)
    {
        var secret = await Installation.ReadSecretAsync(connectionString, ct);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning" });
        builder.Configuration.AddEnvironmentVariables("MARU__");
        builder.Configuration.AddInMemoryCollection(options.Settings);
        if ((CacheServices.Refuse(builder.Configuration) ?? TransportOptions.Refuse(builder.Configuration, [.. ShopModules.All.Select(m => m.Name)])) is { } wrong)
        {
            return new ShopStart(null, wrong);
        }

        SandboxHost.Add(builder, options, secret);
        builder.Services.AddMaruTelemetry(builder.Logging, builder.Configuration);
        var address = $"http://{options.Host}:{options.Port}";
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostRequestBytes);
        builder.WebHost.UseUrls(MetricsOptions.Read(builder.Configuration).Port is { } metrics ? [address, $"http://{options.Host}:{metrics}"] : [address]);
        builder.Services.AddMaruPlatform(new DatabaseOptions(connectionString, secret), options.DataDirectory, MasterKeys.Read(options, secret));
        var set = ModuleSet.Add(builder.Services, builder.Configuration, ShopModules.All, options.Modules);
        builder.Services.AddSingleton(new ProcessIdentity(Guid.CreateVersion7(), address, [.. set.Modules.Select(m => m.Name)], TimeProvider.System.GetUtcNow()));
        options.Services?.Invoke(builder.Services);

        var app = builder.Build();
        var refusal = await new Provisioner(app.Services.GetRequiredService<DataSources>()).RunAsync(ShopModules.All, ct);
        if (refusal is not null)
        {
            await app.DisposeAsync();
            return new ShopStart(null, refusal);
        }

        app.UseMaruPlatform();
        set.Map(app);
        await app.StartAsync(ct);
        return new ShopStart(new Shop(app, cluster, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), null);
    }

    private static string? UnknownModules(ShopOptions options)
    {
        var unknown = (options.Modules ?? new HashSet<string>()).Except(ShopModules.All.Select(m => m.Name)).ToArray();
        return unknown.Length == 0
            ? null
            : $"There is no module {string.Join(", ", unknown)}. There are: {string.Join(", ", ShopModules.All.Select(m => m.Name))}.";
    }

    private static bool TryTakePort(string host, ref int port)
    {
        try
        {
            using var listener = new TcpListener(host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host), port);
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <param name="Problem">One sentence, when there is no shop.</param>
public sealed record ShopStart(Shop? Shop, string? Problem);
