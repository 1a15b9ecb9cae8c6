using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.BackOffice;
using Maru.Modules.Shipping.Carriers;
using Maru.Modules.Shipping.Rates;
using Maru.Modules.Shipping.Shipments;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Shipping;

/// <summary>Rates, labels and parcels under way.</summary>
public sealed class ShippingModule : IModule
{
    public string Name => "shipping";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<ShopClock>();
        module.Services.AddSingleton<RateStore>();
        module.Services.AddSingleton<ShipmentStore>();
        module.Services.AddSingleton<ICarrier, SimulatedCarrier>();
        AddIfSetUp<DhlCarrier>(module, DhlCarrier.Name);
        AddIfSetUp<FedExCarrier>(module, FedExCarrier.Name);
        AddIfSetUp<HanjinCarrier>(module, HanjinCarrier.Name);
        module.Offers<IShipping, ShippingService>();
        module.Offers<IShippingAdministration, ShippingAdministration>();
        module.Runs<ParcelTracking>("track-parcels", JobSchedule.Every(TimeSpan.FromSeconds(5)));
    }

    public void Map(ModuleRoutes routes) => ShippingEndpoints.Map(routes);

    /// <summary>A carrier takes part once its section of the configuration is there.</summary>
    private static void AddIfSetUp<TCarrier>(ModuleBuilder module, string name) where TCarrier : class, ICarrier
    {
        if (module.Configuration.GetSection("shipping:" + name).Exists())
        {
            module.Services.AddSingleton<ICarrier, TCarrier>();
        }
    }
}
