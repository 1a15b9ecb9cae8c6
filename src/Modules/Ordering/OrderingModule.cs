using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Administration;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Contacts;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Returns;
using Maru.Modules.Ordering.Statistics;
using Maru.Modules.Ordering.Tasks;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Ordering;

/// <summary>Orders as streams of events, checkout, returns, statistics.</summary>
public sealed class OrderingModule : IModule
{
    public string Name => "ordering";

    public IReadOnlyList<string> Needs => ["carts", "catalog", "inventory", "pricing", "payments", "shipping", "loyalty"];

    public void Configure(ModuleBuilder module)
    {
        module.Declares(OrderingOptions.PaymentTime, OrderingOptions.TransferTime, OrderingOptions.HoldTime, OrderingOptions.DaysToWithdraw, OrderingOptions.DaysForFaults);
        module.Services.AddSingleton<OrderingOptions>();
        module.Services.AddSingleton<PersonKeys>();
        module.Services.AddSingleton<ContactStore>();
        module.Services.AddSingleton<GuestTokens>();
        module.Services.AddSingleton<OrderStore>();
        module.Services.AddSingleton<OrderWriter>();
        module.Services.AddSingleton<OrderViews>();
        module.Services.AddSingleton<OrderDesk>();
        module.Services.AddSingleton<OrderLive>();
        module.Services.AddSingleton<Cancellation>();
        module.Services.AddSingleton<AddressChange>();
        module.Services.AddSingleton<GuestLookup>();
        module.Services.AddSingleton<OrderTaskStore>();
        module.Services.AddSingleton<OrderTaskRunner>();
        module.Services.AddSingleton<CheckoutPlanner>();
        module.Services.AddSingleton<CheckoutStore>();
        module.Services.AddSingleton<CheckoutCompensation>();
        module.Services.AddSingleton<CheckoutSaga>();
        module.Services.AddSingleton<CheckoutService>();
        module.Services.AddSingleton<WorkSignal>();
        module.Services.AddSingleton<DueWork>();
        module.Services.AddHostedService<CheckoutWorker>();
        module.Services.AddSingleton<ReturnViews>();
        module.Services.AddSingleton<Replacements>();
        module.Services.AddSingleton<SalesReader>();
        module.Services.AddSingleton<BookReader>();
        module.Services.AddSingleton<ViewRebuild>();
        module.Offers<IOrdering, OrderingService>();
        module.Offers<IOrderAdministration, OrderAdministration>();
        module.Offers<IReturns, ReturnsService>();

        module.Subscribes("payments", lanes: 2, s => s.OnBatch<PaymentHandlers>(typeof(PaymentSettled), typeof(RefundSettled)));
        module.Subscribes("sales", lanes: 1, s => s.OnBatch<SalesProjection>(typeof(OrderPaid), typeof(OrderRefunded)));
        module.Handles<ShipmentMoved, ParcelNews>("parcels");
        module.Follows(static (services, happened) => services.GetRequiredService<OrderLive>().Changed(happened.Key), OrderLive.Events);
        module.Handles<UserErased, PersonErasure>("erasure", lanes: 1);
    }

    public void Map(ModuleRoutes routes)
    {
        CheckoutEndpoint.Map(routes.Api);
        OrderEndpoints.Map(routes.Api);
        OrderLiveEndpoint.Map(routes.Api);
        ReturnEndpoints.Map(routes.Api, routes.Admin);
        SellerEndpoints.Map(routes.Api);
        AdministrationEndpoints.Map(routes.Admin);
    }
}
