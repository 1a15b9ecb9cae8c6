using System.Net;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;
using Maru.Rehearsal;
using Maru.Testing.Shop;

namespace Maru.Modules.Ordering.Tests.RealShop;

/// <summary>The whole shop with its sandbox provider, over HTTP: nobody is scripted here.</summary>
public sealed class RealShopTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Guest_WhoPaysByCard_OwnsTheGoodsAndTheBooksAgree()
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, "REAL-1", 5, 10_000, Ct);
        var buyer = new Buyer(shop.Client);
        var basket = await buyer.FillAsync("REAL-1", 2, Ct);
        var purchase = await buyer.PayAsync(basket, "tok_visa", "real-1", Ct);
        purchase.IsPaid.ShouldBeTrue(purchase.ToString());
        (await AvailableAsync("REAL-1")).ShouldBe(3);
        (await buyer.PayAsync(basket, "tok_visa", "real-1", Ct)).OrderId.ShouldBe(purchase.OrderId);
        var cancelled = await shop.Get<IOrdering>().CancelAsync(OrderId.From(Guid.Parse(purchase.OrderId!)), OrderAccess.OfStaff, "mind", Ct);
        cancelled.Value!.Refunded.ShouldBe(cancelled.Value.Total);
        (await AvailableAsync("REAL-1")).ShouldBe(5);
        await BooksAgreeAsync();
    }

    [Theory]
    [InlineData("tok_declined")]
    [InlineData("tok_insufficient")]
    public async Task Guest_WhoseCardIsDeclined_LeavesNothingBehind(string token)
    {
        var sku = "REAL-" + token;
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, sku, 1, 10_000, Ct);
        var buyer = new Buyer(shop.Client);
        var purchase = await buyer.PayAsync(await buyer.FillAsync(sku, 1, Ct), token, "declined", Ct);
        purchase.Http.ShouldBe(HttpStatusCode.PaymentRequired);
        purchase.Code.ShouldBe("payment-declined");
        (await AvailableAsync(sku)).ShouldBe(1);
        await BooksAgreeAsync();
    }

    [Fact]
    public async Task Guest_WhosePaymentIsLostOnTheWay_EndsPaidOrFreeOfIt()
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, "REAL-LOST", 1, 10_000, Ct);
        var buyer = new Buyer(shop.Client);
        var purchase = await buyer.PayAsync(await buyer.FillAsync("REAL-LOST", 1, Ct), "tok_timeout", "lost", Ct);
        purchase.Http.ShouldBe(HttpStatusCode.Created);
        var settled = await ScratchShop.UntilAsync(
            async () => await buyer.StatusAsync(purchase.OrderId!, purchase.AccessToken!, Ct) is "paid" or "failed", TimeSpan.FromSeconds(40), Ct);
        settled.ShouldBeTrue();
        await BooksAgreeAsync();
    }

    [Fact]
    public async Task Crowd_ForFewPieces_GetsExactlyThose()
    {
        await Shelf.PutOnSaleAsync(shop.Shop.App.Services, "REAL-FEW", 7, 10_000, Ct);
        var sale = await FlashSale.RunAsync(shop.Address, "REAL-FEW", 60, Ct);
        sale.Sold.ShouldBe(7);
        sale.Unclear.ShouldBe(0);
        sale.Refused.ShouldBe(53);
        (await AvailableAsync("REAL-FEW")).ShouldBe(0);
        await BooksAgreeAsync();
    }

    private async Task<int> AvailableAsync(string sku) => (await shop.Get<IInventory>().GetAvailableAsync([sku], Ct))[sku];

    private async Task BooksAgreeAsync()
    {
        var verdict = await new Books(shop.Get<IOrderAdministration>(), shop.Get<ILedger>(), shop.Get<IInventoryProof>(), shop.Get<INotificationsAdministration>()).CompareAsync(withProviders: true, Ct);
        verdict.Differences.ShouldBeEmpty();
        verdict.Reached.ShouldBeTrue();
    }
}
