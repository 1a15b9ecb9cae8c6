using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Tests.Reconciliation;

/// <summary>A provider that loses requests and answers, is late, and tells twice and out of order: in the end both sides have the same, to the unit.</summary>
public sealed class ChaosTests(ChaosTests.Chaos shop) : IClassFixture<ChaosTests.Chaos>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Payments_WhenTheProviderMisbehaves_EndUpEqualOnBothSides()
    {
        await shop.Sandbox.MisbehaveAsync(new { lose_request = 0.25, lose_answer = 0.3, answer_late = 0.2, tell_twice = 0.5, tell_late = 0.5, late_milliseconds = 300 });
        var payments = new List<PaymentView>();
        var requests = Enumerable.Range(0, 60).Select(i => PaymentsShop.Request(i % 6 == 0 ? "tok_declined" : "tok_visa", 1_000 + i, capture: i % 3 != 0)).ToArray();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (request, ct) =>
        {
            var view = (await shop.Payments.StartAsync(request, ct)).Value!;
            lock (payments)
            {
                payments.Add(view);
            }
        });
        var settled = await Task.WhenAll(payments.Select(p => shop.UntilAsync(p.Id, v => v.State is not PaymentState.Unknown)));
        await Parallel.ForEachAsync(settled, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (payment, ct) =>
        {
            switch (payment.State)
            {
                case PaymentState.Authorized when payment.Amount.Amount % 2 == 0:
                    await shop.Payments.CaptureAsync(payment.Id, null, ct);
                    break;
                case PaymentState.Authorized:
                    await shop.Payments.VoidAsync(payment.Id, "given-up", ct);
                    break;
                case PaymentState.Captured:
                    await shop.Payments.RefundAsync(new RefundPayment(RefundId.New(), payment.Id, new Money(400, Currency.Krw), "part"), ct);
                    break;
            }
        });

        await shop.Sandbox.MisbehaveAsync(new { });
        await Task.WhenAll(payments.Select(p => shop.UntilAsync(p.Id, v => v.State is not PaymentState.Unknown)));
        await shop.NothingPendingAsync();

        var money = (await shop.Get<ILedger>().CompareProvidersAsync(Ct)).ShouldHaveSingleItem();
        money.Agrees.ShouldBeTrue(money.ToString());
        // Those that never reached the provider are declined and barred; of all others nothing is missing.
        var taken = settled.Where(p => p.State == PaymentState.Captured || (p.State == PaymentState.Authorized && p.Amount.Amount % 2 == 0)).ToArray();
        taken.Length.ShouldBeGreaterThan(20);
        money.LedgerCaptured.ShouldBe(taken.Sum(p => p.Amount.Amount));
        money.LedgerRefunded.ShouldBe(400 * settled.Count(p => p.State == PaymentState.Captured));
        money.Unfinished.ShouldBe(0);
        (await shop.Get<ILedger>().GetTrialBalanceAsync(Ct)).Balanced.ShouldBeTrue();
    }

    public sealed class Chaos : PaymentsShop
    {
        public async Task NothingPendingAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(90));
            while (await SqlAsync<bool>("select exists (select from payments.refunds where state = 'Pending') or exists (select from payments.payments where unsettled is not null)"))
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
