using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Vision;
using Maru.Modules.Vision.Classification;
using Maru.Modules.Vision.Embedding;
using Maru.Modules.Vision.Index;
using Maru.Modules.Vision.Searching;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Vision;

/// <summary>Finding goods by picture, similar goods, automatic categories.</summary>
public sealed class VisionModule : IModule
{
    public string Name => "vision";

    public IReadOnlyList<string> Needs => ["catalog"];

    public void Configure(ModuleBuilder module)
    {
        var options = VisionOptions.Read(module.Configuration);
        module.Services.AddSingleton(options);
        module.Services.AddSingleton(_ => Embedders.Load(options));
        module.Services.AddSingleton<EmbeddingStore>();
        module.Services.AddSingleton<PictureEmbedder>();
        module.Services.AddSingleton<CategoryNumbers>();
        module.Services.AddSingleton<SnapshotFolder>();
        module.Services.AddSingleton<Rebuilds>();
        module.Services.AddSingleton<Sights>();
        module.Services.AddSingleton<IndexKeeper>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<IndexKeeper>());
        module.Services.AddSingleton<PictureReader>();
        module.Services.AddSingleton<GlanceCache>();
        module.Services.AddSingleton<MatchFinder>();
        module.Services.AddSingleton<GoesWith>();
        module.Services.AddSingleton<SearchTeller>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<SearchTeller>());
        module.Services.AddSingleton<ClassificationStore>();
        module.Services.AddSingleton<Classifying>();

        module.Offers<IVision, VisualSearcher>();
        module.Offers<IVisionAdministration, VisionAdministration>();
        module.Offers<IClassification, ClassificationDesk>();

        module.Subscribes("index", lanes: 1, s => s.OnBatch<ChangedGoods>(typeof(ProductChanged), typeof(ProductRemoved), typeof(PriceChanged), typeof(AvailabilityChanged)));
        module.Runs<ClassifyNew>("classify-new", JobSchedule.Every(TimeSpan.FromMinutes(5)));
        module.Runs<ClassifyAll>("classify-all", JobSchedule.OnDemand);
        module.Runs<ModelBook>("forget-models", JobSchedule.DailyAt(3, 40));
    }

    public void Map(ModuleRoutes routes)
    {
        VisualSearchEndpoints.Map(routes);
        VisionAdminEndpoints.Map(routes);
        ClassificationEndpoints.Map(routes);
    }
}
