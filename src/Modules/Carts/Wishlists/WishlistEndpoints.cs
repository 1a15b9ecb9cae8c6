using Maru.Contracts.Carts;
using Maru.Modules.Carts.Carts;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Carts.Wishlists;

/// <summary>/api/v1/wishlists, for members.</summary>
internal static class WishlistEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var lists = routes.Api.MapGroup("/wishlists").RequireUser();
        lists.MapGet("", ListAsync);
        lists.MapPost("", CreateAsync);
        lists.MapGet("/{id}", FindAsync);
        lists.MapPatch("/{id}", RenameAsync);
        lists.MapDelete("/{id}", RemoveAsync);
        lists.MapPost("/items", AddToFirstAsync);
        lists.MapPost("/{id}/items", AddAsync);
        lists.MapDelete("/{id}/items/{sku}", TakeOutAsync);
        lists.MapPost("/{id}/share", ShareAsync);
        lists.MapDelete("/{id}/share", RevokeAsync);
    }

    private static Task<IReadOnlyList<WishlistView>> ListAsync(Caller caller, WishlistService lists, CartOptions options, CancellationToken ct, string? currency = null) =>
        lists.ListAsync(caller.User!.Value, options.CurrencyOr(currency), ct);

    private static async Task<Results<Created<WishlistView>, ProblemHttpResult>> CreateAsync(NameBody body, Caller caller, WishlistService lists, CancellationToken ct)
    {
        var made = await lists.CreateAsync(caller.User!.Value, body.Name ?? "", ct);
        return made.Succeeded ? TypedResults.Created($"/api/v1/wishlists/{made.Value.Id}", made.Value) : made.Failure.ToProblem();
    }

    private static async Task<Results<Ok<WishlistView>, ProblemHttpResult>> FindAsync(
        WishlistId id, Caller caller, WishlistService lists, CartOptions options, CancellationToken ct, string? currency = null) =>
        await lists.FindAsync(caller.User!.Value, id, options.CurrencyOr(currency), ct) is { } view ? TypedResults.Ok(view) : new NotFound("wishlist").ToProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> RenameAsync(WishlistId id, NameBody body, Caller caller, WishlistService lists, CancellationToken ct) =>
        (await lists.RenameAsync(caller.User!.Value, id, body.Name ?? "", ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(WishlistId id, Caller caller, WishlistService lists, CancellationToken ct) =>
        (await lists.RemoveAsync(caller.User!.Value, id, ct)).ToNoContent();

    private static async Task<Results<Ok<WishlistView>, ProblemHttpResult>> AddToFirstAsync(
        ItemBody body, Caller caller, WishlistService lists, CartOptions options, CancellationToken ct) =>
        (await lists.AddAsync(caller.User!.Value, null, body.Sku ?? "", options.DefaultCurrency, ct)).ToResult();

    private static async Task<Results<Ok<WishlistView>, ProblemHttpResult>> AddAsync(
        WishlistId id, ItemBody body, Caller caller, WishlistService lists, CartOptions options, CancellationToken ct) =>
        (await lists.AddAsync(caller.User!.Value, id, body.Sku ?? "", options.DefaultCurrency, ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeOutAsync(WishlistId id, string sku, Caller caller, WishlistService lists, CancellationToken ct) =>
        (await lists.TakeOutAsync(caller.User!.Value, id, sku, ct)).ToNoContent();

    private static async Task<Results<Ok<Sharing.ShareLink>, ProblemHttpResult>> ShareAsync(WishlistId id, Caller caller, Sharing.ShareService shares, CancellationToken ct) =>
        Sharing.ShareLink.From(await shares.ShareWishlistAsync(id, caller.User!.Value, ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(WishlistId id, Caller caller, Sharing.ShareService shares, CancellationToken ct) =>
        (await shares.RevokeWishlistAsync(id, caller.User!.Value, ct)).ToNoContent();

    internal sealed record NameBody(string? Name);

    internal sealed record ItemBody(string? Sku);
}
