using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Modules.Catalog.Administration;
using Maru.Modules.Catalog.Browsing;
using Maru.Modules.Catalog.Files;
using Maru.Modules.Catalog.Market;
using Maru.Modules.Catalog.Media;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Catalog;

/// <summary>Brands, categories, products, variants, media, sellers and their offers; import and export.</summary>
public sealed class CatalogModule : IModule
{
    public string Name => "catalog";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton(CatalogOptions.Read(module.Configuration));
        module.Services.AddSingleton<ShelfReader>();
        module.Services.AddSingleton<ShelfKeeper>();
        module.Services.AddHostedService(provider => provider.GetRequiredService<ShelfKeeper>());
        module.Services.AddSingleton<TextRanking>();
        module.Services.AddSingleton<ProductEndpoints>();
        module.Services.AddSingleton<ProductStore>();
        module.Services.AddSingleton<ProductReader>();
        module.Services.AddSingleton<MediaStore>();
        module.Services.AddSingleton<AdminList>();
        module.Services.AddSingleton<Offers>();
        module.Services.AddSingleton<CategoryEditor>();
        module.Services.AddSingleton<FileImport>();
        module.Services.AddSingleton<FileExport>();

        module.Offers<ICatalog, SellableGoods>();
        module.Offers<ICatalogBrowsing, CatalogBrowsing>();
        module.Offers<ICatalogImport, CatalogImport>();
        module.Offers<ICatalogFiles, CatalogFiles>();
        module.Offers<ICatalogPictures, PictureFiles>();
        module.Offers<ICatalogAdministration, CatalogAdministration>();
        module.Offers<ISellers, SellerBook>();

        module.Runs<PictureFetcher>("fetch-pictures", JobSchedule.Every(TimeSpan.FromMinutes(10)));
        module.Subscribes("availability", lanes: 2, s => s.OnBatch<AvailabilityHandler>(typeof(AvailabilityChanged)));
        module.Subscribes("seller-quality", lanes: 1, s => s
            .On<OrderPaid, SellerQualityHandler>().On<OrderShipped, SellerQualityHandler>().On<OrderCancelled, SellerQualityHandler>().On<ReturnRequested, SellerQualityHandler>());
    }

    public void Map(ModuleRoutes routes)
    {
        ProductEndpoints.Map(routes);
        MediaEndpoint.Map(routes);
        AdministrationEndpoints.Map(routes);
        FileEndpoints.Map(routes);
        SellerEndpoints.Map(routes);
    }
}
