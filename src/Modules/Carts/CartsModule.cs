using Maru.Platform.Modules;

namespace Maru.Modules.Carts;

/// <summary>Carts and wishlists of guests and members.</summary>
public sealed class CartsModule : IModule
{
    public string Name => "carts";

    public IReadOnlyList<string> Needs => ["catalog", "inventory", "pricing"];

    public void Configure(ModuleBuilder module)
    {
    }
}
