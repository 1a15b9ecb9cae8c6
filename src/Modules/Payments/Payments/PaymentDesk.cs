using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Payments.Payments;

/// <summary>What other modules ask of payments. Each act is written down before the provider is called, and its outcome in one transaction after.</summary>
internal sealed class PaymentDesk(
    Database<PaymentsModule> db, PaymentStore store, PaymentProviders providers, Settlement settlement, CallsUnderway underway, TimeProvider time) : IPayments
{
    private const int LongestToken = 500;

    public async Task<Result<PaymentView>> StartAsync(StartPayment request, CancellationToken ct)
    {
        if (providers.Find(request.Provider) is not { } provider || provider.MethodsFor(request.Amount.Currency).Count == 0)
        {
            return new UnknownPaymentProvider(request.Provider);
        }

        if (Check(request) is { } invalid)
        {
            return invalid;
        }

        var payment = Payment.Begin(request, provider.ReferenceOf(request.Token), time.GetUtcNow());
        if (!await store.InsertAsync(payment, ct))
        {
            return await RepeatAsync(payment, ct);
        }

        using var call = underway.Begin(payment.Id);
        var answer = await provider.StartAsync(
            new ProviderStart(payment.Id, request.OrderNumber, request.Amount, request.Token, request.Email, request.ReturnUrl, request.Capture), ct);
        return (await settlement.ApplyAsync(payment, answer, ct)).View();
    }

    public async Task<Result<PaymentView>> CaptureAsync(PaymentId payment, Money? amount, CancellationToken ct)
    {
        var begun = await ChangeAsync(payment, (p, _) => p switch
        {
            { Captured: > 0 } => amount is null || amount.Value.Amount == p.Captured
                ? p : new StateConflict("The payment has been captured, of another amount."),
            { Unsettled: Unsettled.Capture } => amount is null || amount.Value.Amount == p.CaptureAmount
                ? p : new StateConflict("A capture of another amount is under way."),
            { State: PaymentState.Authorized, Unsettled: null, GivenUp: null } => amount is { } asked && (asked.Currency != p.Currency || asked.Amount <= 0 || asked.Amount > p.Amount)
                ? ValidationFailure.Of("amount", $"must be from 1 to {p.Amount} {p.Currency}")
                : p with { Unsettled = Unsettled.Capture, CaptureAmount = amount?.Amount ?? p.Amount, NextCheckAt = time.GetUtcNow() + Payment.FirstCheck },
            _ => new StateConflict($"A payment that is {p.View().State} cannot be captured."),
        }, ct);
        return begun.Succeeded ? await SettleAsync(begun.Value, ct) : begun.Failure;
    }

    public async Task<Result<PaymentView>> VoidAsync(PaymentId payment, string reason, CancellationToken ct)
    {
        var begun = await ChangeAsync(payment, (p, refunds) => p switch
        {
            { GivenUp: not null } => p,
            { Captured: > 0 } => p with { GivenUp = reason, NextCheckAt = time.GetUtcNow() + Payment.FirstCheck },
            { IsDead: true } => p with { GivenUp = reason },
            // A capture under way may have gone through: the void waits for its answer, by way of a look at the provider.
            _ => p with { GivenUp = reason, Unsettled = Unsettled.Void, NextCheckAt = time.GetUtcNow() + Payment.FirstCheck },
        }, ct);
        if (!begun.Succeeded)
        {
            return begun.Failure;
        }

        return begun.Value is { IsDead: true, Unsettled: null } or { State: PaymentState.Refunded } ? begun.Value.View() : await SettleAsync(begun.Value, ct);
    }

    public async Task<Result<RefundView>> RefundAsync(RefundPayment request, CancellationToken ct)
    {
        if (request.Amount.Amount <= 0)
        {
            return ValidationFailure.Of("amount", "must be more than nothing");
        }

        Payment payment;
        Refund? refund;
        await using (var transaction = await db.BeginAsync(ct))
        {
            if (await store.LockAsync(transaction, request.Payment, ct) is not var (locked, refunds))
            {
                return new NotFound("payment");
            }

            payment = locked;
            refund = refunds.Find(r => r.Id == request.Refund);
            if (refund is null)
            {
                if (Refuse(payment, refunds, request.Amount) is { } refusal)
                {
                    return refusal;
                }

                var now = time.GetUtcNow();
                refund = new Refund(request.Refund, payment.Id, request.Amount.Amount, RefundState.Pending, null, null, request.Reason, now, now);
                var begun = payment with { Version = payment.Version + 1, UpdatedAt = now, NextCheckAt = now + Payment.FirstCheck, Checks = 0 };
                await store.WriteAsync(transaction, new Observation(begun, [refund], [], [], null), payment.Version, ct);
                await transaction.CommitAsync(ct);
                payment = begun;
            }
            else if (refund.Amount != request.Amount.Amount || request.Amount.Currency != payment.Currency)
            {
                return new IdempotencyKeyReused();
            }
        }

        if (refund.State == RefundState.Pending && providers.Find(payment.Provider) is { } provider)
        {
            await settlement.RefundAsync(provider, payment, refund, ct);
            refund = await store.FindRefundAsync(refund.Id, ct) ?? refund;
        }

        return refund.View(payment.Currency);
    }

    public async Task<PaymentView?> FindAsync(PaymentId payment, CancellationToken ct) => (await store.FindAsync(payment, ct))?.View();

    public async Task<Result<PaymentView>> RefreshAsync(PaymentId payment, CancellationToken ct) =>
        await store.FindAsync(payment, ct) is { } found ? await SettleAsync(found, ct) : new NotFound("payment");

    public Task<IReadOnlyList<PaymentMethod>> GetMethodsAsync(Currency currency, CancellationToken ct) => Task.FromResult(providers.MethodsFor(currency));

    private static ValidationFailure? Check(StartPayment request) => new FieldErrors()
        .Unless(request.Amount.Amount > 0, "amount", "must be more than nothing")
        .Text(request.Token, "token", LongestToken)
        .Text(request.OrderNumber, "orderNumber", 64)
        .Unless(
            request.ReturnUrl is null || (Uri.TryCreate(request.ReturnUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"), "returnUrl",
            "must be an absolute http(s) address")
        .ToFailure();

    private static Failure? Refuse(Payment payment, List<Refund> refunds, Money amount)
    {
        var left = payment.Captured - refunds.Where(r => r.State != RefundState.Failed).Sum(r => r.Amount);
        return payment switch
        {
            { Dispute: not null } => new StateConflict("The payment is disputed: the provider decides about its money."),
            _ when amount.Currency != payment.Currency => ValidationFailure.Of("amount", $"must be in {payment.Currency}"),
            _ when amount.Amount > left => new RefundExceedsPayment(amount, new Money(left, payment.Currency)),
            _ => null,
        };
    }

    private async Task<Result<PaymentView>> RepeatAsync(Payment asked, CancellationToken ct)
    {
        var known = await store.FindAsync(asked.Id, ct);
        return known is null || !known.Fingerprint.AsSpan().SequenceEqual(asked.Fingerprint) ? new IdempotencyKeyReused()
            : known.Unsettled is null ? known.View()
            : await SettleAsync(known, ct);
    }

    private async Task<Result<PaymentView>> SettleAsync(Payment payment, CancellationToken ct) => (await settlement.SettleAsync(payment, ct)).View();

    /// <summary>Writes down what is about to be done.</summary>
    private async Task<Result<Payment>> ChangeAsync(PaymentId id, Func<Payment, List<Refund>, Result<Payment>> decide, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await store.LockAsync(transaction, id, ct) is not var (payment, refunds))
        {
            return new NotFound("payment");
        }

        var decided = decide(payment, refunds);
        if (!decided.Succeeded || ReferenceEquals(decided.Value, payment))
        {
            return decided;
        }

        var changed = decided.Value with { Version = payment.Version + 1, UpdatedAt = time.GetUtcNow(), Checks = 0 };
        await store.WriteAsync(transaction, new Observation(changed, [], [], [], null), payment.Version, ct);
        await transaction.CommitAsync(ct);
        return changed;
    }
}
