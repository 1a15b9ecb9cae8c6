using Maru.Platform.Modules;

namespace Maru.Modules.Payments;

/// <summary>Taking and giving back money through providers; the double-entry ledger.</summary>
public sealed class PaymentsModule : IModule
{
    public string Name => "payments";

    public void Configure(ModuleBuilder module)
    {
    }
}
