using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.Carts.Carts;
using Maru.Modules.Carts.Sharing;
using Maru.Modules.Carts.Wishlists;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Carts;

/// <summary>Carts and wishlists of guests and members.</summary>
public sealed class CartsModule : IModule
{
    public string Name => "carts";

    public IReadOnlyList<string> Needs => ["catalog", "inventory", "pricing"];

    public void Configure(ModuleBuilder module)
    {
        module.Declares(CartOptions.GuestDays, CartOptions.MemberDays, CartOptions.MostPieces, CartOptions.MostLines);
        module.Services.AddSingleton<CartOptions>();
        module.Services.AddSingleton<CartStore>();
        module.Services.AddSingleton<CartViews>();
        module.Services.AddSingleton<GoodsLines>();
        module.Services.AddSingleton<CartSync>();
        module.Services.AddSingleton<CartMerging>();
        module.Services.AddSingleton<CartShipping>();
        module.Offers<ICarts, CartService>();
        module.Offers<ISavedForLater, CartService>();
        module.Offers<IWishlists, WishlistService>();
        module.Offers<ISharing, ShareService>();
        module.Handles<UserSignedIn, CartMerging>("merge-at-sign-in");
        module.Subscribes("empty-bought", lanes: 4, s => s.OnBatch<BoughtCarts>(typeof(OrderPaid)));
        module.Handles<UserErased, CartErasure>("erase-member");
        module.Runs<CartExpiry>("expire-carts", JobSchedule.Every(TimeSpan.FromMinutes(10)));
    }

    public void Map(ModuleRoutes routes)
    {
        CartEndpoints.Map(routes);
        WishlistEndpoints.Map(routes);
        ShareEndpoints.Map(routes);
    }
}
