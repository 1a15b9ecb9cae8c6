using Maru.Platform.Modules;

namespace Maru.Modules.History;

/// <summary>The record of sales, sign-ups, withdrawals and deliveries.</summary>
public sealed class HistoryModule : IModule
{
    public string Name => "history";

    public void Configure(ModuleBuilder module)
    {
    }
}
