using Maru.Contracts;
using Maru.Contracts.Configuration;
using Maru.Platform.Configuration;
using Maru.Platform.Data;
using Maru.Platform.Modules;
using Maru.Platform.Remote;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Tests.Configuration;

/// <summary>Declares a setting and nothing else.</summary>
public sealed class TunedModule : IModule
{
    public static readonly Setting<int> Volume = Setting.WholeNumber("tuned.volume", 5, 0, 11, new LocalizedText("음량", "Volume"), new LocalizedText("소리의 크기", "How loud"));

    public string Name => "tuned";

    public void Configure(ModuleBuilder module) => module.Declares(Volume);
}

/// <summary>A process with a module that declares a setting.</summary>
public sealed class SettingsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SettingsHost(WebApplication app) => _app = app;

    public int Volume => _app.Services.GetRequiredService<ISettings>().Get(TunedModule.Volume);

    public ISettingsAdministration Administration => _app.Services.GetRequiredService<ISettingsAdministration>();

    public Database<PlatformModule> Database => _app.Services.GetRequiredService<Database<PlatformModule>>();

    public static async Task<SettingsHost> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddMaruPlatform(new DatabaseOptions(connectionString, "a test's secret"), Path.GetTempPath(), new Auth.MasterKey(new byte[32]));
        IModule[] modules = [new PlatformModule(), new TunedModule()];
        var set = ModuleSet.Add(builder.Services, builder.Configuration, modules, null);
        builder.Services.AddSingleton(new ProcessIdentity(Guid.CreateVersion7(), "http://127.0.0.1:1", ["tuned"], TimeProvider.System.GetUtcNow()));
        var app = builder.Build();
        (await new Provisioner(app.Services.GetRequiredService<DataSources>()).RunAsync(modules, CancellationToken.None)).ShouldBeNull();
        set.Map(app);
        await app.StartAsync();
        return new SettingsHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
