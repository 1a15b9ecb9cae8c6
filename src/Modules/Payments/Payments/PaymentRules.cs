using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Ledger;
using Maru.Modules.Payments.Providers;
using Maru.Platform.Json;

namespace Maru.Modules.Payments.Payments;

/// <summary>What follows from a look at the provider: the payment and its refunds as they now are, what is booked, what is told.</summary>
/// <param name="Refunds">Only those that are new or changed.</param>
internal sealed record Observation(Payment Payment, IReadOnlyList<Refund> Refunds, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<IEvent> Events, string? Mismatch)
{
    /// <summary>The look showed what was known: there is nothing to write, and nobody who looked at the same time is in the way.</summary>
    public bool IsNoNewsFor(Payment before) =>
        Refunds.Count == 0 && Entries.Count == 0 && Events.Count == 0 &&
        Payment with { NextCheckAt = before.NextCheckAt, Checks = before.Checks, UpdatedAt = before.UpdatedAt, Version = before.Version } == before;
}

/// <summary>
/// How a payment changes. Every look at the provider gives the whole payment as it is there, and amounts there only grow: so looks may come late,
/// twice and in any order, and the last one known to have grown counts. Nothing is ever taken back because an old look does not have it.
/// </summary>
internal static class PaymentRules
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);

    public static Observation Observe(Payment before, IReadOnlyList<Refund> refunds, ProviderPayment seen, DateTimeOffset now)
    {
        // A payment of another amount is not ours to believe, whoever says so. (Barred ones never had an amount.)
        if (seen.Amount.Currency != before.Currency || (seen.Amount.Amount != before.Amount && seen.Status != ProviderStatus.Voided) || seen.Captured > before.Amount)
        {
            return new Observation(Postpone(before, now), [], [], [], $"The provider has {seen.Amount}, {seen.Captured} of it captured, for a payment of {before.Amount} {before.Currency}.");
        }

        var entries = new List<LedgerEntry>();
        var events = new List<IEvent>();
        var after = before with
        {
            Reference = seen.Reference is { Length: > 0 } told ? told : before.Reference,
            MethodLabel = seen.MethodLabel ?? before.MethodLabel,
            DeclineCode = seen.DeclineCode ?? before.DeclineCode,
            Captured = Math.Max(before.Captured, seen.Captured),
        };
        after = BookCapture(before, after, seen, entries);
        (after, var changed) = BookRefunds(after, refunds, seen, now, entries, events);
        after = BookDispute(after, seen, now, entries, events);
        after = Move(after, seen);
        if (after.GivenUp is { } why && after.Dispute is null)
        {
            var all = refunds.Where(r => changed.All(c => c.Id != r.Id)).Concat(changed);
            var left = after.Captured - all.Where(r => r.State != RefundState.Failed).Sum(r => r.Amount);
            if (left > 0 && all.All(r => r.State != RefundState.Failed))
            {
                changed.Add(new Refund(RefundId.New(), after.Id, left, RefundState.Pending, null, null, why, now, now));
            }
        }

        after = Schedule(after, refunds, changed, before, now);
        if (Told(before, after) is { } settled)
        {
            events.Add(new PaymentSettled(after.Id, after.OrderId, after.Provider, settled, new Money(after.Captured > 0 ? after.Captured : after.Amount, after.Currency), after.DeclineCode, now));
        }

        return new Observation(after, changed, entries, events, null);
    }

    /// <summary>Nothing was learned: look again, with growing pauses.</summary>
    public static Payment Postpone(Payment payment, DateTimeOffset now)
    {
        // In its first minute somebody is waiting for the answer.
        var pause = Pause(payment.Checks);
        return payment with { NextCheckAt = now + (now - payment.CreatedAt < Young && pause > ShortPause ? ShortPause : pause), Checks = payment.Checks + 1 };
    }

    /// <summary>1, 2, 4 seconds and so on up to ten minutes.</summary>
    internal static TimeSpan Pause(int checks) => TimeSpan.FromSeconds(Math.Min(600, 1 << Math.Min(checks, 10)));

    private static Payment BookCapture(Payment before, Payment after, ProviderPayment seen, List<LedgerEntry> entries)
    {
        var taken = after.Captured - before.Captured;
        if (taken > 0)
        {
            var fee = Math.Max(0, seen.Fee - before.Fee);
            entries.Add(LedgerEntry.Captured(after.Id, after.Provider, after.Currency, taken, fee, after.Captured));
            return after with { Fee = before.Fee + fee };
        }

        // Some providers reckon their fee later than the capture.
        if (seen.Captured == before.Captured && seen.Fee > before.Fee)
        {
            entries.Add(LedgerEntry.FeeChanged(after.Id, after.Provider, after.Currency, seen.Fee - before.Fee, seen.Fee));
            return after with { Fee = seen.Fee };
        }

        return after;
    }

    private static (Payment Payment, List<Refund> Changed) BookRefunds(
        Payment payment, IReadOnlyList<Refund> refunds, ProviderPayment seen, DateTimeOffset now, List<LedgerEntry> entries, List<IEvent> events)
    {
        var changed = new List<Refund>();
        var unmatched = refunds.ToList();
        foreach (var there in seen.Refunds ?? [])
        {
            var ours = Match(there, unmatched);
            unmatched.Remove(ours!);
            var was = ours?.State ?? RefundState.Pending;
            if (ours is not null && was == there.State && ours.Reference == there.Reference)
            {
                continue;
            }

            // One that was made in the provider's own back office is booked as if it had been asked for here.
            var refund = (ours ?? new Refund(there.Refund ?? RefundId.New(), payment.Id, there.Amount, RefundState.Pending, null, null, "made at the provider", now, now)) with
            {
                Reference = there.Reference,
                State = was == RefundState.Failed ? was : there.State,
                FailureCode = there.FailureCode,
                UpdatedAt = now,
            };
            changed.Add(refund);
            switch (was, refund.State)
            {
                case (RefundState.Pending, RefundState.Succeeded):
                    entries.Add(LedgerEntry.Refunded(refund.Id, payment.Provider, payment.Currency, refund.Amount));
                    payment = payment with { Refunded = payment.Refunded + refund.Amount };
                    break;
                case (RefundState.Succeeded, RefundState.Failed):
                    entries.Add(LedgerEntry.RefundReturned(refund.Id, payment.Provider, payment.Currency, refund.Amount));
                    payment = payment with { Refunded = payment.Refunded - refund.Amount };
                    break;
            }

            if (refund.State != was)
            {
                events.Add(new RefundSettled(refund.Id, payment.Id, payment.OrderId, refund.State, new Money(refund.Amount, payment.Currency), now));
            }
        }

        return (payment, changed);
    }

    /// <summary>By our id, else by the provider's, else the oldest of the same amount that has no answer yet: not every provider gives our id back.</summary>
    private static Refund? Match(ProviderRefund there, List<Refund> ours) =>
        ours.Find(r => r.Id == there.Refund) ?? ours.Find(r => r.Reference == there.Reference) ??
        (there.Refund is null ? ours.Find(r => r.Reference is null && r.State == RefundState.Pending && r.Amount == there.Amount) : null);

    private static Payment BookDispute(Payment payment, ProviderPayment seen, DateTimeOffset now, List<LedgerEntry> entries, List<IEvent> events)
    {
        if (seen.Dispute != DisputeStatus.None && payment.Dispute is null && payment.Disputed == 0)
        {
            entries.Add(LedgerEntry.DisputeOpened(payment.Id, payment.Provider, payment.Currency, seen.Disputed));
            events.Add(new DisputeOpened(payment.Id, payment.OrderId, new Money(seen.Disputed, payment.Currency), seen.DisputeReason ?? "", now));
            payment = payment with { Dispute = "open", Disputed = seen.Disputed };
        }

        switch (seen.Dispute)
        {
            case DisputeStatus.Won when payment.Dispute == "open":
                entries.Add(LedgerEntry.DisputeWon(payment.Id, payment.Provider, payment.Currency, payment.Disputed));
                return payment with { Dispute = null };
            case DisputeStatus.Lost when payment.Dispute == "open":
                entries.Add(LedgerEntry.DisputeLost(payment.Id, payment.Provider, payment.Currency, payment.Disputed));
                return payment with { Dispute = "lost" };
            default:
                return payment;
        }
    }

    private static Payment Move(Payment payment, ProviderPayment seen)
    {
        if (payment.Captured > 0)
        {
            var state = payment switch
            {
                { Dispute: not null } => PaymentState.Disputed,
                _ when payment.Refunded == payment.Captured => PaymentState.Refunded,
                { Refunded: > 0 } => PaymentState.PartiallyRefunded,
                _ => PaymentState.Captured,
            };
            return payment with { State = state, Unsettled = null, Action = null, DeclineCode = null };
        }

        if (payment.IsDead)
        {
            // Thought dead, yet holding the shopper's money or waiting for it: it is given up again.
            return seen.Status is ProviderStatus.Authorized or ProviderStatus.ActionRequired or ProviderStatus.AwaitingTransfer
                ? payment with { Unsettled = Unsettled.Void }
                : payment with { Unsettled = null };
        }

        var started = payment with { Unsettled = payment.Unsettled == Unsettled.Start ? null : payment.Unsettled };
        var action = seen.Action is null ? null : MaruJson.Write(seen.Action);
        return (seen.Status, payment.State) switch
        {
            (ProviderStatus.ActionRequired, PaymentState.Unknown) => started with { State = PaymentState.ActionRequired, Action = action },
            (ProviderStatus.AwaitingTransfer, PaymentState.Unknown or PaymentState.ActionRequired) => started with { State = PaymentState.AwaitingTransfer, Action = action },
            (ProviderStatus.Authorized, _) => started with { State = PaymentState.Authorized, Action = null },
            (ProviderStatus.Declined, _) => payment with { State = PaymentState.Declined, Unsettled = null, Action = null, DeclineCode = seen.DeclineCode ?? "declined" },
            (ProviderStatus.Voided, _) => payment with { State = PaymentState.Voided, Unsettled = null, Action = null },
            _ => payment,
        };
    }

    private static Payment Schedule(Payment after, IReadOnlyList<Refund> refunds, List<Refund> changed, Payment before, DateTimeOffset now)
    {
        var pending = changed.Exists(r => r.State == RefundState.Pending) || refunds.Any(r => r.State == RefundState.Pending && !changed.Exists(c => c.Id == r.Id));
        var progressed = after.State != before.State || after.Unsettled != before.Unsettled;
        var checks = progressed ? 0 : before.Checks + 1;
        TimeSpan? wait = after switch
        {
            { Unsettled: not null } => Pause(checks),
            _ when pending => Pause(checks),
            { State: PaymentState.ActionRequired } => TimeSpan.FromMinutes(1),
            { State: PaymentState.AwaitingTransfer } => TimeSpan.FromMinutes(15),
            _ => null,
        };
        return after with { NextCheckAt = wait is { } time ? now + time : null, Checks = wait is null ? 0 : checks, UpdatedAt = now, Version = before.Version + 1 };
    }

    /// <returns>The state to tell of; null if nothing others act on came about. Money of a payment that was given up is on its way back already.</returns>
    private static PaymentState? Told(Payment before, Payment after) => after.State switch
    {
        _ when before.Captured == 0 && after.Captured > 0 => after.GivenUp is null ? PaymentState.Captured : null,
        _ when after.State == before.State || after.Captured > 0 => null,
        PaymentState.ActionRequired or PaymentState.AwaitingTransfer or PaymentState.Authorized or PaymentState.Declined or PaymentState.Voided => after.State,
        _ => null,
    };
}
