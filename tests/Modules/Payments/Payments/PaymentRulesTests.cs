using Maru.Contracts;
using Maru.Contracts.Payments;
using Maru.Modules.Payments.Payments;
using Maru.Modules.Payments.Providers;

namespace Maru.Modules.Payments.Tests.Payments;

public sealed class PaymentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Observe_WhenAGivenUpPaymentTurnsOutToHaveTakenMoney_SendsItBackAndTellsNobodyItWasPaid()
    {
        var dead = Begin() with { State = PaymentState.Voided, Unsettled = null, GivenUp = "timed-out" };

        var seen = PaymentRules.Observe(dead, [], Seen(ProviderStatus.Captured, captured: 1_000), Now);

        seen.Refunds.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Amount.ShouldBe(1_000), r => r.State.ShouldBe(RefundState.Pending));
        seen.Payment.NextCheckAt.ShouldNotBeNull();
        seen.Events.ShouldBeEmpty();
        PaymentRules.Observe(seen.Payment, seen.Refunds, Seen(ProviderStatus.Captured, captured: 1_000), Now).Refunds.ShouldBeEmpty();
    }

    [Fact]
    public void Observe_WhenADeclinedPaymentIsCapturedAfterAll_TellsIt() => PaymentRules.Observe(
        Begin() with { State = PaymentState.Declined, Unsettled = null }, [], Seen(ProviderStatus.Captured, captured: 1_000), Now)
        .Events.ShouldHaveSingleItem().ShouldBeOfType<PaymentSettled>().State.ShouldBe(PaymentState.Captured);

    [Theory]
    [InlineData(nameof(ProviderStatus.Authorized))]
    [InlineData(nameof(ProviderStatus.ActionRequired))]
    [InlineData(nameof(ProviderStatus.AwaitingTransfer))]
    public void Observe_WhenADeadPaymentStillHoldsTheShopper_GivesItUpAgain(string status) => PaymentRules.Observe(
        Begin() with { State = PaymentState.Voided, Unsettled = null }, [], Seen(Enum.Parse<ProviderStatus>(status)), Now).Payment.Unsettled.ShouldBe(Unsettled.Void);

    [Theory]
    [InlineData(999, "KRW", 0)]
    [InlineData(1_000, "USD", 0)]
    [InlineData(1_000, "KRW", 1_001)]
    public void Observe_WhenTheProviderHasAnotherAmount_BelievesNothing(long amount, string currency, long captured)
    {
        var seen = PaymentRules.Observe(
            Begin(), [], new ProviderPayment("pay_1", null, ProviderStatus.Captured, new Money(amount, Currency.Parse(currency)), captured), Now);
        seen.Mismatch.ShouldNotBeNull();
        seen.Entries.ShouldBeEmpty();
        seen.Payment.State.ShouldBe(PaymentState.Unknown);
    }

    [Fact]
    public void Observe_WhenARefundBouncesLater_BooksItBack()
    {
        var paid = PaymentRules.Observe(Begin(), [], Seen(ProviderStatus.Captured, captured: 1_000), Now).Payment;
        var refund = new ProviderRefund("re_1", RefundId.New(), 400, RefundState.Succeeded);
        var given = PaymentRules.Observe(paid, [], Seen(ProviderStatus.Captured, captured: 1_000) with { Refunds = [refund] }, Now);
        given.Payment.State.ShouldBe(PaymentState.PartiallyRefunded);

        var back = PaymentRules.Observe(
            given.Payment, given.Refunds, Seen(ProviderStatus.Captured, captured: 1_000) with { Refunds = [refund with { State = RefundState.Failed, FailureCode = "account-closed" }] }, Now);

        back.Payment.ShouldSatisfyAllConditions(p => p.State.ShouldBe(PaymentState.Captured), p => p.Refunded.ShouldBe(0));
        back.Events.ShouldHaveSingleItem().ShouldBeOfType<RefundSettled>().State.ShouldBe(RefundState.Failed);
    }

    [Theory]
    [InlineData("12.34", "USD", 1234L)]
    [InlineData("0.30", "EUR", 30L)]
    [InlineData("-70.00", "USD", -7000L)]
    [InlineData("47040", "KRW", 47040L)]
    [InlineData("470.40", "KRW", null)]
    [InlineData("12.345", "USD", null)]
    [InlineData("1e3", "USD", null)]
    [InlineData("99999999999999999999", "USD", null)]
    [InlineData(null, "USD", null)]
    public void MinorUnits_OfAProvidersText_AreExactOrNothing(string? text, string currency, long? minor) =>
        Wire.MinorUnits(text, Currency.Parse(currency)).ShouldBe(minor);

    private static Payment Begin() => Payment.Begin(PaymentsShop.Request("tok_visa", 1_000), reference: null, Now);

    private static ProviderPayment Seen(ProviderStatus status, long captured = 0) => new("pay_1", null, status, new Money(1_000, Currency.Krw), captured, Refunds: []);
}
