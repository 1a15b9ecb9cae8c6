using Maru.Contracts.History;
using Maru.Modules.History.Reading;
using Maru.Modules.History.Record;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.History;

/// <summary>The record of sales, sign-ups, withdrawals and deliveries.</summary>
public sealed class HistoryModule : IModule
{
    public string Name => "history";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<Retention>();
        module.Services.AddSingleton<Rebuild>();
        module.Offers<IHistory, HistoryReading>();
        module.Subscribes("record", lanes: 2, s => s.OnBatch<EventRecorder>([.. RecordedKinds.All.Select(k => k.Clr)]));
        module.Runs<Retention>("retention", JobSchedule.DailyAt(4, 50));
    }

    public void Map(ModuleRoutes routes) => HistoryEndpoints.Map(routes);
}
