using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Modules.Loyalty.Points;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Loyalty;

/// <summary>Points: earned, held, spent, given back.</summary>
public sealed class LoyaltyModule : IModule
{
    public string Name => "loyalty";

    public void Configure(ModuleBuilder module)
    {
        module.Declares(LoyaltySettings.EarnBasisPoints, LoyaltySettings.ExpiryDays);
        module.Services.AddSingleton<PointsLedger>();
        module.Offers<ILoyalty, LoyaltyService>();
        module.Subscribes("earning", lanes: 2, s => s.On<OrderDelivered, Earning>().On<OrderRefunded, Earning>().On<OrderCancelled, Earning>());
        module.Runs<PointsExpiry>("expire-points", JobSchedule.DailyAt(4, 30));
    }
}
