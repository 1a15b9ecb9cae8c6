using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Pricing;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>The way back of a checkout: money first, then points, coupons, stock, in the reverse of the way there. All of it may be repeated.</summary>
internal sealed class CheckoutCompensation(
    IInventory inventory, IPricing pricing, ILoyalty loyalty, IPayments payments, OrderWriter writer, CheckoutStore checkouts)
{
    /// <summary>Decides that the checkout fails, and undoes what was done.</summary>
    public async Task<Order> GiveUpAsync(CheckoutRow row, Order order, Failure failure, CancellationToken ct)
    {
        await checkouts.BeginCompensationAsync(row.OrderId, failure, ct);
        return await RunAsync(row, order, failure, ct);
    }

    public async Task<Order> RunAsync(CheckoutRow row, Order order, Failure failure, CancellationToken ct)
    {
        if (order.Total > 0)
        {
            // The payments module knows whether money was taken in spite of all; then this gives it back.
            var gone = await payments.VoidAsync(row.PaymentId, failure.Code, ct);
            if (gone is { Failure: { Kind: not FailureKind.NotFound } open })
            {
                throw new CheckoutInterruptedException(open);
            }

            if (gone.Value is { State: PaymentState.Unknown or PaymentState.ActionRequired or PaymentState.AwaitingTransfer or PaymentState.Authorized or PaymentState.Captured })
            {
                throw new CheckoutInterruptedException(new Unavailable("The payment's final state"));
            }
        }

        if (order.PointsUsed > 0)
        {
            await loyalty.ReleaseAsync(order.Id, ct);
        }

        if (order.Terms.Coupons.Count > 0)
        {
            await pricing.ReleaseAsync(order.Id, ct);
        }

        await inventory.ReleaseAsync(row.ReservationId, failure.Code, ct);
        await inventory.ReleaseAsync(row.SecondReservation, failure.Code, ct);
        return await FailAsync(row, order, failure, ct);
    }

    /// <summary>Nothing is held: the order ends.</summary>
    public async Task<Order> FailAsync(CheckoutRow row, Order order, Failure failure, CancellationToken ct)
    {
        var decision = failure is CheckoutCancelled ? OrderDecisions.CancelUnpaid(order, failure.Code) : OrderDecisions.Fail(order, failure.Code);
        return await writer.SaveAsync(
            order, decision.Value ?? [], Actors.Checkout,
            (batch, _, _) => batch.BatchCommands.Add(CheckoutStore.Move(row.OrderId, CheckoutStage.Failed, nextAt: null, failure: failure)), ct);
    }

    /// <summary>
    /// Money came after the checkout was given up. The shopper was told that the order is not; what came goes back. The payments module does that by
    /// itself for a payment that was voided: this sees to it that it is done.
    /// </summary>
    public async Task<Order> SettleLateAsync(CheckoutRow row, Order order, CancellationToken ct)
    {
        var payment = await payments.FindAsync(row.PaymentId, ct);
        var left = payment is null ? 0 : payment.Captured.Amount - payment.Refunded.Amount;
        if (left > 0)
        {
            await payments.RefundAsync(new RefundPayment(row.LateRefund, row.PaymentId, new Money(left, order.Currency), "late-payment"), ct);
            throw new CheckoutInterruptedException(new Unavailable("The refund's outcome"));
        }

        await checkouts.EndAsync(row.OrderId, CheckoutStage.Refunded, ct);
        return order;
    }
}
