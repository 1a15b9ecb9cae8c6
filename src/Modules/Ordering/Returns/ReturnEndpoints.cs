using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Returns;

internal static class ReturnEndpoints
{
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder admin)
    {
        api.MapPost("/orders/{id}/returns", RequestAsync).WithName("RequestReturn");
        api.MapPost("/orders/{id}/returns/preview", PreviewAsync).WithName("PreviewReturn");
        api.MapGet("/orders/{id}/returns", OfOrderAsync).WithName("GetReturns");
        admin.MapGet("/returns", ListAsync).RequirePermission(Permissions.OrdersRead).WithName("ListReturns");
        admin.MapGet("/orders/{id}/returns", OfOrderForStaffAsync).RequirePermission(Permissions.OrdersRead).WithName("GetReturnsForStaff");
        admin.MapPost("/orders/{id}/returns/{returnId}/approve", ApproveAsync).RequirePermission(Permissions.OrdersWrite).WithName("ApproveReturn");
        admin.MapPost("/orders/{id}/returns/{returnId}/reject", RejectAsync).RequirePermission(Permissions.OrdersWrite).WithName("RejectReturn");
        admin.MapPost("/orders/{id}/returns/{returnId}/receive", ReceiveAsync).RequirePermission(Permissions.OrdersRefund).WithName("ReceiveReturn");
    }

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> RequestAsync(
        OrderId id, ReturnBody body, IdempotencyKey key, Caller caller, IReturns returns, CancellationToken ct, string? token = null) =>
        (await returns.RequestAsync(RequestOf(id, body, caller, token, key.Value), ct)).ToResult();

    private static async Task<Results<Ok<RefundPreview>, ProblemHttpResult>> PreviewAsync(
        OrderId id, ReturnBody body, Caller caller, IReturns returns, CancellationToken ct, string? token = null) =>
        (await returns.PreviewAsync(RequestOf(id, body, caller, token, "preview"), ct)).ToResult();

    private static async Task<Results<Ok<IReadOnlyList<ReturnView>>, ProblemHttpResult>> OfOrderAsync(
        OrderId id, Caller caller, IReturns returns, CancellationToken ct, string? token = null) =>
        await returns.OfOrderAsync(id, OrderEndpoints.AccessOf(caller, token), ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("order").ToProblem();

    private static async Task<Results<Ok<IReadOnlyList<ReturnView>>, ProblemHttpResult>> OfOrderForStaffAsync(OrderId id, IReturns returns, CancellationToken ct) =>
        await returns.OfOrderAsync(id, OrderAccess.OfStaff, ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("order").ToProblem();

    private static async Task<Ok<Page<ReturnSummary>>> ListAsync(IReturns returns, Paging paging, CancellationToken ct, string? state = null) =>
        TypedResults.Ok(await returns.ListAsync(state, paging.Page, ct));

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> ApproveAsync(OrderId id, ReturnId returnId, Caller caller, IReturns returns, CancellationToken ct) =>
        (await returns.ApproveAsync(id, returnId, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> RejectAsync(
        OrderId id, ReturnId returnId, CancelBody body, Caller caller, IReturns returns, CancellationToken ct) =>
        new FieldErrors().Text(body.Reason, "reason", 100).ToFailure() is { } invalid
            ? invalid.ToProblem()
            : (await returns.RejectAsync(id, returnId, body.Reason!, caller.Actor, ct)).ToResult();

    private static async Task<Results<Ok<ReturnView>, ProblemHttpResult>> ReceiveAsync(
        OrderId id, ReturnId returnId, InspectionBody body, Caller caller, IReturns returns, CancellationToken ct) =>
        (await returns.ReceiveAsync(id, returnId, body.Lines ?? [], caller.Actor, ct)).ToResult();

    private static RequestReturn RequestOf(OrderId id, ReturnBody body, Caller caller, string? token, string key) =>
        new(id, OrderEndpoints.AccessOf(caller, token), caller.Actor, body.Kind ?? "", body.Reason ?? "", body.Lines ?? [], body.Photos ?? [], key);
}

internal sealed record ReturnBody(string? Kind, string? Reason, IReadOnlyList<OrderShipmentLine>? Lines, IReadOnlyList<string>? Photos = null);

internal sealed record InspectionBody(IReadOnlyList<InspectedGoods>? Lines);
