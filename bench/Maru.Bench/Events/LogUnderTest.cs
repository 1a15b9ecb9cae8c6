using Maru.Contracts;
using Maru.Platform;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Modules;
using Maru.Platform.Postgres;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maru.Bench.Events;

/// <summary>About as large as an order's event.</summary>
[Event("teller.sold")]
public sealed record Sold(string OrderId, long Number, string Sku, int Quantity, long Amount, string Text) : IEvent
{
    public string Key => OrderId;
}

/// <summary>Tells events.</summary>
public sealed class TellerModule : IModule
{
    public string Name => "teller";

    public void Configure(ModuleBuilder module)
    {
    }
}

/// <summary>Writes a row for every event it hears.</summary>
public sealed class ListenerModule : IModule
{
    public string Name => "listener";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<EffectCount>();
        module.Subscribes("effects", lanes: 2, s => s.OnBatch<WriteEffects>(typeof(Sold)));
    }
}

internal sealed class EffectCount
{
    private long _handled;

    public long Handled => Interlocked.Read(ref _handled);

    public void Add(int count) => Interlocked.Add(ref _handled, count);
}

internal sealed class WriteEffects(EffectCount count) : IEventBatchHandler
{
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        await transaction.ExecuteAsync(
            "insert into effects (position, key, number) select * from unnest(@positions, @keys, @numbers)",
            new
            {
                positions = events.Select(e => e.Position).ToArray(),
                keys = events.Select(e => ((Sold)e.Event).OrderId).ToArray(),
                numbers = events.Select(e => ((Sold)e.Event).Number).ToArray(),
            },
            ct);
        count.Add(events.Count);
    }
}

/// <summary>Two modules and the log between them, on a private PostgreSQL that writes to disk as in production.</summary>
internal sealed class LogUnderTest : IAsyncDisposable
{
    private readonly PrivateCluster _cluster;
    private readonly WebApplication _app;

    private LogUnderTest(PrivateCluster cluster, WebApplication app)
    {
        _cluster = cluster;
        _app = app;
    }

    public Database<TellerModule> Teller => _app.Services.GetRequiredService<Database<TellerModule>>();

    public Database<ListenerModule> Listener => _app.Services.GetRequiredService<Database<ListenerModule>>();

    public EffectCount Effects => _app.Services.GetRequiredService<EffectCount>();

    public string OwnerConnectionString => _cluster.ConnectionString;

    public static async Task<LogUnderTest> StartAsync(string directory)
    {
        // Commit times of both ends come from the database, so that a latency includes the commit of the effect.
        var start = await PrivateCluster.StartAsync(
            new PrivateClusterOptions(directory) { Settings = new Dictionary<string, string> { ["track_commit_timestamp"] = "on" } }, CancellationToken.None);
        var cluster = start is StartResult.Started started ? started.Cluster : throw new InvalidOperationException(((StartResult.Refused)start).Sentence);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddMaruPlatform(new DatabaseOptions(cluster.ConnectionString, "a bench's secret"), directory, new MasterKey(new byte[32]));
        IModule[] modules = [new PlatformModule(), new TellerModule(), new ListenerModule()];
        var set = ModuleSet.Add(builder.Services, builder.Configuration, modules, null);
        builder.Services.AddSingleton(new ProcessIdentity(Guid.CreateVersion7(), "http://127.0.0.1:1", ["teller", "listener"], TimeProvider.System.GetUtcNow()));
        var app = builder.Build();
        if (await new Provisioner(app.Services.GetRequiredService<DataSources>()).RunAsync(modules, CancellationToken.None) is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        set.Map(app);
        await app.StartAsync();
        return new LogUnderTest(cluster, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
