using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Orders;

/// <summary>What shoppers do with their orders.</summary>
internal static class OrderEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", ListAsync).RequireUser().WithName("ListOrders");
        api.MapGet("/orders/{id}", FindAsync).WithName("GetOrder");
        api.MapPost("/orders/{id}/cancel", CancelAsync).WithName("CancelOrder");
        api.MapPut("/orders/{id}/address", ChangeAddressAsync).WithName("ChangeOrderAddress");
    }

    private static async Task<Ok<Page<OrderSummary>>> ListAsync(Caller caller, IOrdering ordering, Paging paging, CancellationToken ct, OrderStatus? status = null) =>
        TypedResults.Ok(await ordering.ListAsync(new OrderQuery(caller.User, null, status, null, null, null, paging.Page), ct));

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(OrderId id, Caller caller, IOrdering ordering, CancellationToken ct, string? token = null) =>
        await ordering.FindAsync(id, AccessOf(caller, token), ct) is { } order ? TypedResults.Ok(order) : new Contracts.NotFound("order").ToProblem();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> CancelAsync(
        OrderId id, Caller caller, IOrdering ordering, CancellationToken ct, CancelBody? body = null, string? token = null) =>
        Reason(body?.Reason) is { } invalid
            ? invalid.ToProblem()
            : (await ordering.CancelAsync(id, AccessOf(caller, token), body?.Reason ?? "customer-request", ct)).ToResult();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> ChangeAddressAsync(
        OrderId id, Address address, Caller caller, AddressChange change, CancellationToken ct, string? token = null) =>
        (await change.RunAsync(id, AccessOf(caller, token), caller.Actor, address, ct)).ToResult();

    /// <summary>As a shopper: staff use the doors of the back office.</summary>
    public static OrderAccess AccessOf(Caller caller, string? token) => new(caller.User, token, Staff: false);

    public static ValidationFailure? Reason(string? reason) => new FieldErrors().Text(reason, "reason", 200, required: false).ToFailure();
}

internal sealed record CancelBody(string? Reason);
