using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Modules.Carts.Carts;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Jobs;

namespace Maru.Modules.Carts.Tests;

public sealed class CartTests(CartShop shop) : IClassFixture<CartShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CartService Carts => shop.Carts;

    [Fact]
    public async Task Add_WhenTheSameTwice_AddsUp()
    {
        var sku = await shop.SellAsync(12_000);
        var cart = await shop.GuestCartAsync((sku, 1));

        var view = (await Carts.AddAsync(cart, sku, 2, Ct)).Value!;

        view.Lines.Single().Quantity.ShouldBe(3);
        view.Total.ShouldBe(new Money(36_000, Currency.Krw));
        view.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_WhenManyTabsAddAtOnce_LosesNothing()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Carts.AddAsync(cart, sku, 1, Ct)));

        (await Carts.FindAsync(cart, Ct))!.Lines.Single().Quantity.ShouldBe(20);
    }

    [Fact]
    public async Task Add_WhenMoreThanThereIs_SaysHowManyAreLeft()
    {
        var sku = await shop.SellAsync(stock: 3);
        var cart = await shop.GuestCartAsync((sku, 2));

        (await Carts.AddAsync(cart, sku, 2, Ct)).Failure.ShouldBe(new OutOfStock(sku, 4, 3));
        (await Carts.FindAsync(cart, Ct))!.Lines.Single().Quantity.ShouldBe(2);
    }

    [Fact]
    public async Task Add_WhenSkuIsUnknown_IsRefused() =>
        (await Carts.AddAsync(await shop.GuestCartAsync(), "no-such-thing", 1, Ct)).Failure.ShouldBe(new NotForSale("no-such-thing"));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public async Task Add_WhenQuantityIsAbsurd_IsRefused(int quantity) =>
        (await Carts.AddAsync(await shop.GuestCartAsync(), await shop.SellAsync(), quantity, Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task SetQuantity_WhenZero_TakesTheLineOut()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync((sku, 2));

        (await Carts.SetQuantityAsync(cart, sku, 0, Ct)).Value!.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task SetQuantity_WhenTheCartChangedMeanwhile_IsRefused()
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync((sku, 2));
        var seen = (await Carts.FindAsync(cart, Ct))!.Version;
        await Carts.AddAsync(cart, sku, 1, Ct);

        (await Carts.SetQuantityAsync(CartKey.From(cart, null, seen), sku, 5, Ct)).Failure.ShouldBe(new CartChanged(seen + 1));
    }

    [Fact]
    public async Task Look_WhenPriceFell_TellsItOnce()
    {
        var sku = await shop.SellAsync(10_000);
        var cart = await shop.GuestCartAsync((sku, 1));
        await shop.SetPriceAsync(sku, 8_000);

        var first = await Carts.LookAsync(CartKey.From(cart, null), Ct);
        var second = await Carts.LookAsync(CartKey.From(cart, null), Ct);

        first!.Notices.Single().Code.ShouldBe("price-changed");
        first.Total.Amount.ShouldBe(8_000);
        second!.Notices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "sold-out")]
    [InlineData(1, "less-stock")]
    public async Task Find_WhenStockShrank_SaysSo(int left, string code)
    {
        var sku = await shop.SellAsync();
        var cart = await shop.GuestCartAsync((sku, 3));
        await shop.SetStockAsync(sku, left);

        (await Carts.FindAsync(cart, Ct))!.Notices.Single().Code.ShouldBe(code);
    }

    [Fact]
    public async Task MembersCart_WhenAnotherOrAGuestAsks_IsNotThere()
    {
        var sku = await shop.SellAsync();
        var owner = UserId.New();
        var cart = (await Carts.OfMemberAsync(owner, Currency.Krw, Ct)).Id;

        foreach (var stranger in new UserId?[] { null, UserId.New() })
        {
            var key = CartKey.From(cart, stranger);
            (await Carts.LookAsync(key, Ct)).ShouldBeNull();
            (await Carts.AddAsync(key, sku, 1, Ct)).Failure.ShouldBe(new NotFound("cart"));
            (await Carts.SetQuantityAsync(key, sku, 0, Ct)).Failure.ShouldBe(new NotFound("cart"));
            (await Carts.ApplyCouponAsync(key, "X", Ct)).Failure.ShouldBe(new NotFound("cart"));
        }

        (await Carts.LookAsync(CartKey.From(cart, owner), Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task OfMember_WhenAskedManyTimesAtOnce_IsOneCart()
    {
        var user = UserId.New();

        var carts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Carts.OfMemberAsync(user, Currency.Krw, Ct)));

        carts.Select(c => c.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Merge_WhenRepeatedAndAtOnce_AddsUpOnceToWhatStockAllows()
    {
        var (shared, mine, guests) = (await shop.SellAsync(stock: 5), await shop.SellAsync(), await shop.SellAsync());
        var user = UserId.New();
        var member = (await Carts.OfMemberAsync(user, Currency.Krw, Ct)).Id;
        await Carts.AddAsync(member, shared, 3, Ct);
        await Carts.AddAsync(member, mine, 1, Ct);
        var guest = await shop.GuestCartAsync((shared, 4), (guests, 2));

        var views = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Carts.MergeAsync(guest, user, Ct)));

        views.ShouldAllBe(v => v.Succeeded && v.Value.Id == member);
        var view = (await Carts.FindAsync(member, Ct))!;
        view.Lines.ToDictionary(l => l.Sku, l => l.Quantity).ShouldBe(new Dictionary<string, int> { [shared] = 5, [mine] = 1, [guests] = 2 }, ignoreOrder: true);
        (await Carts.FindAsync(guest, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Merge_WhenTheCartIsAnothersOrUnknown_IsRefused()
    {
        var foreign = (await Carts.OfMemberAsync(UserId.New(), Currency.Krw, Ct)).Id;

        (await Carts.MergeAsync(foreign, UserId.New(), Ct)).Failure.ShouldBe(new NotFound("cart"));
        (await Carts.MergeAsync(CartId.New(), UserId.New(), Ct)).Failure.ShouldBe(new NotFound("cart"));
    }

    [Fact]
    public async Task Bought_WhenSomethingWasPutInMeanwhile_KeepsThat()
    {
        var (bought, later) = (await shop.SellAsync(), await shop.SellAsync());
        var cart = await shop.GuestCartAsync((bought, 2), (later, 1));

        await PaidAsync(cart, (bought, 2));
        (await Carts.FindAsync(cart, Ct))!.Lines.Single().Sku.ShouldBe(later);
        await PaidAsync(cart, (later, 1));
        (await Carts.FindAsync(cart, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Cart_WhenExpired_IsGoneBeforeItIsSwept()
    {
        var cart = await shop.GuestCartAsync();
        await shop.SqlAsync("update carts.carts set expires_at = now() - interval '1 second' where id = @Value", cart);

        (await Carts.FindAsync(cart, Ct)).ShouldBeNull();
        await shop.Get<CartExpiry>().RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct);
        (await Carts.FindAsync(cart, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Coupon_WhenUnknown_IsKeptWithANotice()
    {
        var cart = await shop.GuestCartAsync((await shop.SellAsync(), 1));

        var view = (await Carts.ApplyCouponAsync(cart, " welcome ", Ct)).Value!;

        view.Coupons.ShouldBe(["WELCOME"]);
        view.Notices.Single().Code.ShouldBe("coupon-invalid");
        (await Carts.RemoveCouponAsync(cart, "welcome", Ct)).Value!.Coupons.ShouldBeEmpty();
    }

    private async Task PaidAsync(CartId cart, params (string Sku, int Quantity)[] lines)
    {
        var won = new Money(1, Currency.Krw);
        var paid = new OrderPaid(
            OrderId.New(), "M-1", null, cart,
            [.. lines.Select((l, i) => new SoldLine(i + 1, l.Sku, ProductId.New(), LocalizedText.Same(l.Sku), l.Quantity, won, won, SellerId.New()))],
            won, won, PaymentId.New(), DateTimeOffset.UtcNow);
        await using var transaction = await shop.Get<Database<CartsModule>>().BeginAsync(Ct);
        await shop.Get<BoughtCarts>().HandleAsync([new ReceivedEvent(paid, Guid.NewGuid(), "ordering", 1, "ordering.order-paid", DateTimeOffset.UtcNow)], transaction, Ct);
        await transaction.CommitAsync(Ct);
    }
}
