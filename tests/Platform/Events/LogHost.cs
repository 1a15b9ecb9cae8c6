using Maru.Contracts;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Modules;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Tests.Events;

[Event("teller.counted")]
public sealed record Counted(string Counter, int Number) : IEvent
{
    public string Key => Counter;
}

[Event("listener.echoed")]
public sealed record Echoed(string Counter, int Number) : IEvent
{
    public string Key => Counter;
}

/// <summary>Tells events, and writes down the answers.</summary>
public sealed class TellerModule : IModule
{
    public string Name => "teller";

    public void Configure(ModuleBuilder module) => module.Handles<Echoed, WriteEchoDown>("echoes", lanes: 2);
}

internal sealed class WriteEchoDown : IEventHandler<Echoed>
{
    public Task HandleAsync(Echoed happened, EventContext context, CancellationToken ct) =>
        context.Transaction.ExecuteAsync("insert into echoes (counter, number) values (@Counter, @Number)", new { happened.Counter, happened.Number }, ct);
}

/// <summary>Writes down what it hears and answers; fails as the test says.</summary>
public sealed class ListenerModule : IModule
{
    public string Name => "listener";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<Mishaps>();
        module.Handles<Counted, WriteDown>("write-down", lanes: 3);
    }
}

/// <summary>What is to go wrong in the next handling.</summary>
public sealed class Mishaps
{
    public Func<Counted, bool> Fails { get; set; } = _ => false;
}

internal sealed class WriteDown(Mishaps mishaps) : IEventHandler<Counted>
{
    public async Task HandleAsync(Counted happened, EventContext context, CancellationToken ct)
    {
        await context.Transaction.ExecuteAsync(
            "insert into heard (counter, number, event_id) values (@Counter, @Number, @Id)", new { happened.Counter, happened.Number, context.Received.Id }, ct);
        context.Transaction.Publish(new Echoed(happened.Counter, happened.Number));
        if (mishaps.Fails(happened))
        {
            throw new InvalidOperationException("A mishap after the effect was written.");
        }
    }
}

/// <summary>A process with a teller and a listener, as the host would put it together.</summary>
public sealed class LogHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LogHost(WebApplication app) => _app = app;

    public Database<TellerModule> Teller => _app.Services.GetRequiredService<Database<TellerModule>>();

    public Database<ListenerModule> Listener => _app.Services.GetRequiredService<Database<ListenerModule>>();

    public Mishaps Mishaps => _app.Services.GetRequiredService<Mishaps>();

    internal LogReader Reader => _app.Services.GetRequiredService<LogReader>();

    public static async Task<LogHost> StartAsync(
        string connectionString, TimeProvider? time = null, IReadOnlySet<string>? chosen = null, IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        var options = new DatabaseOptions(connectionString, "a test's secret");
        builder.Services.AddMaruPlatform(options, Path.GetTempPath(), new Auth.MasterKey(new byte[32]));
        IModule[] modules = [new PlatformModule(), new TellerModule(), new ListenerModule()];
        var set = ModuleSet.Add(builder.Services, builder.Configuration, modules, chosen);
        builder.Services.AddSingleton(new ProcessIdentity(Guid.CreateVersion7(), "http://127.0.0.1:1", ["teller", "listener"], TimeProvider.System.GetUtcNow()));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        (await new Provisioner(app.Services.GetRequiredService<DataSources>()).RunAsync(modules, CancellationToken.None)).ShouldBeNull();
        set.Map(app);
        await app.StartAsync();
        return new LogHost(app);
    }

    public async Task TellAsync(params IReadOnlyList<Counted> events)
    {
        await using var transaction = await Teller.BeginAsync(CancellationToken.None);
        foreach (var happened in events)
        {
            transaction.Publish(happened);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Waits until so many effects were committed; fails the test if they do not come.</summary>
    public async Task<List<Heard>> HeardAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var heard = await Listener.QueryAsync<Heard>("select counter, number, sequence from heard order by sequence", null, CancellationToken.None);
            if (heard.Count >= count || patience.IsCancellationRequested)
            {
                heard.Count.ShouldBe(count);
                return heard;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    /// <summary>The traces in which the events of the teller's log were told.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync() =>
        [.. (await Reader.ReadAsync("teller", 0, long.MaxValue, null, 10_000, CancellationToken.None)).Select(e => e.Trace!.Split('-')[1]).Distinct()];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public sealed record Heard(string Counter, int Number, long Sequence);
}
