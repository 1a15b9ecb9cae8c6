using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Payments;
using Maru.Contracts.Pricing;
using Maru.Contracts.Shipping;
using Maru.Modules.Ordering.Checkout;
using Maru.Modules.Ordering.Contacts;
using Maru.Modules.Ordering.Orders;
using Maru.Modules.Ordering.Returns;
using Maru.Platform.Json;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Ordering.Tasks;

/// <summary>Does what follows from events of orders. Each task carries the id of its act, so that doing it again acts once.</summary>
internal sealed class OrderTaskRunner(
    OrderTaskStore tasks, OrderStore orders, OrderWriter writer, ContactStore contacts, IPayments payments, IInventory inventory, IPricing pricing, IShipping shipping,
    Replacements replacements, OrderingOptions options, TimeProvider time, ILogger<OrderTaskRunner> log)
{
    /// <summary>Does now what an order has due, so that the answer to its cause shows the effect; what fails is tried again by the worker.</summary>
    public async Task RunOfAsync(OrderId order, CancellationToken ct)
    {
        foreach (var task in await tasks.TakeOfAsync(order, options.Lease, ct))
        {
            await RunAsync(task, ct);
        }
    }

    public async Task RunAsync(OrderTask task, CancellationToken ct)
    {
        try
        {
            var done = task.Kind switch
            {
                OrderTask.GiveMoneyBack => await RefundAsync(task, ct),
                OrderTask.Restock => await RestockAsync(task, ct),
                OrderTask.ReleaseCoupons => await ReleaseCouponsAsync(task, ct),
                OrderTask.MakeParcel => await MakeParcelAsync(task, ct),
                OrderTask.Replace => await replacements.RunAsync(task.OrderId, MaruJson.Read<ReplaceTask>(task.Data).ReturnId, ct),
                _ => throw new InvalidOperationException($"There is no task '{task.Kind}'."),
            };
            if (done)
            {
                await tasks.DoneAsync(task.Id, ct);
            }
            else
            {
                await PostponeAsync(task, error: null, ct);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            OrderingLog.TaskFailed(log, task.Kind, task.OrderId, task.Attempts, e);
            await PostponeAsync(task, e.Message, ct);
        }
    }

    private Task PostponeAsync(OrderTask task, string? error, CancellationToken ct) =>
        tasks.PostponeAsync(task.Id, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(task.Attempts, 9)))), error, ct);

    private async Task<bool> RefundAsync(OrderTask task, CancellationToken ct)
    {
        var order = (await orders.LoadAsync(task.OrderId, ct))!;
        var refund = order.Refunds.First(r => r.Started.RefundId.Value == task.Id);
        if (refund.State != RefundProgress.Started)
        {
            return true;
        }

        var id = refund.Started.RefundId;
        if (refund.Started.Amount > 0)
        {
            var answer = await payments.RefundAsync(new RefundPayment(id, order.Terms.PaymentId, new Money(refund.Started.Amount, order.Currency), refund.Started.Reason), ct);
            if (answer.Failure is { Kind: FailureKind.Unavailable } || answer.Value is { State: RefundState.Pending })
            {
                return false;
            }

            if ((answer.Failure?.Code ?? answer.Value!.FailureCode) is { } code && answer.Value is not { State: RefundState.Succeeded })
            {
                OrderingLog.RefundRefused(log, id, order.Id, code);
                await writer.ChangeAsync(order.Id, Actors.Payments, o => Undecided(o, id) ? new OrderEvent[] { new RefundFailed(id, code) } : Array.Empty<OrderEvent>(), ct);
                return true;
            }
        }

        await writer.ChangeAsync(order.Id, Actors.Payments, o => Undecided(o, id) ? new OrderEvent[] { new RefundSucceeded(id) } : Array.Empty<OrderEvent>(), ct);
        return true;
    }

    private static bool Undecided(Order order, RefundId id) => order.Refunds.Any(r => r.Started.RefundId == id && r.State == RefundProgress.Started);

    private async Task<bool> RestockAsync(OrderTask task, CancellationToken ct)
    {
        var order = (await orders.LoadAsync(task.OrderId, ct))!;
        var what = MaruJson.Read<RestockTask>(task.Data);
        var goods = what.Lines.Select(q => new StockLine(order.Lines.First(l => l.Line.Number == q.Line).Line.Sku, q.Quantity)).ToArray();
        return goods.Length == 0 || (await inventory.RestockAsync(new RestockGoods(task.Id, order.Id, goods, what.Reason), ct)).Succeeded;
    }

    private async Task<bool> ReleaseCouponsAsync(OrderTask task, CancellationToken ct)
    {
        await pricing.ReleaseAsync(task.OrderId, ct);
        return true;
    }

    private async Task<bool> MakeParcelAsync(OrderTask task, CancellationToken ct)
    {
        var order = (await orders.LoadAsync(task.OrderId, ct))!;
        var parcel = order.Parcels.First(p => p.Started.ShipmentId.Value == task.Id);
        if (parcel.State != ParcelState.Started)
        {
            return true;
        }

        var contact = await contacts.ReadAsync(order.Id, order.Version, ct);
        var items = parcel.Started.Lines.Select(q => (Quantity: q, order.Lines.First(l => l.Line.Number == q.Line).Line)).ToArray();
        var made = await shipping.CreateAsync(
            new CreateShipment(
                parcel.Started.ShipmentId, order.Id, order.Terms.Number, order.Terms.ShippingOption, contact.Address,
                [.. items.Select(i => new ShipmentItem(i.Quantity.Line, i.Line.Sku, i.Quantity.Quantity, i.Line.Name.In(order.Terms.Language)))],
                parcel.Started.Warehouse, items.Sum(i => i.Line.WeightGrams * i.Quantity.Quantity), items.Sum(i => i.Line.VolumeCm3 * i.Quantity.Quantity)),
            ct);
        if (made.Failure is { Kind: FailureKind.Unavailable })
        {
            return false;
        }

        await writer.ChangeAsync(
            order.Id, Actors.Shipping,
            o => made.Succeeded
                ? OrderDecisions.FinishShipment(o, parcel.Started.ShipmentId, made.Value.Carrier, made.Value.TrackingNumber)
                : OrderDecisions.AbandonShipment(o, parcel.Started.ShipmentId, made.Failure!.Code),
            ct);
        return true;
    }
}
