using Maru.Platform.Modules;

namespace Maru.Modules.Inventory;

/// <summary>Stock over warehouses: reservations, movements, thresholds.</summary>
public sealed class InventoryModule : IModule
{
    public string Name => "inventory";

    public void Configure(ModuleBuilder module)
    {
    }
}
