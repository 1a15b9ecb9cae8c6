using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Tests.Scripted;

namespace Maru.Modules.Ordering.Tests.Returns;

public sealed class ReturnTests(OrderingFixture shop) : IClassFixture<OrderingFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private IReturns Desk => shop.Get<IReturns>();

    [Fact]
    public async Task Return_ForAChangeOfMind_GivesBackTheGoodsLessTheWayBack()
    {
        var (order, access) = await DeliveredAsync("T-1", 2);
        var request = Ask(order, access, "return", "changed-mind", 1);
        (await Desk.PreviewAsync(request, Ct)).Value!.Amount.Amount.ShouldBe(7_000);
        var asked = (await Desk.RequestAsync(request, Ct)).Value!;
        (await Desk.RequestAsync(request, Ct)).Value!.Id.ShouldBe(asked.Id);
        (await shop.OrderAsync(order)).Status.ShouldBe(OrderStatus.ReturnRequested);
        (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 1)], "staff", Ct)).Failure.ShouldBeOfType<IllegalMove>();
        await Desk.ApproveAsync(order, asked.Id, "staff", Ct);

        var left = shop.Goods.Left("T-1");
        var settled = (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 1)], "staff", Ct)).Value!;
        settled.Outcome.ShouldBe("refunded");
        settled.Refunded.Amount.ShouldBe(7_000);
        shop.Goods.Left("T-1").ShouldBe(left + 1);
        (await shop.OrderAsync(order)).Status.ShouldBe(OrderStatus.PartiallyRefunded);
        (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 1)], "staff", Ct)).Value!.Refunded.Amount.ShouldBe(7_000);
        (await Desk.ListAsync("closed", PageRequest.First, Ct)).Items.ShouldContain(r => r.Id == asked.Id);
    }

    [Fact]
    public async Task Return_OfEverythingForAFault_GivesTheShippingBackToo()
    {
        var (order, access) = await DeliveredAsync("T-2", 1);
        var asked = (await Desk.RequestAsync(Ask(order, access, "return", "defective", 1), Ct)).Value!;
        await Desk.ApproveAsync(order, asked.Id, "staff", Ct);
        (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 0)], "staff", Ct)).Value!.Refunded.Amount.ShouldBe(13_000);
        (await shop.OrderAsync(order)).Status.ShouldBe(OrderStatus.Refunded);
    }

    [Fact]
    public async Task Return_WhenNothingPassesInspection_GivesNothingBack()
    {
        var (order, access) = await DeliveredAsync("T-3", 1);
        var asked = (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", 1), Ct)).Value!;
        await Desk.ApproveAsync(order, asked.Id, "staff", Ct);
        (await Desk.ReceiveAsync(order, asked.Id, [new(1, 2, 0, 0)], "staff", Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 0, 0)], "staff", Ct)).Value!.Outcome.ShouldBe("nothing-accepted");
        (await shop.OrderAsync(order)).Status.ShouldBe(OrderStatus.Delivered);
    }

    [Fact]
    public async Task Return_WhenTheTimeIsOver_IsRefusedUnlessTheGoodsAreFaulty()
    {
        var (order, access) = await DeliveredAsync("T-4", 1);
        shop.Clock.Advance(TimeSpan.FromDays(8));
        (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", 1), Ct)).Failure.ShouldBeOfType<ReturnPeriodOver>();
        (await Desk.RequestAsync(Ask(order, access, "return", "defective", 1), Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Exchange_WhenThereIsAnother_SendsIt()
    {
        var (order, access) = await DeliveredAsync("T-5", 1);
        var asked = (await Desk.RequestAsync(Ask(order, access, "exchange", "wrong-size", 1), Ct)).Value!;
        await Desk.ApproveAsync(order, asked.Id, "staff", Ct);
        var left = shop.Goods.Left("T-5");
        var settled = (await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 0)], "staff", Ct)).Value!;
        settled.Outcome.ShouldBe("replaced");
        settled.ReplacementTracking.ShouldNotBeNull();
        shop.Goods.Left("T-5").ShouldBe(left - 1);
        (await shop.OrderAsync(order)).Status.ShouldBe(OrderStatus.Exchanged);
    }

    [Fact]
    public async Task Exchange_WhenThereIsNoneLeft_GivesTheMoneyBack()
    {
        var (order, access) = await DeliveredAsync("T-6", 1);
        shop.Goods.Stock("T-6", 0);
        var asked = (await Desk.RequestAsync(Ask(order, access, "exchange", "wrong-size", 1), Ct)).Value!;
        await Desk.ApproveAsync(order, asked.Id, "staff", Ct);
        await Desk.ReceiveAsync(order, asked.Id, [new(1, 1, 1, 0)], "staff", Ct);
        await shop.UntilAsync(order, o => o.Refunded.Amount == 13_000);
        (await Desk.OfOrderAsync(order, access, Ct))!.ShouldHaveSingleItem().Outcome.ShouldBe("refunded");
    }

    [Fact]
    public async Task Return_OfMoreThanArrivedOrOfAForeignOrder_IsRefused()
    {
        var (order, access) = await DeliveredAsync("T-7", 2);
        (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", 3), Ct)).Failure.ShouldBe(new QuantityNotLeft(1, 3, 2));
        (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", -1), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await Desk.RequestAsync(Ask(order, access, "return", "bored", 1), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        var stranger = new OrderAccess(UserId.New(), null, false);
        (await Desk.RequestAsync(Ask(order, stranger, "return", "changed-mind", 1), Ct)).Failure.ShouldBe(new NotFound("order"));
        (await Desk.OfOrderAsync(order, stranger, Ct)).ShouldBeNull();
        (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", 2) with { IdempotencyKey = "a" }, Ct)).Succeeded.ShouldBeTrue();
        (await Desk.RequestAsync(Ask(order, access, "return", "changed-mind", 1) with { IdempotencyKey = "b" }, Ct)).Failure.ShouldBeOfType<IllegalMove>();
    }

    private static RequestReturn Ask(OrderId order, OrderAccess access, string kind, string reason, int quantity) =>
        new(order, access, "guest", kind, reason, [new(1, quantity)], [], "key");

    private async Task<(OrderId Order, OrderAccess Access)> DeliveredAsync(string sku, int quantity)
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart((sku, quantity, 10_000))));
        var staff = shop.Get<IOrderAdministration>();
        await staff.PackAsync(outcome.OrderId, null, "staff", Ct);
        await staff.ShipAsync(new ShipOrder(outcome.OrderId, null, null, "staff", "s"), Ct);
        (await staff.MarkDeliveredAsync(outcome.OrderId, "staff", Ct)).Value!.Status.ShouldBe(OrderStatus.Delivered);
        return (outcome.OrderId, new OrderAccess(null, outcome.AccessToken, false));
    }
}
