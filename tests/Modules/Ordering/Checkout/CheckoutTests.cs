using System.Net;
using System.Net.Http.Json;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Modules.Ordering.Tests.Scripted;

namespace Maru.Modules.Ordering.Tests.Checkout;

public sealed class CheckoutTests(OrderingFixture shop) : IClassFixture<OrderingFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Checkout_WhenTheCardIsGood_IsPaidAndReadableByItsGuest()
    {
        var cart = shop.Goods.Cart(("A-1", 2, 10_000), ("B-1", 1, 5_000));
        var response = await PostAsync(cart, "tok_visa", "key-good");
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var outcome = await OrderingFixture.ReadAsync(response);
        outcome.GetProperty("status").GetString().ShouldBe("paid");

        var id = outcome.GetProperty("orderId").GetString();
        var token = outcome.GetProperty("accessToken").GetString();
        var order = await shop.Client.GetFromJsonAsync<OrderView>($"/api/v1/orders/{id}?token={token}", Platform.Json.MaruJson.Internal, Ct);
        order!.Status.ShouldBe(OrderStatus.Paid);
        order.Total.ShouldBe(new Money(28_000, Currency.Krw));
        order.ShippingAddress.ShouldBe(OrderingFixture.Home);
        order.Email.ShouldBe("minji@example.com");
        order.AllowedActions.ShouldBe(["cancel", "change-address"]);
        order.History.Select(h => h.Event).ShouldBe(["placed", "paid"]);
    }

    [Fact]
    public async Task Get_WhenTheOrderIsForeignOrMissing_GivesTheSameAnswer()
    {
        var order = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("A-2", 1, 10_000)), user: UserId.New()));
        var foreign = await shop.Client.GetAsync($"/api/v1/orders/{order.OrderId}", Ct);
        var wrongToken = await shop.Client.GetAsync($"/api/v1/orders/{order.OrderId}?token=abc", Ct);
        var missing = await shop.Client.GetAsync($"/api/v1/orders/{OrderId.New()}?token=abc", Ct);
        foreach (var answer in new[] { foreign, wrongToken, missing })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await OrderingFixture.ReadAsync(answer)).GetProperty("detail").GetString().ShouldBe("There is no such order.");
        }

        (await shop.Client.PostAsync($"/api/v1/orders/{order.OrderId}/cancel", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.Client.PutAsJsonAsync($"/api/v1/orders/{order.OrderId}/address", OrderingFixture.Home, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.OrderAsync(order.OrderId)).Status.ShouldBe(OrderStatus.Paid);
    }

    [Fact]
    public async Task Checkout_WhenTheCardIsDeclined_HoldsAndTakesNothing()
    {
        shop.Goods.Stock("DECL", 3);
        var response = await PostAsync(shop.Goods.Cart(("DECL", 2, 10_000)), "tok_declined", "key-declined");
        response.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var problem = await OrderingFixture.ReadAsync(response);
        problem.GetProperty("code").GetString().ShouldBe("payment-declined");
        problem.GetProperty("status").GetInt32().ShouldBe(402);
        problem.GetProperty("orderStatus").GetString().ShouldBe("failed");
        shop.Goods.Left("DECL").ShouldBe(3);
    }

    [Fact]
    public async Task Checkout_WhenTheKeyIsUsedAgain_GivesTheSameOrderOrRefusesAnotherBody()
    {
        var cart = shop.Goods.Cart(("A-3", 1, 10_000));
        var request = OrderingFixture.Request(cart, key: "twice");
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.CheckoutAsync(request))));
        all.Select(o => o.OrderId).Distinct().ShouldHaveSingleItem();
        all.ShouldAllBe(o => o.Status == OrderStatus.Paid);
        shop.Goods.Left("A-3").ShouldBe(999);

        shop.Goods.Close(cart);
        (await shop.CheckoutAsync(request)).OrderId.ShouldBe(all[0].OrderId);
        var other = await shop.Ordering.CheckoutAsync(request with { Email = "other@example.com" }, Ct);
        other.Failure.ShouldBeOfType<IdempotencyKeyReused>();
    }

    [Fact]
    public async Task Checkout_WhenTwoTabsPayOneCart_TakesMoneyOnce()
    {
        var cart = shop.Goods.Cart(("A-4", 1, 10_000));
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => shop.Ordering.CheckoutAsync(OrderingFixture.Request(cart), Ct))));
        var paid = results.Where(r => r.Succeeded).ShouldHaveSingleItem();
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Failure == new CartBeingPaid(paid.Value!.OrderId));
        shop.Goods.Left("A-4").ShouldBe(999);
    }

    [Fact]
    public async Task Checkout_WhenTheFirstTryWasDeclined_CanBePaidWithAnotherCard()
    {
        var cart = shop.Goods.Cart(("A-5", 1, 10_000));
        (await shop.CheckoutAsync(OrderingFixture.Request(cart, "tok_declined"))).Failure.ShouldNotBeNull();
        (await shop.CheckoutAsync(OrderingFixture.Request(cart))).Status.ShouldBe(OrderStatus.Paid);
    }

    [Fact]
    public async Task Checkout_WhenManyWantTheLastPieces_SellsExactlyThose()
    {
        shop.Goods.Stock("HOT", 20);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(("HOT", 1, 10_000)))))));
        outcomes.Count(o => o.Status == OrderStatus.Paid).ShouldBe(20);
        outcomes.Where(o => o.Status != OrderStatus.Paid).ShouldAllBe(o => o.Failure is OutOfStock);
        shop.Goods.Left("HOT").ShouldBe(0);
    }

    [Fact]
    public async Task Checkout_WhenACouponIsUsedUp_LetsEverythingGo()
    {
        shop.Goods.RefusedCoupon = "GONE";
        shop.Goods.Stock("COUP", 5);
        var outcome = await shop.CheckoutAsync(OrderingFixture.Request(shop.Goods.Cart(null, ["GONE"], ("COUP", 1, 10_000))));
        outcome.Failure!.Code.ShouldBe("coupon-not-usable");
        shop.Goods.Left("COUP").ShouldBe(5);
    }

    [Theory]
    [InlineData("email", "\"email\":\"nobody\"")]
    [InlineData("payment.token", "\"payment\":{\"provider\":\"sandbox\",\"token\":\"\"}")]
    [InlineData("pointsToUse", "\"pointsToUse\":-1")]
    public async Task Checkout_WhenAFieldIsWrong_NamesIt(string field, string json)
    {
        var cart = shop.Goods.Cart(("A-6", 1, 10_000));
        var name = json[1..json.IndexOf('"', 1)];
        var members = new Dictionary<string, string>
        {
            ["cartId"] = $"\"cartId\":\"{cart}\"",
            ["email"] = "\"email\":\"minji@example.com\"",
            ["shippingAddress"] = "\"shippingAddress\":" + Platform.Json.MaruJson.Write(OrderingFixture.Home),
            ["shippingOption"] = "\"shippingOption\":\"standard\"",
            ["payment"] = "\"payment\":{\"provider\":\"sandbox\",\"token\":\"tok_visa\"}",
            [name] = json,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/checkout") { Content = new StringContent($"{{{string.Join(',', members.Values)}}}", null, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var response = await shop.Client.SendAsync(request, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await OrderingFixture.ReadAsync(response)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Checkout_WhenTheTotalIsNotTheAgreedOne_IsRefused()
    {
        var request = OrderingFixture.Request(shop.Goods.Cart(("A-7", 1, 10_000))) with { ExpectedTotal = new Money(12_000, Currency.Krw) };
        var result = await shop.Ordering.CheckoutAsync(request, Ct);
        result.Failure.ShouldBe(new TotalChanged(new Money(12_000, Currency.Krw), new Money(13_000, Currency.Krw)));
    }

    private async Task<HttpResponseMessage> PostAsync(CartId cart, string token, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/checkout")
        {
            Content = JsonContent.Create(
                new
                {
                    cartId = cart,
                    email = "minji@example.com",
                    shippingAddress = OrderingFixture.Home,
                    shippingOption = "standard",
                    payment = new { provider = "sandbox", token },
                },
                options: Platform.Json.MaruJson.Internal),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await shop.Client.SendAsync(request, Ct);
    }
}
