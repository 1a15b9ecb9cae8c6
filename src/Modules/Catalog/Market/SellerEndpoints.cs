using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Maru.Modules.Catalog.Market;

internal static class SellerEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        routes.Api.MapGet("/sellers/{idOrSlug}", ShowAsync);
        routes.Api.MapPost("/sellers", RegisterAsync).RequireUser();
        routes.Api.MapGet("/seller", OwnAsync).RequireUser();
        routes.Api.MapPut("/seller", UpdateOwnAsync).RequirePermission(Permissions.SellerOwn);
        routes.Admin.MapGet("/sellers", ListAsync).RequirePermission(Permissions.SellersRead);
        routes.Admin.MapGet("/sellers/{id}", FindAsync).RequirePermission(Permissions.SellersRead);
        routes.Admin.MapPut("/sellers/{id}/status", DecideAsync).RequirePermission(Permissions.SellersWrite);
        routes.Admin.MapPut("/sellers/{id}/margin", MarginAsync).RequirePermission(Permissions.SellersWrite);
    }

    private static async Task<Results<Ok<SellerView>, ProblemHttpResult>> ShowAsync(string idOrSlug, ICatalogBrowsing catalog, CancellationToken ct) =>
        await catalog.FindSellerAsync(idOrSlug, ct) is { } seller ? TypedResults.Ok(seller) : new Contracts.NotFound("seller").ToProblem();

    private static async Task<Results<Created<SellerRecord>, ProblemHttpResult>> RegisterAsync(SellerApplication application, Caller caller, ISellers sellers, CancellationToken ct)
    {
        var seller = await sellers.RegisterAsync(application, caller.User, ct);
        return seller.Succeeded ? TypedResults.Created("/api/v1/seller", seller.Value) : seller.Failure.ToProblem();
    }

    private static async Task<Results<Ok<SellerRecord>, ProblemHttpResult>> OwnAsync(Caller caller, ISellers sellers, CancellationToken ct) =>
        (caller.Seller is { } id ? await sellers.FindAsync(id, ct) : await sellers.FindOfUserAsync(caller.User!.Value, ct)) is { } found
            ? TypedResults.Ok(found) : new Contracts.NotFound("seller").ToProblem();

    private static async Task<Results<Ok<SellerRecord>, ProblemHttpResult>> UpdateOwnAsync(SellerChange change, Caller caller, ISellers sellers, CancellationToken ct) =>
        caller.Seller is { } id ? (await sellers.UpdateAsync(id, change.Name, change.Policy, ct)).ToResult() : new Contracts.NotFound("seller").ToProblem();

    private static async Task<Results<Ok<Page<SellerRecord>>, ProblemHttpResult>> ListAsync(Paging paging, string? status, string? q, ISellers sellers, CancellationToken ct)
    {
        SellerStatus? wanted = Enum.TryParse<SellerStatus>(status, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        return status is not null && wanted is null
            ? ValidationFailure.Of("status", "must be pending, approved, suspended or rejected").ToProblem()
            : TypedResults.Ok(await sellers.ListAsync(wanted, q, paging.Page, ct));
    }

    private static async Task<Results<Ok<SellerRecord>, ProblemHttpResult>> FindAsync(SellerId id, ISellers sellers, CancellationToken ct) =>
        await sellers.FindAsync(id, ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("seller").ToProblem();

    private static async Task<Results<Ok<SellerRecord>, ProblemHttpResult>> DecideAsync(SellerId id, SellerDecision decision, ISellers sellers, CancellationToken ct) =>
        (await sellers.DecideAsync(id, decision.Status, decision.Reason, ct)).ToResult();

    private static async Task<Results<Ok<SellerRecord>, ProblemHttpResult>> MarginAsync(SellerId id, SellerMargin margin, ISellers sellers, CancellationToken ct) =>
        (await sellers.SetMarginAsync(id, margin.MarginBasisPoints, ct)).ToResult();

    private sealed record SellerChange(string Name, LocalizedText Policy);

    private sealed record SellerDecision(SellerStatus Status, string? Reason = null);

    private sealed record SellerMargin(int MarginBasisPoints);
}
