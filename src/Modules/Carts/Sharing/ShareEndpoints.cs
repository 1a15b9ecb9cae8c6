using Maru.Contracts;
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

namespace Maru.Modules.Carts.Sharing;

internal static class ShareEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        routes.Api.MapPost("/carts/{id}/share", ShareAsync);
        routes.Api.MapDelete("/carts/{id}/share", RevokeAsync);
        routes.Api.MapGet("/shared/{token}", FindAsync);
    }

    private static async Task<Results<Ok<ShareLink>, ProblemHttpResult>> ShareAsync(CartId id, Caller caller, ShareService shares, CancellationToken ct) =>
        ShareLink.From(await shares.ShareCartAsync(id, caller.User, ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(CartId id, Caller caller, ShareService shares, CancellationToken ct) =>
        (await shares.RevokeCartAsync(id, caller.User, ct)).ToNoContent();

    private static async Task<Results<Ok<SharedList>, ProblemHttpResult>> FindAsync(
        string token, ShareService shares, CartOptions options, CancellationToken ct, string? currency = null) =>
        await shares.FindAsync(token, options.CurrencyOr(currency), ct) is { } list ? TypedResults.Ok(list) : new NotFound("shared list").ToProblem();
}
