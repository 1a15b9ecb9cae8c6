using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Tasks;
using Maru.Platform.Http;

namespace Maru.Modules.Ordering.Returns;

internal sealed class ReturnsService(
    OrderStore store, OrderWriter writer, OrderDesk desk, ReturnViews views, OrderTaskRunner tasks, OrderingOptions options, TimeProvider time) : IReturns
{
    private const int MaxPhotos = 10;

    public async Task<Result<ReturnView>> RequestAsync(RequestReturn request, CancellationToken ct)
    {
        if (await CheckAsync(request, ct) is { } refusal)
        {
            return refusal;
        }

        var id = IdOf(request);
        var changed = await writer.ChangeAsync(
            request.Order, request.Actor,
            o => ReturnDecisions.Ask(o, id, request.Kind, request.Reason, LinesOf(request), request.Photos, time.GetUtcNow(), options), ct);
        return changed.Succeeded ? View(changed.Value, id) : changed.Failure;
    }

    public async Task<Result<RefundPreview>> PreviewAsync(RequestReturn request, CancellationToken ct)
    {
        if (await CheckAsync(request, ct) is { } refusal)
        {
            return refusal;
        }

        var order = (await store.LoadAsync(request.Order, ct))!;
        var asked = ReturnDecisions.Ask(order, IdOf(request), request.Kind, request.Reason, LinesOf(request), request.Photos, time.GetUtcNow(), options);
        return asked.Succeeded
            ? Preview(order, ReturnDecisions.Refund(order, IdOf(request), request.Reason, LinesOf(request), options), ReturnRules.Fee(order, request.Reason, options))
            : asked.Failure;
    }

    public async Task<IReadOnlyList<ReturnView>?> OfOrderAsync(OrderId order, OrderAccess access, CancellationToken ct)
    {
        var found = await store.LoadAsync(order, ct);
        return found is null || !desk.MaySee(found, access) ? null : [.. found.Returns.Select(r => View(found, r.Asked.ReturnId))];
    }

    public Task<Page<ReturnSummary>> ListAsync(string? state, PageRequest page, CancellationToken ct) => views.ListAsync(state, page, ct);

    public Task<Result<ReturnView>> ApproveAsync(OrderId order, ReturnId id, string actor, CancellationToken ct) =>
        ChangeAsync(order, id, actor, o => ReturnDecisions.Approve(o, id), ct);

    public Task<Result<ReturnView>> RejectAsync(OrderId order, ReturnId id, string code, string actor, CancellationToken ct) =>
        ChangeAsync(order, id, actor, o => ReturnDecisions.Reject(o, id, code), ct);

    public Task<Result<ReturnView>> ReceiveAsync(OrderId order, ReturnId id, IReadOnlyList<InspectedGoods> lines, string actor, CancellationToken ct) => ChangeAsync(
        order, id, actor, o => ReturnDecisions.Receive(o, id, [.. lines.Select(l => new InspectedLine(l.Line, l.Quantity, l.Accepted, l.Restocked))], options), ct);

    internal static RefundPreview Preview(Order order, RefundStarted refund, long fee) => new(
        new Money(refund.Amount, order.Currency), [.. refund.Lines.Select(l => new RefundPreviewLine(l.Line, l.Quantity, new Money(l.Amount, order.Currency)))],
        new Money(refund.Shipping, order.Currency), new Money(fee, order.Currency), refund.Points);

    private async Task<Result<ReturnView>> ChangeAsync(OrderId order, ReturnId id, string actor, Func<Order, Result<OrderEvent[]>> decide, CancellationToken ct)
    {
        var changed = await writer.ChangeAsync(order, actor, decide, ct);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        await tasks.RunOfAsync(order, ct);
        return View((await store.LoadAsync(order, ct))!, id);
    }

    private async Task<Failure?> CheckAsync(RequestReturn request, CancellationToken ct)
    {
        var order = await store.LoadAsync(request.Order, ct);
        if (order is null || request.Access.Seller is not null || !desk.MaySee(order, request.Access))
        {
            return new NotFound("order");
        }

        return new FieldErrors()
            .Unless(request.Kind is "return" or "exchange", "kind", "must be return or exchange")
            .Unless(ReturnRules.IsReason(request.Reason), "reason", "is not a reason there is")
            .Unless(request.Photos.Count <= MaxPhotos && request.Photos.All(p => Guid.TryParse(p, out _)), "photos", $"must be at most {MaxPhotos} ids of uploaded pictures")
            .ToFailure();
    }

    private static ReturnId IdOf(RequestReturn request) => ReturnId.From(DerivedId.Of(request.Order.Value, "return:" + request.IdempotencyKey));

    private static LineQuantity[] LinesOf(RequestReturn request) => [.. request.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))];

    private static ReturnView View(Order order, ReturnId id)
    {
        var goods = order.Returns.First(r => r.Asked.ReturnId == id);
        var refunded = order.Refunds.Where(r => r.Started.ReturnId == id && r.State == RefundProgress.Done).Sum(r => r.Started.Amount);
        return new ReturnView(
            id, order.Id, order.Terms.Number, goods.Asked.Kind, goods.Asked.Reason, ReturnViews.StateOf(goods), goods.Outcome,
            [.. goods.Asked.Lines.Select(l => new OrderShipmentLine(l.Line, l.Quantity))],
            [.. (goods.Inspected ?? []).Select(l => new InspectedGoods(l.Line, l.Quantity, l.Accepted, l.Restocked))],
            new Money(refunded, order.Currency), goods.Replacement?.TrackingNumber, goods.At);
    }
}
