using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Providers;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments.Payments;

/// <summary>
/// Brings what is recorded to what the provider has: does again whatever was begun and has no answer, else asks. Called by whoever wants to know
/// and by the recovery; being called twice at once does no harm, for the provider acts once per id and the record is saved over one version only.
/// </summary>
internal sealed class Settlement(PaymentStore store, PaymentProviders providers, TimeProvider time, ILogger<Settlement> log)
{
    /// <summary>A request that is older than this will not arrive at the provider any more.</summary>
    private static readonly TimeSpan NeverArrived = TimeSpan.FromMinutes(10);

    /// <summary>Younger than this, the first call may still be on its way: to bar it would fail payments that are about to go through.</summary>
    private static readonly TimeSpan MayBeUnderway = TimeSpan.FromSeconds(15);

    private const int MostRaces = 5;

    /// <returns>The payment as it is known after asking.</returns>
    public async Task<Payment> SettleAsync(Payment payment, CancellationToken ct)
    {
        if (providers.Find(payment.Provider) is not { } provider)
        {
            await store.PostponeAsync(payment, ct);
            return payment;
        }

        // A look that is refused (a wrong key) says nothing about the payment.
        var answer = await AskAsync(provider, payment, ct);
        payment = await ApplyAsync(payment, answer is ProviderAnswer.Refused no ? new ProviderAnswer.Lost(no.Code) : answer, ct);
        foreach (var refund in await store.RefundsAsync(payment.Id, ct))
        {
            if (refund.State == RefundState.Pending)
            {
                payment = await RefundAsync(provider, payment, refund, ct);
            }
        }

        return payment;
    }

    public async Task<Payment> RefundAsync(IPaymentProvider provider, Payment payment, Refund refund, CancellationToken ct)
    {
        switch (await provider.RefundAsync(payment.Handle(), refund.Id, refund.Amount, refund.Reason, ct))
        {
            case RefundAnswer.Known known:
                return await ApplyAsync(payment, new ProviderAnswer.Known(Glimpse(payment, known.Refund)), ct);
            case RefundAnswer.Refused no:
                PaymentsLog.RefundRefused(log, refund.Id, payment.Id, no.Code);
                return await ApplyAsync(
                    payment, new ProviderAnswer.Known(Glimpse(payment, new ProviderRefund("", refund.Id, refund.Amount, RefundState.Failed, no.Code))), ct);
            default:
                await store.PostponeAsync(payment, ct);
                return payment;
        }
    }

    /// <summary>Records an answer. Where somebody else recorded something in between, decides anew over that.</summary>
    public async Task<Payment> ApplyAsync(Payment payment, ProviderAnswer answer, CancellationToken ct)
    {
        IReadOnlyList<Refund> refunds = payment.Version == 0 ? [] : await store.RefundsAsync(payment.Id, ct);
        for (var race = 0; race < MostRaces; race++)
        {
            switch (answer)
            {
                case ProviderAnswer.Known known:
                    var seen = PaymentRules.Observe(payment, refunds, known.Payment, time.GetUtcNow());
                    if (seen.Mismatch is { } mismatch)
                    {
                        PaymentsLog.Mismatch(log, payment.Id, mismatch);
                        await store.PostponeAsync(payment, ct);
                        return payment;
                    }

                    if (seen.IsNoNewsFor(payment))
                    {
                        await store.ScheduleAsync(seen.Payment with { Version = payment.Version }, ct);
                        return payment;
                    }

                    if (await store.SaveAsync(seen, payment.Version, ct))
                    {
                        return seen.Payment;
                    }

                    break;
                // Only the start itself is answered so: nothing was done.
                case ProviderAnswer.Refused no when payment.Unsettled == Unsettled.Start:
                    PaymentsLog.StartRefused(log, payment.Id, no.Code);
                    answer = new ProviderAnswer.Known(Nothing(payment, ProviderStatus.Declined, no.Code));
                    continue;
                case ProviderAnswer.Absent when payment.Unsettled is Unsettled.Start or Unsettled.Void && time.GetUtcNow() - payment.CreatedAt > NeverArrived:
                    answer = new ProviderAnswer.Known(Nothing(payment, ProviderStatus.Declined, "not-reached"));
                    continue;
                default:
                    await store.PostponeAsync(payment, ct);
                    return payment;
            }

            payment = await store.FindAsync(payment.Id, ct) ?? throw new InvalidOperationException("A payment is never deleted.");
            refunds = await store.RefundsAsync(payment.Id, ct);
        }

        throw new InvalidOperationException($"Payment {payment.Id} was changed by others {MostRaces} times in a row.");
    }

    private async Task<ProviderAnswer> AskAsync(IPaymentProvider provider, Payment payment, CancellationToken ct)
    {
        var handle = payment.Handle();
        if (payment.Unsettled == Unsettled.Void && (payment.Reference is not null || time.GetUtcNow() - payment.CreatedAt > MayBeUnderway))
        {
            // A clear no means that it is too late to give it up: a look tells what became of it.
            var gone = await provider.VoidAsync(handle, ct);
            return gone is ProviderAnswer.Refused ? await provider.FetchAsync(handle, ct) : gone;
        }

        if (payment is { Unsettled: Unsettled.Capture, CaptureAmount: { } amount })
        {
            var captured = await provider.CaptureAsync(handle, amount, ct);
            return captured is ProviderAnswer.Refused ? await provider.FetchAsync(handle, ct) : captured;
        }

        var seen = await provider.FetchAsync(handle, ct);
        if (seen is not ProviderAnswer.Absent || payment.Unsettled != Unsettled.Start || time.GetUtcNow() - payment.CreatedAt < MayBeUnderway)
        {
            return seen;
        }

        // The provider never heard of it. Where it can be barred from arriving late, that is certain at once.
        return await provider.VoidAsync(handle, ct) switch
        {
            ProviderAnswer.Known { Payment.Status: ProviderStatus.Voided } => new ProviderAnswer.Known(Nothing(payment, ProviderStatus.Declined, "not-reached")),
            ProviderAnswer.Refused => await provider.FetchAsync(handle, ct),
            var other => other,
        };
    }

    private static ProviderPayment Nothing(Payment payment, ProviderStatus status, string code) =>
        new(payment.Reference!, payment.Id, status, new Money(payment.Amount, payment.Currency), DeclineCode: code);

    /// <summary>A look that shows one refund and nothing else new.</summary>
    private static ProviderPayment Glimpse(Payment payment, ProviderRefund refund) =>
        new(payment.Reference!, payment.Id, ProviderStatus.Captured, new Money(payment.Amount, payment.Currency), payment.Captured, payment.Fee, [refund]);
}
