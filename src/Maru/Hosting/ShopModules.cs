using Maru.Admin;
using Maru.Modules.Carts;
using Maru.Modules.Catalog;
using Maru.Modules.History;
using Maru.Modules.Identity;
using Maru.Modules.Inventory;
using Maru.Modules.Loyalty;
using Maru.Modules.Notifications;
using Maru.Modules.Ordering;
using Maru.Modules.Payments;
using Maru.Modules.Pricing;
using Maru.Modules.Reviews;
using Maru.Modules.Search;
using Maru.Modules.Shipping;
using Maru.Modules.Vision;
using Maru.Modules.Webhooks;
using Maru.Platform;
using Maru.Platform.Modules;
using Maru.Storefront;

namespace Maru.Hosting;

/// <summary>Every module of this binary, in the order in which they start. No scanning: what is not here does not exist.</summary>
public static class ShopModules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new PlatformModule(),
        new IdentityModule(),
        new CatalogModule(),
        new InventoryModule(),
        new PricingModule(),
        new LoyaltyModule(),
        new ShippingModule(),
        new PaymentsModule(),
        new CartsModule(),
        new OrderingModule(),
        new ReviewsModule(),
        new NotificationsModule(),
        new WebhooksModule(),
        new HistoryModule(),
        new SearchModule(),
        new VisionModule(),
        new StorefrontModule(),
        new AdminModule(),
    ];
}
