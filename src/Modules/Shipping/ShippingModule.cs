using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Carriers;
using Maru.Modules.Shipping.Rates;
using Maru.Modules.Shipping.Shipments;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
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
        module.Offers<IShipping, ShippingService>();
        module.Runs<ParcelTracking>("track-parcels", JobSchedule.Every(TimeSpan.FromSeconds(5)));
    }
}
