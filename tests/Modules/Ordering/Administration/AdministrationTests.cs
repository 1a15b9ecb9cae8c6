using System.Net;
using System.Net.Http.Json;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Shipping;
using Maru.Modules.Identity;
using Maru.Modules.Ordering.Tests.Scripted;
using Maru.Modules.Shipping;
using Maru.Platform.Data;

namespace Maru.Modules.Ordering.Tests.Administration;

public sealed class AdministrationTests(OrderingFixture shop) : IClassFixture<OrderingFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private IOrderAdministration Desk => shop.Get<IOrderAdministration>();

    [Fact]
    public async Task Order_WhenSentInTwoParcels_IsDeliveredWhenTheSecondArrives()
    {
        var order = await PaidAsync(("S-1", 2, 10_000), ("S-2", 1, 5_000));
        (await Desk.ShipAsync(new ShipOrder(order, null, null, "staff", "k0"), Ct)).Failure.ShouldBeOfType<IllegalMove>();
        (await Desk.PackAsync(order, null, "staff", Ct)).Value!.Status.ShouldBe(OrderStatus.Packed);
        (await shop.Ordering.CancelAsync(order, OrderAccess.OfStaff, "late", Ct)).Failure.ShouldBeOfType<IllegalMove>();

        var first = (await Desk.ShipAsync(new ShipOrder(order, [new(1, 1)], null, "staff", "k1"), Ct)).Value!;
        first.Status.ShouldBe(OrderStatus.PartiallyShipped);
        (await Desk.ShipAsync(new ShipOrder(order, [new(1, 1)], null, "staff", "k1"), Ct)).Value!.Shipments.Count.ShouldBe(1);
        (await Desk.ShipAsync(new ShipOrder(order, [new(1, 2)], null, "staff", "k1"), Ct)).Failure.ShouldBeOfType<IdempotencyKeyReused>();
        (await Desk.ShipAsync(new ShipOrder(order, [new(1, 2)], null, "staff", "k2"), Ct)).Failure.ShouldBe(new QuantityNotLeft(1, 2, 1));
        var second = (await Desk.ShipAsync(new ShipOrder(order, null, null, "staff", "k3"), Ct)).Value!;
        second.Status.ShouldBe(OrderStatus.Shipped);
        second.Shipments.Select(s => s.TrackingNumber).ShouldAllBe(t => t != null);

        await MoveAsync(order, second.Shipments[0].Id, "delivered");
        await MoveAsync(order, second.Shipments[1].Id, "in-transit");
        await MoveAsync(order, second.Shipments[1].Id, "delivered");
        await MoveAsync(order, second.Shipments[1].Id, "in-transit");
        (await shop.UntilAsync(order, o => o.Status == OrderStatus.Delivered)).Shipments.ShouldAllBe(s => s.Status == "delivered");
    }

    [Fact]
    public async Task Parcel_WhenTheCarrierRefusesIt_LeavesThePiecesForAnother()
    {
        var order = await PaidAsync(("S-3", 1, 10_000));
        await Desk.PackAsync(order, null, "staff", Ct);
        shop.Goods.RefuseParcels = true;
        (await Desk.ShipAsync(new ShipOrder(order, null, null, "staff", "k1"), Ct)).Value!.Status.ShouldBe(OrderStatus.Packed);
        shop.Goods.RefuseParcels = false;
        (await Desk.ShipAsync(new ShipOrder(order, null, null, "staff", "k2"), Ct)).Value!.Status.ShouldBe(OrderStatus.Shipped);
    }

    [Fact]
    public async Task Refund_InPortions_AddsUpToWhatWasPaid()
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(
            shop.Goods.Cart(null, ["TEN"], ("R-1", 3, 3_333), ("R-2", 1, 999)), user: UserId.New(), points: 1_001));
        var total = (await shop.OrderAsync(outcome.OrderId)).Total.Amount;
        RefundOrder Part(int line, string key, bool shipping = false) => new(outcome.OrderId, [new(line, 1)], shipping, null, "damaged", "staff", key);

        var preview = (await Desk.PreviewRefundAsync(Part(1, "p"), Ct)).Value!;
        (await Desk.RefundAsync(Part(1, "r1"), Ct)).Value!.Refunded.ShouldBe(preview.Amount);
        (await Desk.RefundAsync(Part(1, "r1"), Ct)).Value!.Refunded.ShouldBe(preview.Amount);
        (await Desk.RefundAsync(Part(2, "r1"), Ct)).Failure.ShouldBeOfType<IdempotencyKeyReused>();
        await Desk.RefundAsync(Part(1, "r2"), Ct);
        await Desk.RefundAsync(Part(1, "r3"), Ct);
        (await Desk.RefundAsync(Part(1, "r4"), Ct)).Failure.ShouldBe(new QuantityNotLeft(1, 1, 0));
        var last = (await Desk.RefundAsync(Part(2, "r5", shipping: true), Ct)).Value!;
        last.Refunded.Amount.ShouldBe(total);
        last.Status.ShouldBe(OrderStatus.Refunded);
        shop.Bank.Of(last.PaymentId!.Value).Refunded.Amount.ShouldBe(total);
        (await Desk.RefundAsync(Part(2, "r6"), Ct)).Failure.ShouldBeOfType<IllegalMove>();
    }

    [Fact]
    public async Task Refund_WhenManyAskAtOnce_NeverExceedsThePayment()
    {
        var order = await PaidAsync(("R-3", 4, 1_000));
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
            Desk.RefundAsync(new RefundOrder(order, [new(1, 1)], false, null, "damaged", "staff", $"many-{i}"), Ct))));
        results.Count(r => r.Succeeded).ShouldBe(4);
        (await shop.OrderAsync(order)).Refunded.Amount.ShouldBe(4_000);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public async Task Refund_OfAnImpossibleQuantity_IsRefused(int quantity)
    {
        var order = await PaidAsync(("R-4", 1, 1_000));
        (await Desk.RefundAsync(new RefundOrder(order, [new(1, quantity)], false, null, "damaged", "staff", "k"), Ct)).Succeeded.ShouldBeFalse();
        (await Desk.RefundAsync(new RefundOrder(order, [], false, new Money(100, Currency.Usd), "damaged", "staff", "k"), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await Desk.RefundAsync(new RefundOrder(order, [], false, new Money(-100, Currency.Krw), "damaged", "staff", "k"), Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await shop.OrderAsync(order)).Refunded.Amount.ShouldBe(0);
    }

    [Fact]
    public async Task Stream_OfAnOrder_HoldsNoPersonalDataAndShowsEveryVersion()
    {
        var order = await PaidAsync(("V-1", 1, 10_000));
        await Desk.PackAsync(order, null, "staff", Ct);
        var stream = (await Desk.GetStreamAsync(order, Ct))!;
        stream.Select(e => e.Type).ShouldBe(["placed", "paid", "packed"]);
        var raw = string.Concat(stream.Select(e => e.Data));
        foreach (var secret in new[] { "minji", "Kim Minji", "Sejong", "1234 5678" })
        {
            raw.ShouldNotContain(secret);
        }

        (await Desk.FindAsOfAsync(order, 1, Ct))!.Status.ShouldBe(OrderStatus.Placed);
        (await Desk.FindAsOfAsync(order, 2, Ct))!.Status.ShouldBe(OrderStatus.Paid);
        (await Desk.FindAsOfAsync(order, 4, Ct)).ShouldBeNull();
        (await Desk.GetCheckoutAsync(order, Ct))!.Stage.ShouldBe("paid");
    }

    [Fact]
    public async Task Address_WhenChanged_IsKeptByVersionUntilPacked()
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("V-2", 1, 10_000))));
        var moved = OrderingFixture.Home with { Line1 = "1 Haeundae-ro", City = "Busan" };
        var path = $"/api/v1/orders/{outcome.OrderId}/address?token={outcome.AccessToken}";
        (await shop.Client.PutAsJsonAsync(path, moved, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shop.OrderAsync(outcome.OrderId)).ShippingAddress.ShouldBe(moved);
        (await Desk.FindAsOfAsync(outcome.OrderId, 2, Ct))!.ShippingAddress.ShouldBe(OrderingFixture.Home);
        (await shop.Client.PutAsJsonAsync(path, moved with { Country = "US" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Desk.PackAsync(outcome.OrderId, null, "staff", Ct);
        (await shop.Client.PutAsJsonAsync(path, moved, Ct)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Person_WhenErased_IsForgottenWhileTheStreamStaysReadable()
    {
        var user = UserId.New();
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("V-3", 1, 10_000)), user: user));
        await using (var transaction = await shop.Get<Database<IdentityModule>>().BeginAsync(Ct))
        {
            transaction.Publish(new UserErased(user, shop.Clock.GetUtcNow()));
            await transaction.CommitAsync(Ct);
        }

        var order = await shop.UntilAsync(outcome.OrderId, o => o.Email.Length == 0);
        order.ShippingAddress.Name.ShouldBe("");
        order.Total.Amount.ShouldBe(13_000);
        (await Desk.GetStreamAsync(outcome.OrderId, Ct))!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Seller_OfAnOrderOfTwo_SeesAndSendsOnlyHisLines()
    {
        var order = await PaidAsync(("M-1", 1, 10_000), ("M-2", 2, 5_000));
        var mine = (await shop.Ordering.FindAsync(order, OrderAccess.Of(Goods.SellerB), Ct))!;
        mine.Lines.Select(l => l.Sku).ShouldBe(["M-2"]);
        mine.Total.Amount.ShouldBe(10_000);
        mine.Email.ShouldBe("");
        mine.PaymentId.ShouldBeNull();
        (await shop.Ordering.FindAsync(order, OrderAccess.Of(SellerId.New()), Ct)).ShouldBeNull();
        (await Desk.PackAsync(order, SellerId.New(), "seller", Ct)).Failure.ShouldBe(new NotFound("order"));

        (await Desk.PackAsync(order, Goods.SellerB, "seller", Ct)).Value!.Status.ShouldBe(OrderStatus.Paid);
        (await Desk.ShipAsync(new ShipOrder(order, [new(1, 1)], Goods.SellerB, "seller", "s1"), Ct)).Failure.ShouldBe(new NotFound("line"));
        (await Desk.ShipAsync(new ShipOrder(order, null, Goods.SellerB, "seller", "s2"), Ct)).Value!.Status.ShouldBe(OrderStatus.PartiallyShipped);
        (await shop.Ordering.ListAsync(new OrderQuery(null, Goods.SellerB, null, null, null, null, PageRequest.First), Ct)).Items
            .First(o => o.Id == order).Total.Amount.ShouldBe(10_000);
    }

    [Fact]
    public async Task List_ByNumberOrEmail_FindsTheOrder()
    {
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("L-1", 1, 10_000))) with { Email = "Rare.Name@example.com" });
        foreach (var text in new[] { outcome.Number, outcome.Number[7..].ToLowerInvariant(), "rare.name@EXAMPLE.com" })
        {
            var page = await shop.Ordering.ListAsync(new OrderQuery(null, null, null, text, null, null, PageRequest.First), Ct);
            page.Items.ShouldHaveSingleItem().Id.ShouldBe(outcome.OrderId);
            page.Items[0].Email.ShouldBe("Rare.Name@example.com");
        }

        (await shop.Ordering.ListAsync(new OrderQuery(null, null, null, "%", null, null, PageRequest.First), Ct)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Sales_OfADay_CountWhatWasSoldAndGivenBack()
    {
        var order = await PaidAsync(("D-1", 2, 10_000));
        var product = (await shop.OrderAsync(order)).Lines[0].ProductId;
        await Desk.RefundAsync(new RefundOrder(order, [new(1, 1)], false, null, "damaged", "staff", "d"), Ct);
        var today = DateOnly.FromDateTime(shop.Clock.GetUtcNow().UtcDateTime);
        SalesFigure? figure = null;
        await shop.UntilAsync(order, _ =>
        {
            var figures = Desk.GetSalesAsync(new SalesQuery(today.AddDays(-1), today.AddDays(1), "product", Currency.Krw), Ct).GetAwaiter().GetResult();
            figure = figures.FirstOrDefault(f => f.Key == product.ToString());
            return figure is { RefundedUnits: 1 };
        });
        figure.ShouldBe(new SalesFigure(product.ToString(), 1, 2, new Money(20_000, Currency.Krw), 1, new Money(10_000, Currency.Krw)));
    }

    [Fact]
    public async Task Rebuild_WhileOrdersComeIn_EndsWithTheSameLists()
    {
        var user = UserId.New();
        for (var i = 0; i < 5; i++)
        {
            await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("B-1", 1, 1_000)), user: user));
        }

        await shop.Get<Database<OrderingModule>>().ExecuteAsync("update order_views set total = 0, version = 0 where user_id = @user", new { user }, Ct);
        var incoming = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("B-1", 1, 1_000)), user: user)))));
        var report = await Desk.RebuildAsync(Ct);
        await incoming;
        await Desk.RebuildAsync(Ct);
        report.Events.ShouldBeGreaterThan(0);
        var page = await shop.Ordering.ListAsync(new OrderQuery(user, null, null, null, null, null, new PageRequest(1, 100)), Ct);
        page.Total.ShouldBe(25);
        page.Items.ShouldAllBe(o => o.Total.Amount == 4_000 && o.Status == OrderStatus.Paid);
    }

    [Fact]
    public async Task Doors_OfStaff_AreShutToStrangers()
    {
        var id = await PaidAsync(("X-1", 1, 1_000));
        foreach (var path in new[] { "orders", $"orders/{id}", $"orders/{id}/events", $"orders/{id}/versions/1", "returns", "sales?from=2026-01-01&to=2026-01-02" })
        {
            (await shop.Client.GetAsync($"/api/v1/admin/{path}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        foreach (var path in new[] { "pack", "deliver", "cancel", "refunds" })
        {
            (await shop.Client.PostAsJsonAsync($"/api/v1/admin/orders/{id}/{path}", new { }, Ct)).StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest);
        }

        (await shop.OrderAsync(id)).Status.ShouldBe(OrderStatus.Paid);
    }

    private async Task<OrderId> PaidAsync(params (string Sku, int Quantity, long Price)[] lines) =>
        (await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(lines)))).OrderId;

    private async Task MoveAsync(OrderId order, ShipmentId shipment, string status)
    {
        await using var transaction = await shop.Get<Database<ShippingModule>>().BeginAsync(Ct);
        transaction.Publish(new ShipmentMoved(shipment, order, "sim", "T", status, null, shop.Clock.GetUtcNow()));
        await transaction.CommitAsync(Ct);
    }
}
