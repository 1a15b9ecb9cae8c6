using Maru.Platform.Modules;

namespace Maru.Modules.Loyalty;

/// <summary>Points: earned, held, spent, given back.</summary>
public sealed class LoyaltyModule : IModule
{
    public string Name => "loyalty";

    public void Configure(ModuleBuilder module)
    {
    }
}
