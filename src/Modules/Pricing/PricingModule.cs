using Maru.Platform.Modules;

namespace Maru.Modules.Pricing;

/// <summary>Promotions, coupons and price lists.</summary>
public sealed class PricingModule : IModule
{
    public string Name => "pricing";

    public void Configure(ModuleBuilder module)
    {
    }
}
