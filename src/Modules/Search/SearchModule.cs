using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Search;
using Maru.Modules.Search.Analytics;
using Maru.Modules.Search.Index;
using Maru.Modules.Search.Personal;
using Maru.Modules.Search.Prices;
using Maru.Modules.Search.Records;
using Maru.Modules.Search.Rules;
using Maru.Modules.Search.Trends;
using Maru.Platform.Jobs;
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
        module.Offers<ISearchRecords, SearchRecorder>();
        module.Offers<ISearchAdministration, SearchAdministration>();

        module.Services.AddSingleton<PriceBoard>();
        module.Services.AddSingleton<IndexKeeper>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<IndexKeeper>());
        module.Services.AddHostedService(provider => provider.GetRequiredService<SearchRecorder>());
        module.Services.AddSingleton<RuleStore>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<RuleStore>());
        module.Services.AddSingleton<SearchCounts>();
        module.Services.AddSingleton<RecordWriter>();
        module.Services.AddSingleton<Visitors>();
        module.Services.AddSingleton<BlockedWords>();
        module.Services.AddSingleton<TrendBoard>();
        module.Services.AddSingleton<SearchMemory>();

        module.Declares(BlockedWords.Words);
        module.Subscribes("index", lanes: 1, s => s.On<ProductChanged, IndexKeeper>().On<ProductRemoved, IndexKeeper>());
        module.Follows(static (services, _) => services.GetRequiredService<RuleStore>().Changed(), typeof(SearchRulesChanged));
        module.Handles<UserErased, SearchErasure>("erasure", lanes: 1);
        module.Runs<OldSearches>("forget-searches", JobSchedule.DailyAt(4, 40));
    }

    public void Map(ModuleRoutes routes)
    {
        SearchEndpoints.Map(routes.Api);
        PriceEndpoint.Map(routes.Api);
        AdministrationEndpoints.Map(routes.Admin);
    }
}
