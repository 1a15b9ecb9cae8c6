using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.BackOffice;
using Maru.Modules.Pricing.Coupons;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Pricing;

/// <summary>Promotions, coupons and price lists.</summary>
public sealed class PricingModule : IModule
{
    public string Name => "pricing";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton<PricingRulesStore>();
        module.Services.AddSingleton<Redemption>();
        module.Offers<IPricing, PricingService>();
        module.Offers<IPromotionPrices, PricingService>();
        module.Offers<IPricingAdministration, PricingAdministration>();
    }

    public void Map(ModuleRoutes routes) => PricingEndpoints.Map(routes);
}
