using System.Net;
using Maru.Contracts;
using Maru.Contracts.Inventory;

namespace Maru.Modules.Inventory.Tests;

public sealed class BackOfficeTests(StockShop shop) : IClassFixture<StockShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IInventoryAdministration Stock => shop.Get<IInventoryAdministration>();

    [Fact]
    public async Task Adjust_WhenRepeatedWithItsKey_ActsOnce()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = new AdjustStock(sku, "main", -3, "damage", "fell off the shelf", "user:1", "key-" + sku);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Stock.AdjustAsync(request, Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(5);
        (await shop.CountersAsync(sku)).ShouldBe((7, 0));
        (await Stock.ListMovementsAsync(new StockMovementQuery(sku, null, "adjust", PageRequest.First), Ct)).Items.Single().Reason.ShouldBe("damage: fell off the shelf");
        (await Stock.AdjustAsync(request with { Change = -4 }, Ct)).Failure.ShouldBeOfType<IdempotencyKeyReused>();
    }

    [Fact]
    public async Task Adjust_WhenItWouldTakeWhatIsPromised_IsRefused()
    {
        var sku = await shop.ReceiveAsync(10);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 8), Ct);

        (await Stock.AdjustAsync(new AdjustStock(sku, "main", -3, "loss", null, "user:1", sku), Ct)).Failure.ShouldBe(new NotEnoughOnHand(sku, "main", 3, 2));
    }

    [Fact]
    public async Task Adjust_WhenSkuOrWarehouseIsUnknown_SaysSo()
    {
        var sku = await shop.ReceiveAsync(1);

        (await Stock.AdjustAsync(new AdjustStock("none", "main", 1, "count", null, "user:1", "a" + sku), Ct)).Failure.ShouldBe(new NotFound("stock record"));
        (await Stock.AdjustAsync(new AdjustStock(sku, "none", 1, "count", null, "user:1", "b" + sku), Ct)).Failure.ShouldBe(new NotFound("warehouse"));
    }

    [Fact]
    public async Task Transfer_WhenMoved_LeavesTheSumAsItWas()
    {
        var sku = await shop.ReceiveAsync(10);
        var other = "gimpo-" + Guid.NewGuid().ToString("N")[..6];
        await Stock.SaveWarehouseAsync(new WarehouseView(other, LocalizedText.Same("Gimpo"), "KR", 50, true, []), Ct);

        var level = (await Stock.TransferAsync(new TransferStock(sku, "main", other, 4, null, "user:1", sku), Ct)).Value!;

        level.Warehouses.ShouldBe([new WarehouseLevel(other, 4, 0), new WarehouseLevel("main", 6, 0)], ignoreOrder: true);
        level.Available.ShouldBe(10);
        (await Stock.TransferAsync(new TransferStock(sku, "main", other, 7, null, "user:1", sku + "2"), Ct)).Failure.ShouldBe(new NotEnoughOnHand(sku, "main", 7, 6));
        (await Stock.RemoveWarehouseAsync(other, Ct)).Failure.ShouldBeOfType<StateConflict>();
    }

    [Fact]
    public async Task ListLevels_WhenLowOnly_ShowsThoseAtTheirThreshold()
    {
        var (low, fine) = (await shop.ReceiveAsync(5), await shop.ReceiveAsync(6));

        (await Stock.ListLevelsAsync(new StockLevelQuery(low, null, true, PageRequest.First), Ct)).Items.Select(l => l.Sku).ShouldBe([low]);
        (await Stock.ListLevelsAsync(new StockLevelQuery(fine, null, true, PageRequest.First), Ct)).Total.ShouldBe(0);
        await Stock.SetRulesAsync(new StockRules(fine, 2, 5), Ct);
        (await Stock.ListLevelsAsync(new StockLevelQuery(fine, null, true, PageRequest.First), Ct)).Items.Single().Available.ShouldBe(4);
    }

    [Theory]
    [InlineData("GET", "/api/v1/admin/stock/levels")]
    [InlineData("GET", "/api/v1/admin/stock/movements")]
    [InlineData("GET", "/api/v1/admin/warehouses")]
    [InlineData("POST", "/api/v1/admin/stock/repair")]
    public async Task Admin_WhenNotSignedIn_IsClosed(string method, string path) =>
        (await shop.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
}
