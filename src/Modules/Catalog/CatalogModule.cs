using Maru.Platform.Modules;

namespace Maru.Modules.Catalog;

/// <summary>Brands, categories, products, variants, media, sellers and their offers; import and export.</summary>
public sealed class CatalogModule : IModule
{
    public string Name => "catalog";

    public void Configure(ModuleBuilder module)
    {
    }
}
