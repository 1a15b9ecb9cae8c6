using Maru.Contracts.Configuration;
using Maru.Platform.Configuration;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Maru.Platform.Operations;
using Maru.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Platform;

/// <summary>The platform's own state: processes, jobs, settings, dead letters. Every process runs it.</summary>
public sealed class PlatformModule : IModule
{
    public string Name => "platform";

    public void Configure(ModuleBuilder module)
    {
        module.Offers<ISettingsAdministration, SettingsAdministration>();
        module.Services.AddSingleton<JobsView>();
        module.Declares([RateLimits.Enabled, .. RateLimits.All.Select(p => p.Setting)]);
        module.Services.AddSingleton<RateLimiter>();
        module.Services.AddSingleton(TrustedProxies.Read(module.Configuration));
        module.Services.AddSingleton(MetricsOptions.Read(module.Configuration));
        module.Services.AddSingleton<Readiness>();
        module.Services.AddSingleton<IReadinessCheck, DatabaseReachable>();
        module.Services.AddSingleton<IReadinessCheck, MigrationsDone>();
        module.Services.AddSingleton<IReadinessCheck, EventsFlow>();
        module.Services.AddSingleton<IReadinessCheck, PartsReachable>();
    }

    public void Map(ModuleRoutes routes)
    {
        OperationsEndpoints.Map(routes.Admin);
        SettingsEndpoints.Map(routes.Admin);
    }
}
