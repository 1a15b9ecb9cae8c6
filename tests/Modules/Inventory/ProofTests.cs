using Maru.Contracts.Inventory;

namespace Maru.Modules.Inventory.Tests;

public sealed class ProofTests(StockShop shop) : IClassFixture<StockShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Proof_WhenCountersWereTamperedWith_NamesThemAndRepairsThem()
    {
        var sku = await shop.ReceiveAsync(20);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 3), Ct);
        var sold = StockShop.Ask(sku, 2);
        await shop.Inventory.ReserveAsync(sold, Ct);
        await shop.Inventory.CommitAsync(sold.Reservation, Ct);
        var proof = shop.Get<IInventoryProof>();
        (await proof.CheckAsync(Ct)).ShouldSatisfyAllConditions(p => p.Holds.ShouldBeTrue(), p => p.OnHand.ShouldBe(18), p => p.Held.ShouldBe(3), p => p.Oversold.ShouldBe(0));

        await shop.SqlAsync("update inventory.levels set on_hand = 25, reserved = 1 where sku = @sku", new { sku });
        (await proof.CheckAsync(Ct)).Differences.ShouldBe(
        [
            new StockDifference(sku, "main", "on-hand", 25, 18), new StockDifference(sku, "main", "reserved", 1, 3), new StockDifference(sku, "main", "holds", 1, 3),
        ]);

        (await proof.RepairAsync("user:1", Ct)).Holds.ShouldBeTrue();
        (await shop.CountersAsync(sku)).ShouldBe((18, 3));
    }
}
