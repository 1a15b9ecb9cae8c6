using Maru.Platform.Modules;

namespace Maru.Modules.Shipping;

/// <summary>Ways to send goods, their price, and parcels under way.</summary>
public sealed class ShippingModule : IModule
{
    public string Name => "shipping";

    public void Configure(ModuleBuilder module)
    {
    }
}
