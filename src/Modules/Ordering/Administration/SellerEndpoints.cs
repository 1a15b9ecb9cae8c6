using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Administration;

/// <summary>A seller's part of orders: his lines, and nothing of anybody else's.</summary>
internal static class SellerEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var seller = api.MapGroup("/seller/orders").RequirePermission(Permissions.SellerOwn);
        seller.MapGet("", ListAsync).WithName("ListSellerOrders");
        seller.MapGet("/{id}", FindAsync).WithName("GetSellerOrder");
        seller.MapPost("/{id}/pack", PackAsync).WithName("PackSellerOrder");
        seller.MapPost("/{id}/shipments", ShipAsync).WithName("ShipSellerOrder");
    }

    private static async Task<Results<Ok<Page<OrderSummary>>, ProblemHttpResult>> ListAsync(
        Caller caller, IOrdering ordering, Paging paging, CancellationToken ct, OrderStatus? status = null)
    {
        if (caller.Seller is not { } seller)
        {
            return new Contracts.NotFound("seller").ToProblem();
        }

        return TypedResults.Ok(await ordering.ListAsync(new OrderQuery(null, seller, status, null, null, null, paging.Page), ct));
    }

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(OrderId id, Caller caller, IOrdering ordering, CancellationToken ct) =>
        caller.Seller is { } seller && await ordering.FindAsync(id, OrderAccess.Of(seller), ct) is { } order
            ? TypedResults.Ok(order)
            : new Contracts.NotFound("order").ToProblem();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> PackAsync(OrderId id, Caller caller, IOrderAdministration orders, CancellationToken ct) =>
        caller.Seller is { } seller ? (await orders.PackAsync(id, seller, caller.Actor, ct)).ToResult() : new Contracts.NotFound("order").ToProblem();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> ShipAsync(
        OrderId id, IdempotencyKey key, Caller caller, IOrderAdministration orders, CancellationToken ct, ShipBody? body = null) =>
        caller.Seller is { } seller
            ? (await orders.ShipAsync(new ShipOrder(id, body?.Lines, seller, caller.Actor, key.Value), ct)).ToResult()
            : new Contracts.NotFound("order").ToProblem();
}
