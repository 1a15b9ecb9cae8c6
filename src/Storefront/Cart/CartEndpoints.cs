using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Cart;

/// <summary>The cart's page and its forms; they work without a script, and give a script the drawer's content instead.</summary>
internal static class CartEndpoints
{
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(60);

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/cart", ShowAsync);
        root.MapForm("/cart/items", AddAsync);
        root.MapForm("/cart/items/{sku}", ChangeAsync);
        root.MapForm("/cart/coupons", CouponAsync);
        root.MapForm("/cart/saved", SaveAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return Show(context, visit, await FindAsync(visit, carts, ct), null);
    }

    private static async Task<IResult> AddAsync([FromForm] string sku, [FromForm] int quantity, HttpContext context, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var cart = await FindAsync(visit, carts, ct) ?? await OpenAsync(context, visit, carts, ct);
        return Answer(context, visit, cart, Guid.TryParse(context.Request.Headers["X-Operation"], out var operation)
            ? await carts.AddOnceAsync(cart.Id, operation, sku, quantity, ct)
            : await carts.AddAsync(cart.Id, sku, quantity, ct));
    }

    private static async Task<IResult> ChangeAsync(string sku, [FromForm] int? quantity, [FromForm] bool? remove, HttpContext context, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await FindAsync(visit, carts, ct) is { } cart
            ? Answer(context, visit, cart, await carts.SetQuantityAsync(cart.Id, sku, remove == true ? 0 : quantity ?? 0, ct))
            : Pages.SeeOther(visit.To("/cart"));
    }

    private static async Task<IResult> CouponAsync([FromForm] string? code, [FromForm] string? remove, HttpContext context, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        return await FindAsync(visit, carts, ct) is { } cart
            ? Answer(context, visit, cart, remove is null ? await carts.ApplyCouponAsync(cart.Id, code ?? "", ct) : await carts.RemoveCouponAsync(cart.Id, remove, ct))
            : Pages.SeeOther(visit.To("/cart"));
    }

    /// <summary>Puts a line aside without forgetting it, and back.</summary>
    private static async Task<IResult> SaveAsync([FromForm] string sku, [FromForm] string act, HttpContext context, ICarts carts, ISavedForLater saved, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await FindAsync(visit, carts, ct) is not { } cart)
        {
            return Pages.SeeOther(visit.To("/cart"));
        }

        return Answer(context, visit, cart, act switch
        {
            "back" => await saved.MoveToCartAsync(cart.Id, sku, ct),
            "forget" => await saved.ForgetAsync(cart.Id, sku, ct),
            _ => await saved.SaveAsync(cart.Id, sku, ct),
        });
    }

    /// <summary>The cart of the visitor's cookie; a member's own only for that member.</summary>
    internal static async Task<CartView?> FindAsync(Visit visit, ICarts carts, CancellationToken ct)
    {
        var cart = visit.Cart is { } id ? await carts.FindAsync(id, ct) : null;
        return cart is null || (cart.Owner is { } owner && owner != visit.Caller.User) ? null : cart;
    }

    internal static async Task<CartView> OpenAsync(HttpContext context, Visit visit, ICarts carts, CancellationToken ct)
    {
        var cart = visit.Caller.User is { } member
            ? await carts.OfMemberAsync(member, visit.Currency, ct)
            : (await carts.CreateAsync(null, visit.Currency, ct)).Value!;
        context.Response.Cookies.Append(Visit.CartCookie, cart.Id.ToString(), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = CookieLifetime, IsEssential = true, Path = "/",
        });
        return cart;
    }

    private static IResult Answer(HttpContext context, Visit visit, CartView before, Result<CartView> result)
    {
        if (result.Succeeded)
        {
            return IsScript(context) ? Show(context, visit, result.Value, null) : Pages.SeeOther(visit.To("/cart"));
        }

        return Show(context, visit, before, Problems.Say(result.Failure, visit));
    }

    private static IResult Show(HttpContext context, Visit visit, CartView? cart, string? problem) => IsScript(context)
        ? Pages.Show<CartLines>(context, visit, new { Cart = cart, Problem = problem })
        : Pages.Show<CartPage>(context, visit, new { Cart = cart, Problem = problem }, problem is null ? 200 : 409);

    private static bool IsScript(HttpContext context) => context.Request.Headers["X-Fragment"] == "cart";
}
