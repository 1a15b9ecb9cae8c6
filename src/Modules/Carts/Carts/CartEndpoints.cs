using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Carts.Carts;

/// <summary>/api/v1/carts. A guest's cart is held by whoever knows its id; a member's is there for nobody else.</summary>
internal static class CartEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var carts = routes.Api.MapGroup("/carts");
        carts.MapPost("", CreateAsync);
        carts.MapGet("/{id}", GetAsync);
        carts.MapPost("/{id}/items", AddAsync);
        carts.MapPatch("/{id}/items/{sku}", SetQuantityAsync);
        carts.MapDelete("/{id}/items/{sku}", RemoveAsync);
        carts.MapPost("/{id}/coupons", ApplyCouponAsync);
        carts.MapDelete("/{id}/coupons/{code}", RemoveCouponAsync);
        carts.MapPost("/{id}/merge", MergeAsync).RequireUser();
        carts.MapGet("/{id}/shipping-options", ShippingOptionsAsync);
        carts.MapPost("/{id}/items/{sku}/save-for-later", SaveAsync);
        carts.MapPost("/{id}/saved/{sku}/move-to-cart", MoveToCartAsync);
        carts.MapDelete("/{id}/saved/{sku}", ForgetAsync);
        carts.MapPost("/{id}/sync", SyncAsync);
    }

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> SaveAsync(CartId id, string sku, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.SaveAsync(CartKey.From(id, caller.User), sku, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> MoveToCartAsync(CartId id, string sku, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.MoveToCartAsync(CartKey.From(id, caller.User), sku, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> ForgetAsync(CartId id, string sku, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.ForgetAsync(CartKey.From(id, caller.User), sku, ct)).ToResult();

    private static async Task<Results<Ok<SyncAnswer>, ProblemHttpResult>> SyncAsync(CartId id, SyncBody body, Caller caller, CartSync sync, CancellationToken ct) =>
        (await sync.ApplyAsync(CartKey.From(id, caller.User), body.Operations ?? [], ct)).ToResult();

    private static async Task<Results<Created<CartView>, ProblemHttpResult>> CreateAsync(
        [FromBody(EmptyBodyBehavior = Microsoft.AspNetCore.Mvc.ModelBinding.EmptyBodyBehavior.Allow)] NewCart? body, Caller caller, CartService carts, CartOptions options,
        CancellationToken ct)
    {
        var made = await carts.CreateAsync(caller.User, body?.Currency ?? options.DefaultCurrency, ct);
        return made.Succeeded ? TypedResults.Created($"/api/v1/carts/{made.Value.Id}", made.Value) : made.Failure.ToProblem();
    }

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> GetAsync(CartId id, Caller caller, CartService carts, CancellationToken ct) =>
        await carts.LookAsync(CartKey.From(id, caller.User), ct) is { } view ? TypedResults.Ok(view) : new NotFound("cart").ToProblem();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> AddAsync(CartId id, NewItem item, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.AddAsync(CartKey.From(id, caller.User, item.Version), item.Sku ?? "", item.Quantity, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> SetQuantityAsync(
        CartId id, string sku, ItemChange change, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.SetQuantityAsync(CartKey.From(id, caller.User, change.Version), sku, change.Quantity, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> RemoveAsync(CartId id, string sku, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.SetQuantityAsync(CartKey.From(id, caller.User), sku, 0, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> ApplyCouponAsync(CartId id, NewCoupon coupon, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.ApplyCouponAsync(CartKey.From(id, caller.User), coupon.Code ?? "", ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> RemoveCouponAsync(CartId id, string code, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.RemoveCouponAsync(CartKey.From(id, caller.User), code, ct)).ToResult();

    private static async Task<Results<Ok<CartView>, ProblemHttpResult>> MergeAsync(CartId id, Caller caller, CartService carts, CancellationToken ct) =>
        (await carts.MergeAsync(id, caller.User!.Value, ct)).ToResult();

    private static async Task<Results<Ok<ShippingOptionList>, ProblemHttpResult>> ShippingOptionsAsync(
        CartId id, Caller caller, CartShipping shipping, CancellationToken ct, string country = "KR", string? postalCode = null, string? region = null) =>
        (await shipping.OptionsAsync(CartKey.From(id, caller.User), country, postalCode, region, ct)).ToResult();

    internal sealed record NewCart(Currency? Currency);

    internal sealed record NewItem(string? Sku, int Quantity, int? Version);

    internal sealed record ItemChange(int Quantity, int? Version);

    internal sealed record NewCoupon(string? Code);

    internal sealed record SyncBody(IReadOnlyList<OfflineOperation>? Operations);
}
