using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Ledger;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;
using Npgsql;

namespace Maru.Modules.Payments.Tests.Ledger;

public sealed class LedgerTests(PaymentsShop shop) : IClassFixture<PaymentsShop>
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("update payments.ledger_entries set kind = 'x'")]
    [InlineData("delete from payments.ledger_entries")]
    [InlineData("truncate payments.ledger_entries")]
    public async Task Ledger_WhenSomebodyWantsToChangeIt_Refuses(string sql)
    {
        await shop.StartAsync("tok_visa");
        (await Should.ThrowAsync<PostgresException>(shop.ExecuteAsync(sql))).MessageText.ShouldContain("only ever added to");
    }

    [Fact]
    public async Task Ledger_WhenAnEntryDoesNotBalance_RefusesIt() => (await Should.ThrowAsync<PostgresException>(shop.ExecuteAsync(
        """
        insert into payments.ledger_entries (key, kind, payment_id, order_id, provider, currency, accounts, amounts, at)
        values ('x', 'x', gen_random_uuid(), gen_random_uuid(), 'sandbox', 'KRW', '{a,b}', '{1,-2}', now())
        """))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);

    /// <summary>
    /// A provider's payment grows step by step; its looks reach us in any order, late and several times. What is booked is what the furthest looks
    /// show together, every entry balances, and nothing is booked twice.
    /// </summary>
    [Fact]
    public void Observe_WhateverTheOrderOfLooks_BooksTheSame() => Prop.ForAll(Stories().ToArbitrary(), story =>
    {
        var payment = Payment.Begin(PaymentsShop.Request("tok_visa", story.Amount), reference: null, Now);
        var refunds = new Dictionary<RefundId, Refund>();
        var entries = new List<LedgerEntry>();
        foreach (var look in story.Looks)
        {
            var seen = PaymentRules.Observe(payment, [.. refunds.Values], story.Steps[look], Now);
            payment = seen.Payment;
            entries.AddRange(seen.Entries);
            foreach (var refund in seen.Refunds)
            {
                refunds[refund.Id] = refund;
            }
        }

        var last = story.Steps[story.Looks.Max()];
        var given = last.Refunds!.Where(r => r.State == RefundState.Succeeded).Sum(r => r.Amount);
        return entries.All(e => e.Lines.Sum(l => l.Amount) == 0 && e.Lines.All(l => l.Amount != 0))
            && entries.Select(e => e.Key).Distinct().Count() == entries.Count
            && payment.Captured == last.Captured
            && payment.Refunded == given
            && -entries.SelectMany(e => e.Lines).Where(l => l.Account == "sales").Sum(l => l.Amount) == last.Captured
            && entries.SelectMany(e => e.Lines).Where(l => l.Account == "refunds").Sum(l => l.Amount) == given
            && entries.SelectMany(e => e.Lines).Where(l => l.Account == "fees:sandbox").Sum(l => l.Amount) == payment.Fee;
    }).QuickCheckThrowOnFailure();

    private static Gen<Story> Stories() =>
        from amount in Gen.Choose(1, 1_000_000)
        from first in Gen.Elements(ProviderStatus.Processing, ProviderStatus.ActionRequired, ProviderStatus.AwaitingTransfer, ProviderStatus.Authorized)
        from captured in Gen.Choose(1, amount)
        from parts in Gen.Choose(0, captured).Select(p => (long)p).ListOf(3)
        from looks in Gen.Choose(0, 4).NonEmptyListOf()
        select new Story(amount, Steps(amount, first, captured, parts), [.. looks]);

    private static ProviderPayment[] Steps(long amount, ProviderStatus first, long captured, IList<long> parts)
    {
        var start = new ProviderPayment("pay_1", null, first, new Money(amount, Currency.Krw), Refunds: []);
        var taken = start with { Status = ProviderStatus.Captured, Captured = captured, Fee = captured / 40 };
        var steps = new List<ProviderPayment> { start, taken };
        foreach (var part in parts)
        {
            var left = captured - steps[^1].Refunds!.Sum(r => r.Amount);
            var refund = new ProviderRefund($"ref_{steps.Count}", RefundId.New(), Math.Min(part, left), RefundState.Succeeded);
            steps.Add(refund.Amount == 0 ? steps[^1] : steps[^1] with { Refunds = [.. steps[^1].Refunds!, refund] });
        }

        return [.. steps];
    }

    private sealed record Story(long Amount, ProviderPayment[] Steps, int[] Looks);
}
