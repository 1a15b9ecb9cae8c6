using System.Text.Encodings.Web;
using System.Text.Unicode;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Maru.Storefront.Accounts;
using Maru.Storefront.Browse;
using Maru.Storefront.Cart;
using Maru.Storefront.Checkout;
using Maru.Storefront.Findable;
using Maru.Storefront.Help;
using Maru.Storefront.Home;
using Maru.Storefront.Orders;
using Maru.Storefront.Products;
using Maru.Storefront.Pwa;
using Maru.Storefront.Sellers;
using Maru.Storefront.Shell;
using Maru.Storefront.Vision;
using Maru.Storefront.Wishlists;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Storefront;

/// <summary>The shop's pages, rendered on the server.</summary>
public sealed class StorefrontModule : IModule
{
    public string Name => "storefront";

    public IReadOnlyList<string> Needs => ["catalog", "search", "carts", "ordering", "identity", "shipping", "payments", "loyalty", "reviews", "notifications"];

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddRazorComponents();

        // Hangul stays Hangul: by default every syllable would be written as eight characters of markup.
        module.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        module.Services.AddSingleton<FrontWindow>();
        module.Services.AddSingleton<ProductVoices>();
        module.Services.AddSingleton<CheckoutDesk>();
        module.Services.AddSingleton<IErrorPage, ShopErrorPage>();
    }

    public void Map(ModuleRoutes routes)
    {
        ShopAssets.Map(routes.Root);
        HomeEndpoint.Map(routes.Root);
        HelpEndpoint.Map(routes.Root);
        ListingEndpoints.Map(routes.Root);
        ProductEndpoint.Map(routes.Root);
        VisualSearchEndpoints.Map(routes.Root);
        SellerEndpoint.Map(routes.Root);
        CartEndpoints.Map(routes.Root);
        CheckoutEndpoints.Map(routes.Root);
        OrderEndpoints.Map(routes.Root);
        AccountEndpoints.Map(routes.Root);
        LinkEndpoints.Map(routes.Root);
        ProfileEndpoints.Map(routes.Root);
        AddressEndpoints.Map(routes.Root);
        SecurityEndpoints.Map(routes.Root);
        PrivacyEndpoints.Map(routes.Root);
        NotificationEndpoints.Map(routes.Root);
        WishlistEndpoints.Map(routes.Root);
        FindableEndpoints.Map(routes.Root);
        PwaEndpoints.Map(routes.Root);
        NotFoundPage.Map(routes.Root);
    }
}
