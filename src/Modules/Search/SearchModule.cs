using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Modules.Search.Index;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Search;

/// <summary>Finding goods by words.</summary>
public sealed class SearchModule : IModule
{
    public string Name => "search";

    public IReadOnlyList<string> Needs => ["catalog"];

    public void Configure(ModuleBuilder module)
    {
        module.Offers<ISearch, ProductSearch>();
        module.Offers<ISearchRanking, ProductIndex>();
        module.Subscribes("index", lanes: 1, s => s.On<ProductChanged, IndexKeeper>().On<ProductRemoved, IndexKeeper>());
        module.Services.AddSingleton<IndexKeeper>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<IndexKeeper>());
    }

    public void Map(ModuleRoutes routes) => SuggestEndpoint.Map(routes.Api);
}
