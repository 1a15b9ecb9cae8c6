using Maru.Admin.Access;
using Maru.Admin.Customers;
using Maru.Admin.Events;
using Maru.Admin.Find;
using Maru.Admin.History;
using Maru.Admin.Imports;
using Maru.Admin.Messages;
using Maru.Admin.Operations;
using Maru.Admin.Orders;
using Maru.Admin.Overview;
using Maru.Admin.Parcels;
using Maru.Admin.Payments;
using Maru.Admin.Products;
using Maru.Admin.Promotions;
using Maru.Admin.Returns;
using Maru.Admin.Reviews;
using Maru.Admin.Searching;
using Maru.Admin.Sellers;
using Maru.Admin.Settings;
using Maru.Admin.Shell;
using Maru.Admin.Statistics;
using Maru.Admin.Stock;
using Maru.Admin.Vision;
using Maru.Admin.Webhooks;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Admin;

/// <summary>The back office's pages under /admin, rendered on the server.</summary>
public sealed class AdminModule : IModule
{
    public string Name => "admin";

    public IReadOnlyList<string> Needs => ["identity", "ordering", "catalog", "inventory", "pricing", "payments", "shipping", "notifications", "reviews", "webhooks", "history", "vision"];

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddRazorComponents();
        module.Services.AddSingleton<LiveFigures>();
        module.Follows(static (services, _) => services.GetRequiredService<LiveFigures>().Changed(), LiveFigures.Events);
    }

    public void Map(ModuleRoutes routes)
    {
        DeskAssets.Map(routes.Root);
        Pages.MapLanguage(routes.Root);
        FindEndpoints.Map(routes.Root);
        OverviewEndpoint.Map(routes.Root);
        LiveFigures.Map(routes.Admin);
        OrderEndpoints.Map(routes.Root);
        ProductEndpoints.Map(routes.Root);
        StockEndpoints.Map(routes.Root);
        VisionEndpoints.Map(routes.Root);
        CustomerEndpoints.Map(routes.Root);
        SellerEndpoints.Map(routes.Root);
        PromotionEndpoints.Map(routes.Root);
        CouponEndpoints.Map(routes.Root);
        AccessEndpoints.Map(routes.Root);
        ReturnEndpoints.Map(routes.Root);
        PaymentEndpoints.Map(routes.Root);
        ParcelEndpoints.Map(routes.Root);
        ImportEndpoints.Map(routes.Root);
        ReviewEndpoints.Map(routes.Root);
        QuestionEndpoints.Map(routes.Root);
        MessageEndpoints.Map(routes.Root);
        TemplateEndpoints.Map(routes.Root);
        WebhookPages.Map(routes.Root);
        StatisticsEndpoints.Map(routes.Root);
        HistoryEndpoints.Map(routes.Root);
        EventEndpoints.Map(routes.Root);
        SettingEndpoints.Map(routes.Root);
        SearchingEndpoints.Map(routes.Root);
        JobEndpoints.Map(routes.Root);
        DeadLetterEndpoints.Map(routes.Root);
    }
}
