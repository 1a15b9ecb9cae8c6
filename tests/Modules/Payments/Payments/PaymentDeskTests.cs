using Maru.Contracts;
using Maru.Contracts.Payments;

namespace Maru.Modules.Payments.Tests.Payments;

public sealed class PaymentDeskTests(PaymentsShop shop) : IClassFixture<PaymentsShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_WhenTheCardIsGood_CapturesBooksAndTells()
    {
        var view = await shop.StartAsync("tok_visa");

        view.State.ShouldBe(PaymentState.Captured);
        view.Captured.ShouldBe(new Money(25_000, Currency.Krw));
        view.MethodLabel.ShouldBe("Visa ···· 4242");
        (await shop.LedgerAsync(view.Id)).ShouldBe(["clearing:sandbox 24375", "fees:sandbox 625", "sales -25000"]);
        (await shop.EventsAsync(view.Order)).ShouldBe(["payments.payment-settled:captured"]);
    }

    [Theory]
    [InlineData("tok_declined", "card-declined")]
    [InlineData("tok_insufficient", "insufficient-funds")]
    [InlineData("tok_nobody_made", "token-invalid")]
    public async Task StartAsync_WhenTheCardIsRefused_DeclinesAndBooksNothing(string token, string code)
    {
        var view = await shop.StartAsync(token);

        view.State.ShouldBe(PaymentState.Declined);
        view.DeclineCode.ShouldBe(code);
        (await shop.LedgerAsync(view.Id)).ShouldBeEmpty();
        (await shop.EventsAsync(view.Order)).ShouldBe(["payments.payment-settled:declined"]);
    }

    [Fact]
    public async Task StartAsync_WhenRepeated_ChargesOnce()
    {
        var request = PaymentsShop.Request("tok_visa");
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Payments.StartAsync(request, Ct)));

        all.ShouldAllBe(r => r.Failure == null);
        (await shop.UntilAsync(request.Payment, p => p.State == PaymentState.Captured)).Captured.Amount.ShouldBe(25_000);
        (await shop.LedgerAsync(request.Payment)).Count.ShouldBe(3);
        (await shop.EventsAsync(request.Order)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task StartAsync_WhenTheIdWasUsedForAnotherAmount_IsRefused()
    {
        var request = PaymentsShop.Request("tok_visa");
        await shop.Payments.StartAsync(request, Ct);

        (await shop.Payments.StartAsync(request with { Amount = new Money(1, Currency.Krw) }, Ct)).Failure.ShouldBeOfType<IdempotencyKeyReused>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task StartAsync_WhenTheAmountIsNotPositive_IsInvalid(long amount) =>
        (await shop.Payments.StartAsync(PaymentsShop.Request("tok_visa", amount), Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task StartAsync_WhenTheProviderIsNotConfigured_SaysSo() =>
        (await shop.Payments.StartAsync(PaymentsShop.Request("tok_visa") with { Provider = "cheque" }, Ct)).Failure.ShouldBeOfType<UnknownPaymentProvider>();

    [Fact]
    public async Task StartAsync_WhenTheBankAsks_SendsTheShopperThereAndSettlesAfter()
    {
        var view = await shop.StartAsync("tok_3ds");
        view.State.ShouldBe(PaymentState.ActionRequired);
        view.Action!.Kind.ShouldBe("redirect");
        (await shop.CreateClient().GetAsync(view.Action.Url, Ct)).IsSuccessStatusCode.ShouldBeTrue();

        await shop.Sandbox.SettleAsync(view.ProviderReference!, approved: true);

        (await shop.UntilAsync(view.Id, p => p.State == PaymentState.Captured)).Action.ShouldBeNull();
        (await shop.EventsAsync(view.Order)).ShouldBe(["payments.payment-settled:action-required", "payments.payment-settled:captured"]);
    }

    [Fact]
    public async Task StartAsync_WhenTheShopperRefusesAtTheBank_Declines()
    {
        var view = await shop.StartAsync("tok_3ds");
        await shop.Sandbox.SettleAsync(view.ProviderReference!, approved: false);

        (await shop.UntilAsync(view.Id, p => p.State == PaymentState.Declined)).DeclineCode.ShouldBe("authentication-failed");
    }

    [Fact]
    public async Task StartAsync_WhenByTransfer_WaitsForTheMoney()
    {
        var view = await shop.StartAsync("tok_bank_transfer");
        view.State.ShouldBe(PaymentState.AwaitingTransfer);
        view.Action!.AccountNumber!.Length.ShouldBe(14);

        await shop.Sandbox.SettleAsync(view.ProviderReference!, approved: true);

        (await shop.UntilAsync(view.Id, p => p.State == PaymentState.Captured)).Captured.Amount.ShouldBe(25_000);
    }

    [Fact]
    public async Task StartAsync_WhenTheAnswerNeverComes_IsUnknownAndThenKnown()
    {
        var view = await shop.StartAsync("tok_timeout");
        view.State.ShouldBe(PaymentState.Unknown);
        (await shop.LedgerAsync(view.Id)).ShouldBeEmpty();

        (await shop.UntilAsync(view.Id, p => p.State == PaymentState.Captured)).Captured.Amount.ShouldBe(25_000);
        (await shop.LedgerAsync(view.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task CaptureAsync_WhenAuthorized_TakesTheMoneyOnce()
    {
        var view = await shop.StartAsync("tok_visa", capture: false);
        view.State.ShouldBe(PaymentState.Authorized);
        (await shop.LedgerAsync(view.Id)).ShouldBeEmpty();

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Payments.CaptureAsync(view.Id, null, Ct)));

        all.ShouldAllBe(r => r.Failure == null);
        (await shop.Payments.FindAsync(view.Id, Ct))!.Captured.Amount.ShouldBe(25_000);
        (await shop.LedgerAsync(view.Id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task CaptureAsync_WhenTwoAmountsRace_TakesOneOfThem()
    {
        var view = await shop.StartAsync("tok_visa", capture: false);
        var both = await Task.WhenAll(
            shop.Payments.CaptureAsync(view.Id, new Money(10_000, Currency.Krw), Ct), shop.Payments.CaptureAsync(view.Id, new Money(20_000, Currency.Krw), Ct));

        both.Count(r => r.Failure is StateConflict).ShouldBe(1);
        (await shop.Payments.FindAsync(view.Id, Ct))!.Captured.Amount.ShouldBeOneOf(10_000, 20_000);
    }

    [Fact]
    public async Task CaptureAsync_WhenMoreThanAuthorized_IsRefused()
    {
        var view = await shop.StartAsync("tok_visa", capture: false);
        (await shop.Payments.CaptureAsync(view.Id, new Money(25_001, Currency.Krw), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await shop.Payments.CaptureAsync(view.Id, new Money(100, Currency.Usd), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
    }

    [Fact]
    public async Task VoidAsync_WhenAuthorized_LetsGoOfTheMoney()
    {
        var view = await shop.StartAsync("tok_visa", capture: false);
        (await shop.Payments.VoidAsync(view.Id, "out-of-stock", Ct)).Value!.State.ShouldBe(PaymentState.Voided);
        (await shop.Payments.VoidAsync(view.Id, "out-of-stock", Ct)).Value!.State.ShouldBe(PaymentState.Voided);
        (await shop.Payments.CaptureAsync(view.Id, null, Ct)).Failure.ShouldBeOfType<StateConflict>();
        (await shop.LedgerAsync(view.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task VoidAsync_WhenMoneyWasTaken_GivesItBackWhole()
    {
        var view = await shop.StartAsync("tok_visa");
        (await shop.Payments.VoidAsync(view.Id, "sold-out", Ct)).Value!.State.ShouldBe(PaymentState.Refunded);
        (await shop.SqlAsync<decimal>("select sum(amount) from payments.ledger_lines where payment_id = @id and account in ('sales', 'refunds')", new { id = view.Id.Value })).ShouldBe(0);
    }

    [Fact]
    public async Task VoidAsync_WhenThePaymentIsUnknownThere_IsNotFound() =>
        (await shop.Payments.VoidAsync(PaymentId.New(), "never", Ct)).Failure.ShouldBeOfType<NotFound>();

    [Fact]
    public async Task RefundAsync_InParts_AddsUpAndNeverExceeds()
    {
        var view = await shop.StartAsync("tok_visa");
        var refund = new RefundPayment(RefundId.New(), view.Id, new Money(10_000, Currency.Krw), "damaged");
        var first = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.Payments.RefundAsync(refund, Ct)));
        first.ShouldAllBe(r => r.Failure == null);
        (await shop.Payments.FindAsync(view.Id, Ct))!.ShouldSatisfyAllConditions(
            p => p.State.ShouldBe(PaymentState.PartiallyRefunded), p => p.Refunded.Amount.ShouldBe(10_000));

        var race = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            shop.Payments.RefundAsync(new RefundPayment(RefundId.New(), view.Id, new Money(7_500, Currency.Krw), "late"), Ct)));

        race.Count(r => r.Succeeded).ShouldBe(2);
        race.Count(r => r.Failure is RefundExceedsPayment).ShouldBe(4);
        (await shop.Payments.FindAsync(view.Id, Ct))!.State.ShouldBe(PaymentState.Refunded);
        (await shop.EventsAsync(view.Order)).Count(e => e == "payments.refund-settled:succeeded").ShouldBe(3);
    }

    [Fact]
    public async Task RefundAsync_WhenTheBankRefuses_FailsAndTheAmountIsFreeAgain()
    {
        var view = await shop.StartAsync("tok_norefund");
        var refund = await shop.Payments.RefundAsync(new RefundPayment(RefundId.New(), view.Id, view.Amount, "damaged"), Ct);

        refund.Value!.State.ShouldBe(RefundState.Failed);
        refund.Value.FailureCode.ShouldBe("account-closed");
        (await shop.Payments.FindAsync(view.Id, Ct))!.State.ShouldBe(PaymentState.Captured);
    }

    [Fact]
    public async Task Dispute_WhenLost_IsBookedAsALossAndBarsRefunds()
    {
        var view = await shop.StartAsync("tok_visa");
        await shop.Sandbox.DisputeAsync(view.ProviderReference!);
        await shop.UntilAsync(view.Id, p => p.State == PaymentState.Disputed);
        (await shop.Payments.RefundAsync(new RefundPayment(RefundId.New(), view.Id, view.Amount, "late"), Ct)).Failure.ShouldBeOfType<StateConflict>();

        await shop.Sandbox.CloseDisputeAsync(view.ProviderReference!, won: false);
        await shop.Payments.RefreshAsync(view.Id, Ct);

        (await shop.LedgerAsync(view.Id)).ShouldContain("losses 25000");
        (await shop.EventsAsync(view.Order)).ShouldContain("payments.dispute-opened");
    }

    [Fact]
    public async Task Dispute_WhenWon_BringsTheMoneyBack()
    {
        var view = await shop.StartAsync("tok_visa");
        await shop.Sandbox.DisputeAsync(view.ProviderReference!);
        await shop.Sandbox.CloseDisputeAsync(view.ProviderReference!, won: true);

        (await shop.Payments.RefreshAsync(view.Id, Ct)).Value!.State.ShouldBe(PaymentState.Captured);
        (await shop.SqlAsync<decimal>("select sum(amount) from payments.ledger_lines where payment_id = @id and account = 'disputes:sandbox'", new { id = view.Id.Value })).ShouldBe(0);
    }
}
