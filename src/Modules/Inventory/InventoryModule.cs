using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.BackOffice;
using Maru.Modules.Inventory.Proof;
using Maru.Modules.Inventory.Reservations;
using Maru.Modules.Inventory.Stock;
using Maru.Modules.Inventory.Watches;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Inventory;

/// <summary>Stock over warehouses, reservations and the ledger of movements.</summary>
public sealed class InventoryModule : IModule
{
    public string Name => "inventory";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<StockLedger>();
        module.Services.AddSingleton<ReservationSettlement>();
        module.Services.AddSingleton<ReservationQueue>();
        module.Services.AddSingleton<StockReading>();
        module.Offers<IInventory, InventoryService>();
        module.Offers<IInventoryAdministration, StockAdministration>();
        module.Offers<IInventoryProof, InventoryProof>();
        module.Subscribes("stated-stock", lanes: 1, s => s.OnBatch<StatedStock>(typeof(VariantStockStated)));
        module.Offers<IStockWatches, StockWatches>();
        module.Handles<AvailabilityChanged, WatchedGoods>("watched-goods", lanes: 1);
        module.Handles<UserErased, WatcherErasure>("watcher-erasure", lanes: 1);
        module.Runs<WatchNews>("tell-watchers", JobSchedule.Every(TimeSpan.FromSeconds(20)));
        module.Runs<OverdueReservations>("expire-reservations", JobSchedule.Every(TimeSpan.FromSeconds(15)));
        module.Runs<InventoryProof>("prove-stock", JobSchedule.Every(TimeSpan.FromMinutes(15)));
    }

    public void Map(ModuleRoutes routes) => StockEndpoints.Map(routes);
}
