using Maru.Platform.Modules;

namespace Maru.Modules.Ordering;

/// <summary>Orders as streams of events, checkout, returns, statistics.</summary>
public sealed class OrderingModule : IModule
{
    public string Name => "ordering";

    public IReadOnlyList<string> Needs => ["carts", "catalog", "inventory", "pricing", "payments", "shipping", "loyalty"];

    public void Configure(ModuleBuilder module)
    {
    }
}
