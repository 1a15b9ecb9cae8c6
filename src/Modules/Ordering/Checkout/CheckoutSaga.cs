using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Loyalty;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Contracts.Pricing;
using Maru.Modules.Ordering.Contacts;
using Maru.Modules.Ordering.Orders;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>
/// Takes a placed order through stock, coupons, points and payment. Every step carries an id stored before the first call, so any of them may be
/// repeated, by this process or the next one. <see cref="CheckoutCompensation"/> is the way back.
/// </summary>
internal sealed class CheckoutSaga(
    IInventory inventory, IPricing pricing, ILoyalty loyalty, IPayments payments, OrderWriter writer, CheckoutStore checkouts, CheckoutCompensation compensation,
    ContactStore contacts, OrderingOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTransferPoll = TimeSpan.FromMinutes(15);

    /// <summary>Goes as far as possible now. The caller holds the lease.</summary>
    public Task<Order> AdvanceAsync(CheckoutRow row, Order order, CancellationToken ct) => row.Stage switch
    {
        CheckoutStage.Running => ForwardAsync(row, order, secrets: null, ct),
        CheckoutStage.Awaiting => PollAsync(row, order, ct),
        CheckoutStage.Compensating => compensation.RunAsync(row, order, CheckoutStore.ReadFailure(row)!, ct),
        CheckoutStage.Late => compensation.SettleLateAsync(row, order, ct),
        _ => Task.FromResult(order),
    };

    /// <param name="secrets">With the contact's e-mail, where the caller still has them in hand.</param>
    public async Task<Order> ForwardAsync(CheckoutRow row, Order order, (string Email, CheckoutSecrets Secrets)? secrets, CancellationToken ct)
    {
        var held = await inventory.ReserveAsync(HoldUntil(row, order, row.ExpiresAt + options.HoldMargin), ct);
        if (!held.Succeeded)
        {
            // The first time round nothing else can have been touched: one commit says no.
            return row.Attempts == 0 && held.Failure is OutOfStock
                ? await compensation.FailAsync(row, order, held.Failure, ct)
                : await compensation.GiveUpAsync(row, order, held.Failure, ct);
        }

        var (email, kept) = secrets ?? await ReadSecretsAsync(row, ct);
        if (order.Terms.Coupons.Count > 0)
        {
            var redeemed = await pricing.RedeemAsync(order.Id, order.Terms.Coupons, order.Terms.User, email, ct);
            if (!redeemed.Succeeded)
            {
                return await compensation.GiveUpAsync(row, order, redeemed.Failure, ct);
            }
        }

        if (order.PointsUsed > 0)
        {
            var points = await loyalty.HoldAsync(order.Id, order.Terms.User!.Value, order.PointsUsed, ct);
            if (!points.Succeeded)
            {
                return await compensation.GiveUpAsync(row, order, points.Failure, ct);
            }
        }

        if (order.Total == 0)
        {
            return await FinishAsync(row, order, ct);
        }

        var payment = await payments.StartAsync(
            new StartPayment(
                row.PaymentId, order.Id, row.Number, new Money(order.Total, order.Currency), order.Terms.PaymentProvider, kept.PaymentToken, email, kept.ReturnUrl, Capture: true),
            ct);
        return payment.Succeeded || payment.Failure.Kind == FailureKind.Unavailable
            ? await FollowAsync(row, order, payment.Value, ct)
            : await compensation.GiveUpAsync(row, order, payment.Failure, ct);
    }

    private async Task<Order> PollAsync(CheckoutRow row, Order order, CancellationToken ct)
    {
        var expired = time.GetUtcNow() >= row.ExpiresAt;
        var payment = await payments.FindAsync(row.PaymentId, ct);
        if (payment?.State is PaymentState.Unknown or PaymentState.ActionRequired or PaymentState.AwaitingTransfer)
        {
            var fresh = await payments.RefreshAsync(row.PaymentId, ct);
            payment = fresh.Succeeded ? fresh.Value : payment;
        }

        if (expired && payment?.State is (null or PaymentState.Unknown or PaymentState.ActionRequired or PaymentState.AwaitingTransfer))
        {
            return await compensation.GiveUpAsync(row, order, new PaymentTimedOut(), ct);
        }

        // Where the answer to the start was lost on the way to the payments module itself, the same id is started again.
        return payment is null ? await ForwardAsync(row, order, secrets: null, ct) : await FollowAsync(row, order, payment, ct);
    }

    /// <param name="payment">Null: not known.</param>
    private async Task<Order> FollowAsync(CheckoutRow row, Order order, PaymentView? payment, CancellationToken ct)
    {
        switch (payment?.State)
        {
            case PaymentState.Captured or PaymentState.Disputed:
                return await FinishAsync(row, order, ct);
            case PaymentState.Authorized:
                var captured = await payments.CaptureAsync(row.PaymentId, amount: null, ct);
                return captured is { Succeeded: true, Value.State: not PaymentState.Authorized }
                    ? await FollowAsync(row, order, captured.Value, ct)
                    : await WaitAsync(row, order, action: null, transfer: false, ct);
            case PaymentState.Declined:
                return await compensation.GiveUpAsync(row, order, new PaymentDeclined(payment.DeclineCode ?? "declined"), ct);
            case PaymentState.Voided or PaymentState.Refunded or PaymentState.PartiallyRefunded:
                return await compensation.GiveUpAsync(row, order, new CheckoutCancelled(), ct);
            default:
                return await WaitAsync(row, order, payment?.Action, payment?.State == PaymentState.AwaitingTransfer, ct);
        }
    }

    /// <summary>Keeps everything held and looks again later, or sooner if the payments module tells that the payment is settled.</summary>
    private async Task<Order> WaitAsync(CheckoutRow row, Order order, PaymentAction? action, bool transfer, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var expires = transfer && action?.DueAt is { } due ? due + options.TransferGrace : row.ExpiresAt;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 10)));
        var longest = transfer ? LongestTransferPoll : LongestPoll;
        var next = now + (pause < longest ? pause : longest);
        next = next < expires ? next : expires;
        var decision = OrderDecisions.Await(order, action ?? order.NextAction);
        if (!decision.Succeeded || (decision.Value.Length == 0 && row.Stage == CheckoutStage.Awaiting))
        {
            await checkouts.PostponeAsync(row.OrderId, next, ct);
            return order;
        }

        if (expires > row.ExpiresAt)
        {
            // The same hold, asked for again with a later end, is prolonged.
            await inventory.ReserveAsync(HoldUntil(row, order, expires + options.HoldMargin), ct);
        }

        return await writer.SaveAsync(
            order, decision.Value, Actors.Checkout, (batch, _, _) => batch.BatchCommands.Add(CheckoutStore.Move(row.OrderId, CheckoutStage.Awaiting, next, expires)), ct);
    }

    /// <summary>The money is there: turns the hold into goods sold. Should the hold have lapsed, tries for the goods once more; else the money goes back.</summary>
    private async Task<Order> FinishAsync(CheckoutRow row, Order order, CancellationToken ct)
    {
        var goods = await inventory.CommitAsync(row.ReservationId, ct);
        if (goods.Failure is ReservationLapsed)
        {
            var again = await inventory.ReserveAsync(HoldUntil(row, order, time.GetUtcNow() + options.HoldMargin) with { Reservation = row.SecondReservation }, ct);
            goods = again.Succeeded ? await inventory.CommitAsync(row.SecondReservation, ct) : again;
        }

        if (!goods.Succeeded)
        {
            return goods.Failure.Kind == FailureKind.Unavailable
                ? throw new CheckoutInterruptedException(goods.Failure)
                : await compensation.GiveUpAsync(row, order, new SoldOutAfterPayment(), ct);
        }

        if (order.PointsUsed > 0)
        {
            await loyalty.CommitAsync(order.Id, ct);
        }

        var decision = OrderDecisions.Pay(order, goods.Value.Lines);
        return await writer.SaveAsync(
            order, decision.Value ?? [], Actors.Checkout, (batch, _, _) => batch.BatchCommands.Add(CheckoutStore.Move(row.OrderId, CheckoutStage.Paid, nextAt: null)), ct);
    }

    private async Task<(string Email, CheckoutSecrets Secrets)> ReadSecretsAsync(CheckoutRow row, CancellationToken ct)
    {
        var key = await contacts.KeyAsync(row.OrderId, ct);
        if (key is null || row.Sealed is null)
        {
            // The person was erased while paying: no token, so the provider refuses and the order fails.
            return ("", new CheckoutSecrets("", null));
        }

        return ((await contacts.ReadAsync(row.OrderId, int.MaxValue, ct)).Email, key.Open<CheckoutSecrets>(row.Sealed, row.OrderId.Value));
    }

    private static ReserveStock HoldUntil(CheckoutRow row, Order order, DateTimeOffset until) =>
        new(row.ReservationId, order.Id, [.. order.Lines.Select(l => new StockLine(l.Line.Sku, l.Line.Quantity))], until, order.Terms.Country);
}

/// <summary>A step could not be reached; its outcome is not known. The worker goes on from here.</summary>
internal sealed class CheckoutInterruptedException(Failure failure) : Exception(failure.Message);
