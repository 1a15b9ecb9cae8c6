using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Returns;
using Maru.Modules.Ordering.Statistics;
using Maru.Modules.Ordering.Tasks;
using Maru.Platform.Http;

namespace Maru.Modules.Ordering.Administration;

internal sealed class OrderAdministration(
    OrderStore store, OrderWriter writer, OrderDesk desk, CheckoutStore checkouts, OrderTaskStore taskStore, OrderTaskRunner tasks, SalesReader sales, BookReader books,
    ViewRebuild rebuild, AddressChange addresses)
    : IOrderAdministration
{
    public Task<Result<OrderView>> PackAsync(OrderId id, SellerId? seller, string actor, CancellationToken ct) =>
        ChangeAsync(id, actor, seller, o => OrderDecisions.Pack(o, seller), ct);

    public Task<Result<OrderView>> ShipAsync(ShipOrder request, CancellationToken ct)
    {
        var shipment = ShipmentId.From(DerivedId.Of(request.Order.Value, "parcel:" + request.IdempotencyKey));
        LineQuantity[]? lines = request.Lines is { } some ? [.. some.Select(l => new LineQuantity(l.Line, l.Quantity))] : null;
        return ChangeAsync(request.Order, request.Actor, request.Seller, o => OrderDecisions.StartShipment(o, shipment, lines, request.Seller), ct);
    }

    public Task<Result<OrderView>> MarkDeliveredAsync(OrderId id, string actor, CancellationToken ct) => ChangeAsync(id, actor, null, OrderDecisions.Deliver, ct);

    public Task<Result<OrderView>> ChangeAddressAsync(OrderId id, Address address, string actor, CancellationToken ct) =>
        addresses.RunAsync(id, OrderAccess.OfStaff, actor, address, ct);

    public async Task<Result<RefundPreview>> PreviewRefundAsync(RefundOrder request, CancellationToken ct)
    {
        var order = await store.LoadAsync(request.Order, ct);
        if (order is null)
        {
            return new NotFound("order");
        }

        var decision = Refund(order, request);
        return !decision.Succeeded ? decision.Failure
            : decision.Value is [RefundStarted refund] ? ReturnsService.Preview(order, refund, fee: 0)
            : new NothingToRefund();
    }

    public async Task<Result<OrderView>> RefundAsync(RefundOrder request, CancellationToken ct) =>
        new FieldErrors().Text(request.Reason, "reason", 200).ToFailure() is { } invalid
            ? invalid
            : await ChangeAsync(request.Order, request.Actor, null, o => Refund(o, request), ct);

    public async Task<IReadOnlyList<OrderStreamEntry>?> GetStreamAsync(OrderId id, CancellationToken ct)
    {
        var events = await store.ReadAsync(id, ct);
        return events.Count == 0
            ? null
            : [.. events.Select(e => new OrderStreamEntry(e.Version, OrderEventTypes.NameOf(e.Event), OrderEventTypes.Write(e.Event), OrderPresenter.Tell(e.Event), e.Actor, e.At))];
    }

    public Task<OrderView?> FindAsOfAsync(OrderId id, int version, CancellationToken ct) => desk.AsOfAsync(id, version, OrderAccess.OfStaff, ct);

    public async Task<CheckoutProgress?> GetCheckoutAsync(OrderId id, CancellationToken ct)
    {
        var row = await checkouts.FindAsync(id, ct);
        return row is null
            ? null
            : new CheckoutProgress(
                id, row.Stage, row.Attempts, row.NextAt, row.ExpiresAt, row.PaymentId, row.ReservationId, CheckoutStore.ReadFailure(row)?.Code,
                await taskStore.PendingAsync(id, ct));
    }

    public Task<IReadOnlyList<SalesFigure>> GetSalesAsync(SalesQuery query, CancellationToken ct) => sales.ReadAsync(query, ct);

    public Task<IReadOnlyList<OrderBooks>> GetBooksAsync(OrderId? after, int limit, CancellationToken ct) => books.ReadAsync(after, limit, ct);

    public Task<OpenWork> GetOpenWorkAsync(CancellationToken ct) => books.ReadOpenAsync(ct);

    public Task<RebuildReport> RebuildAsync(CancellationToken ct) => rebuild.RunAsync(ct);

    private static Result<OrderEvent[]> Refund(Order order, RefundOrder request)
    {
        if (request.Amount is { } amount && amount.Currency != order.Currency)
        {
            return ValidationFailure.Of("amount", $"must be in {order.Currency}, the currency of the order");
        }

        var id = RefundId.From(DerivedId.Of(order.Id.Value, "refund:" + request.IdempotencyKey));
        return Refunds.Start(
            order, id, [.. request.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))], request.Shipping, request.Amount?.Amount ?? 0, fee: 0, request.Reason,
            returned: null);
    }

    private async Task<Result<OrderView>> ChangeAsync(OrderId id, string actor, SellerId? seller, Func<Order, Result<OrderEvent[]>> decide, CancellationToken ct)
    {
        var access = seller is { } one ? OrderAccess.Of(one) : OrderAccess.OfStaff;
        var changed = await writer.ChangeAsync(id, actor, o => desk.MaySee(o, access) ? decide(o) : new NotFound("order"), ct);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        await tasks.RunOfAsync(id, ct);
        return (await desk.FindAsync(id, access, ct))!;
    }
}
