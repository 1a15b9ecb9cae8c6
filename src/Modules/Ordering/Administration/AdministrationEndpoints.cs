using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Statistics;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Administration;

/// <summary>What staff do with orders.</summary>
internal static class AdministrationEndpoints
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/orders", ListAsync).RequirePermission(Permissions.OrdersRead).WithName("ListOrdersForStaff");
        admin.MapGet("/orders/{id}", FindAsync).RequirePermission(Permissions.OrdersRead).WithName("GetOrderForStaff");
        admin.MapGet("/orders/{id}/events", StreamAsync).RequirePermission(Permissions.OrdersRead).WithName("GetOrderEvents");
        admin.MapGet("/orders/{id}/versions/{version:int}", AsOfAsync).RequirePermission(Permissions.OrdersRead).WithName("GetOrderAsOf");
        admin.MapGet("/orders/{id}/checkout", CheckoutAsync).RequirePermission(Permissions.OrdersRead).WithName("GetOrderCheckout");
        admin.MapPost("/orders/{id}/pack", PackAsync).RequirePermission(Permissions.OrdersWrite).WithName("PackOrder");
        admin.MapPost("/orders/{id}/shipments", ShipAsync).RequirePermission(Permissions.ShippingWrite).WithName("ShipOrder");
        admin.MapPost("/orders/{id}/deliver", DeliverAsync).RequirePermission(Permissions.OrdersWrite).WithName("DeliverOrder");
        admin.MapPost("/orders/{id}/cancel", CancelAsync).RequirePermission(Permissions.OrdersWrite).WithName("CancelOrderForStaff");
        admin.MapPost("/orders/{id}/refunds", RefundAsync).RequirePermission(Permissions.OrdersRefund).WithName("RefundOrder");
        admin.MapPost("/orders/{id}/refunds/preview", PreviewAsync).RequirePermission(Permissions.OrdersRefund).WithName("PreviewRefund");
        admin.MapGet("/sales", SalesAsync).RequirePermission(Permissions.StatisticsRead).WithName("GetSales");
        admin.MapPost("/orders/rebuild", RebuildAsync).RequirePermission(Permissions.OperationsWrite).WithName("RebuildOrderViews");
    }

    private static async Task<Ok<Page<OrderSummary>>> ListAsync(
        IOrdering ordering, Paging paging, CancellationToken ct, OrderStatus? status = null, string? q = null, UserId? user = null, SellerId? seller = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, string? sort = null) =>
        TypedResults.Ok(await ordering.ListAsync(new OrderQuery(user, seller, status, q, from, to, paging.Page, sort), ct));

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(OrderId id, IOrdering ordering, CancellationToken ct) =>
        Found(await ordering.FindAsync(id, OrderAccess.OfStaff, ct));

    private static async Task<Results<Ok<IReadOnlyList<OrderStreamEntry>>, ProblemHttpResult>> StreamAsync(OrderId id, IOrderAdministration orders, CancellationToken ct) =>
        Found(await orders.GetStreamAsync(id, ct));

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> AsOfAsync(OrderId id, int version, IOrderAdministration orders, CancellationToken ct) =>
        Found(await orders.FindAsOfAsync(id, version, ct));

    private static async Task<Results<Ok<CheckoutProgress>, ProblemHttpResult>> CheckoutAsync(OrderId id, IOrderAdministration orders, CancellationToken ct) =>
        Found(await orders.GetCheckoutAsync(id, ct));

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> PackAsync(OrderId id, Caller caller, IOrderAdministration orders, CancellationToken ct) =>
        (await orders.PackAsync(id, null, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> ShipAsync(
        OrderId id, IdempotencyKey key, Caller caller, IOrderAdministration orders, CancellationToken ct, ShipBody? body = null) =>
        (await orders.ShipAsync(new ShipOrder(id, body?.Lines, null, caller.Actor, key.Value), ct)).ToResult();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> DeliverAsync(OrderId id, Caller caller, IOrderAdministration orders, CancellationToken ct) =>
        (await orders.MarkDeliveredAsync(id, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> CancelAsync(OrderId id, CancelBody body, IOrdering ordering, CancellationToken ct) =>
        OrderEndpoints.Reason(body.Reason) is { } invalid ? invalid.ToProblem() : (await ordering.CancelAsync(id, OrderAccess.OfStaff, body.Reason ?? "staff", ct)).ToResult();

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> RefundAsync(
        OrderId id, RefundBody body, IdempotencyKey key, Caller caller, IOrderAdministration orders, CancellationToken ct) =>
        (await orders.RefundAsync(body.ToRequest(id, caller, key.Value), ct)).ToResult();

    private static async Task<Results<Ok<RefundPreview>, ProblemHttpResult>> PreviewAsync(
        OrderId id, RefundBody body, Caller caller, IOrderAdministration orders, CancellationToken ct) =>
        (await orders.PreviewRefundAsync(body.ToRequest(id, caller, "preview"), ct)).ToResult();

    private static async Task<Results<Ok<IReadOnlyList<SalesFigure>>, ProblemHttpResult>> SalesAsync(
        DateOnly from, DateOnly to, IOrderAdministration orders, CancellationToken ct, string by = "day", string currency = "KRW", SellerId? seller = null)
    {
        var errors = new FieldErrors()
            .Unless(SalesReader.IsGrouping(by), "by", "must be day, product, seller or category")
            .Unless(Currency.TryParse(currency, null, out var known), "currency", "is not a currency this shop sells in")
            .Unless(from <= to, "to", "must not be before from");
        return errors.ToFailure() is { } invalid ? invalid.ToProblem() : TypedResults.Ok(await orders.GetSalesAsync(new SalesQuery(from, to, by, known, seller), ct));
    }

    private static async Task<Ok<RebuildReport>> RebuildAsync(IOrderAdministration orders, CancellationToken ct) => TypedResults.Ok(await orders.RebuildAsync(ct));

    private static Results<Ok<T>, ProblemHttpResult> Found<T>(T? value) where T : class => value is null ? new Contracts.NotFound("order").ToProblem() : TypedResults.Ok(value);
}

internal sealed record ShipBody(IReadOnlyList<OrderShipmentLine>? Lines);

internal sealed record RefundBody(IReadOnlyList<OrderShipmentLine>? Lines = null, bool Shipping = false, Money? Amount = null, string? Reason = null)
{
    public RefundOrder ToRequest(OrderId id, Caller caller, string key) => new(id, Lines ?? [], Shipping, Amount, Reason ?? "", caller.Actor, key);
}
