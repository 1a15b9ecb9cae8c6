using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Administration;
using Maru.Modules.Webhooks.Delivery;
using Maru.Modules.Webhooks.Events;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Webhooks;

/// <summary>Tells merchants' own systems what happened.</summary>
public sealed class WebhooksModule : IModule
{
    public string Name => "webhooks";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton(WebhooksOptions.Read(module.Configuration));
        module.Services.AddSingleton<WebhookClient>();
        module.Services.AddSingleton<DeliveryStore>();
        module.Services.AddSingleton<Deliverer>();
        module.Services.AddSingleton<DeliveryLists>();
        module.Services.AddHostedService<DeliveryWorker>();
        module.Offers<IWebhooksAdministration, WebhooksAdministration>();
        module.Subscribes("messages", lanes: 2, s => s.OnBatch<WebhookRecorder>([.. PublicEvents.All.Select(e => e.Clr)]));
        module.Runs<MessageForgetting>("forget-messages", JobSchedule.DailyAt(4, 40));
    }

    public void Map(ModuleRoutes routes) => WebhookEndpoints.Map(routes);
}
