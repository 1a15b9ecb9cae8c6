using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Administration;
using Maru.Modules.Payments.Ledger;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Modules.Payments.Reconciliation;
using Maru.Modules.Payments.Recovery;
using Maru.Modules.Payments.Webhooks;
using Maru.Platform.Http;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Payments;

/// <summary>Taking and giving back money through providers; the double-entry ledger.</summary>
public sealed class PaymentsModule : IModule
{
    public string Name => "payments";

    public void Configure(ModuleBuilder module)
    {
        module.Offers<IPayments, PaymentDesk>();
        module.Offers<ILedger, LedgerBooks>();
        module.Offers<IPaymentsAdministration, PaymentsOffice>();
        module.Subscribes("order-claims", lanes: 1, s => s.OnBatch<OrderClaims>(typeof(OrderPaid), typeof(OrderRefunded)));
        module.Runs<ReconciliationJob>("reconciliation", JobSchedule.Every(TimeSpan.FromMinutes(15)));

        var options = PaymentsOptions.Read(module.Configuration);
        module.Services.AddSingleton(options);
        module.Services.AddSingleton(new FrameOrigins(options.PageOrigins));
        module.Services.AddSingleton(services => new PaymentProviders(options.CreateProviders(services.GetRequiredService<TimeProvider>())));
        module.Services.AddSingleton<PaymentStore>();
        module.Services.AddSingleton<Settlement>();
        module.Services.AddSingleton<CallsUnderway>();
        module.Services.AddSingleton<WebhookEndpoint>();
        module.Services.AddSingleton<DifferenceStore>();
        module.Services.AddSingleton<Reconciler>();
        module.Services.AddHostedService<PaymentRecovery>();
    }

    public void Map(ModuleRoutes routes)
    {
        routes.Api.MapPost("/webhooks/{provider}", WebhookEndpoint.ReceiveAsync).WithName("ReceivePaymentWebhook");
        AdminEndpoints.Map(routes.Admin);
    }
}
