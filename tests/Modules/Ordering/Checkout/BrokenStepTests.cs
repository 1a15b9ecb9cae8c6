using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Modules.Ordering.Tests.Scripted;
using Maru.Modules.Payments;
using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Tests.Checkout;

/// <summary>Bad luck at every step: whatever breaks, the order ends paid with its goods or failed with nothing held and nothing taken.</summary>
public sealed class BrokenStepTests(OrderingFixture shop) : IClassFixture<OrderingFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData("reserve")]
    [InlineData("redeem")]
    [InlineData("commit")]
    public async Task Checkout_WhenAStepsConnectionBreaks_IsFinishedLater(string step)
    {
        var sku = "BRK-" + step;
        shop.Goods.Stock(sku, 2);
        shop.Goods.Breaks.Enqueue(step);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(null, ["TEN"], (sku, 1, 10_000))));
        var order = await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Paid);
        order.Total.Amount.ShouldBe(12_000);
        shop.Goods.Left(sku).ShouldBe(1);
        shop.Bank.Of(order.PaymentId!.Value).Captured.Amount.ShouldBe(12_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Checkout_WhenTheAnswerOfThePaymentIsLost_ChargesOnce(bool effect)
    {
        var taken = shop.Bank.Taken;
        shop.Bank.Breaks.Enqueue((effect, new IOException("lost")));
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("LOST", 1, 10_000))));
        await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Paid);
        (shop.Bank.Taken - taken).ShouldBe(13_000);
    }

    [Fact]
    public async Task Checkout_WhenTheOutcomeIsUnknown_KeepsTheGoodsUntilItIsKnown()
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("UNKN", 1, 10_000)), Bank.LostAnswer));
        outcome.Status.ShouldBe(OrderStatus.AwaitingPayment);
        shop.Goods.Left("UNKN").ShouldBe(999);
        shop.Bank.Truth[await shop.PaymentOfAsync(outcome.OrderId)] = PaymentState.Captured;
        await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Paid);
    }

    [Fact]
    public async Task Payment_WhenItSettlesWhileTheShopperIsAway_PaysTheOrder()
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("3DS", 1, 10_000)), "tok_3ds"));
        outcome.NextAction!.Kind.ShouldBe("redirect");
        var payment = await shop.PaymentOfAsync(outcome.OrderId);
        shop.Bank.Settle(payment, PaymentState.Captured);
        await TellAsync(payment, outcome.OrderId, PaymentState.Captured);
        var order = await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Paid);
        order.NextAction.ShouldBeNull();
    }

    [Fact]
    public async Task Transfer_WhenItNeverComes_PutsTheGoodsBackOnSale()
    {
        shop.Goods.Stock("WAIT", 1);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("WAIT", 1, 10_000)), "tok_bank_transfer"));
        outcome.NextAction!.AccountNumber.ShouldNotBeNull();
        shop.Goods.Left("WAIT").ShouldBe(0);
        shop.Clock.Advance(TimeSpan.FromDays(2));
        await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.AwaitingPayment);
        shop.Clock.Advance(TimeSpan.FromDays(2));
        var order = await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Failed);
        order.FailureCode.ShouldBe("payment-timed-out");
        shop.Goods.Left("WAIT").ShouldBe(1);
    }

    [Fact]
    public async Task Money_WhenItComesAfterTheOrderFailed_GoesBack()
    {
        shop.Goods.Stock("LATE", 1);
        var outcome = await FailedAsync("LATE");
        var payment = await shop.PaymentOfAsync(outcome.OrderId);
        shop.Bank.Settle(payment, PaymentState.Captured);
        await TellAsync(payment, outcome.OrderId, PaymentState.Captured);
        await TellAsync(payment, outcome.OrderId, PaymentState.Captured);
        await shop.UntilAsync(outcome.OrderId, _ => shop.Bank.Of(payment).State == PaymentState.Refunded);
        (await shop.OrderAsync(outcome.OrderId)).Status.ShouldBe(OrderStatus.Failed);
        shop.Goods.Left("LATE").ShouldBe(1);
    }

    [Theory]
    [InlineData(1, OrderStatus.Paid)]
    [InlineData(0, OrderStatus.Failed)]
    public async Task Money_WhenTheHoldLapsedBefore_TakesTheGoodsAnewOrGoesBack(int left, OrderStatus expected)
    {
        var sku = $"LAPS-{left}";
        shop.Goods.Stock(sku, 1);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart((sku, 1, 10_000)), "tok_3ds"));
        shop.Goods.Lapse();
        shop.Goods.Stock(sku, left);
        var payment = await shop.PaymentOfAsync(outcome.OrderId);
        shop.Bank.Truth[payment] = PaymentState.Captured;
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await shop.UntilAsync(outcome.OrderId, o => o.Status == expected);
        shop.Bank.Of(payment).Refunded.Amount.ShouldBe(expected == OrderStatus.Paid ? 0 : 13_000);
        shop.Goods.Left(sku).ShouldBe(0);
    }

    [Fact]
    public async Task Cancel_WhileTheShopperIsAtTheBank_HoldsNothingAndStays()
    {
        shop.Goods.Stock("CANC", 1);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("CANC", 1, 10_000)), "tok_3ds"));
        var access = new OrderAccess(null, outcome.AccessToken, false);
        var cancelled = await shop.Ordering.CancelAsync(outcome.OrderId, access, "mind", Ct);
        cancelled.Value!.Status.ShouldBe(OrderStatus.Cancelled);
        shop.Goods.Left("CANC").ShouldBe(1);

        // The bank took the money all the same: it goes back, and the order stays cancelled.
        var payment = await shop.PaymentOfAsync(outcome.OrderId);
        shop.Bank.Settle(payment, PaymentState.Captured);
        await TellAsync(payment, outcome.OrderId, PaymentState.Captured);
        await shop.UntilAsync(outcome.OrderId, _ => shop.Bank.Of(payment).State == PaymentState.Refunded);
        (await shop.OrderAsync(outcome.OrderId)).Status.ShouldBe(OrderStatus.Cancelled);
    }

    [Fact]
    public async Task Cancel_WhenPaid_GivesMoneyGoodsAndCouponsBack()
    {
        shop.Goods.Stock("BACK", 5);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(null, ["TEN"], ("BACK", 3, 10_000))));
        var cancelled = await shop.Ordering.CancelAsync(outcome.OrderId, new OrderAccess(null, outcome.AccessToken, false), "mind", Ct);
        cancelled.Value!.Status.ShouldBe(OrderStatus.Cancelled);
        cancelled.Value.Refunded.ShouldBe(cancelled.Value.Total);
        shop.Goods.Left("BACK").ShouldBe(5);
        shop.Goods.CouponsInUse.ContainsKey(outcome.OrderId).ShouldBeFalse();
        (await shop.Ordering.CancelAsync(outcome.OrderId, OrderAccess.OfStaff, "again", Ct)).Failure.ShouldBeOfType<IllegalMove>();
    }

    [Fact]
    public async Task Points_WhenTheCardIsDeclined_AreFreeAgain()
    {
        var user = UserId.New();
        var declined = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("PTS", 1, 10_000)), "tok_declined", user: user, points: 4_000));
        shop.Bank.PointsOf(declined.OrderId).ShouldBe("released");
        var paid = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("PTS", 1, 10_000)), user: user, points: 4_000));
        shop.Bank.PointsOf(paid.OrderId).ShouldBe("spent");
        (await shop.OrderAsync(paid.OrderId)).Total.Amount.ShouldBe(9_000);
    }

    private async Task<CheckoutOutcome> FailedAsync(string sku)
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart((sku, 1, 10_000)), "tok_3ds"));
        shop.Clock.Advance(TimeSpan.FromMinutes(20));
        await shop.UntilAsync(outcome.OrderId, o => o.Status == OrderStatus.Failed);
        return outcome;
    }

    private async Task TellAsync(PaymentId payment, OrderId order, PaymentState state)
    {
        await using var transaction = await shop.Get<Database<PaymentsModule>>().BeginAsync(Ct);
        transaction.Publish(new PaymentSettled(payment, order, "sandbox", state, shop.Bank.Of(payment).Amount, null, shop.Clock.GetUtcNow()));
        await transaction.CommitAsync(Ct);
    }
}
