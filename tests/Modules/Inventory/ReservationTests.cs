using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Reservations;
using Maru.Platform.Jobs;

namespace Maru.Modules.Inventory.Tests;

public sealed class ReservationTests(StockShop shop) : IClassFixture<StockShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reserve_WhenThereIsEnough_HoldsThePieces()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);

        var reserved = await shop.Inventory.ReserveAsync(request, Ct);

        reserved.Succeeded.ShouldBeTrue();
        reserved.Value!.Lines.ShouldBe([new AllocatedLine(sku, 4, "main")]);
        (await shop.CountersAsync(sku)).ShouldBe((10, 4));
        (await shop.AvailableAsync(sku)).ShouldBe(6);
    }

    [Fact]
    public async Task Reserve_WhenOneLineIsShort_HoldsNothing()
    {
        var plenty = await shop.ReceiveAsync(10);
        var few = await shop.ReceiveAsync(1);
        var request = StockShop.Ask(plenty, 2) with { Lines = [new StockLine(plenty, 2), new StockLine(few, 2)] };

        var result = await shop.Inventory.ReserveAsync(request, Ct);

        result.Failure.ShouldBe(new OutOfStock(few, 2, 1));
        (await shop.CountersAsync(plenty)).ShouldBe((10, 0));
    }

    [Fact]
    public async Task Reserve_WhenSkuIsUnknown_SaysNoneAreLeft() =>
        (await shop.Inventory.ReserveAsync(StockShop.Ask("no-such-sku", 1), Ct)).Failure.ShouldBe(new OutOfStock("no-such-sku", 1, 0));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task Reserve_WhenQuantityIsAbsurd_IsRefused(int quantity) =>
        (await shop.Inventory.ReserveAsync(StockShop.Ask(await shop.ReceiveAsync(3), quantity), Ct)).Failure.ShouldBeOfType<ValidationFailure>();

    [Fact]
    public async Task Reserve_WhenRepeated_HoldsOnceAndAnswersTheSame()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Inventory.ReserveAsync(request, Ct)));

        answers.ShouldAllBe(a => a.Succeeded && a.Value.Lines[0].Quantity == 4);
        (await shop.CountersAsync(sku)).ShouldBe((10, 4));
    }

    [Fact]
    public async Task Reserve_WhenRepeatedAfterSoldOut_StillAnswersWithTheHold()
    {
        var sku = await shop.ReceiveAsync(1);
        var request = StockShop.Ask(sku, 1);
        (await shop.Inventory.ReserveAsync(request, Ct)).Succeeded.ShouldBeTrue();
        (await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 1), Ct)).Failure.ShouldBeOfType<OutOfStock>();

        (await shop.Inventory.ReserveAsync(request, Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Reserve_WhenRepeatedWithALaterEnd_IsProlonged()
    {
        var sku = await shop.ReceiveAsync(1);
        var request = StockShop.Ask(sku, 1, TimeSpan.FromMinutes(-1));
        await shop.Inventory.ReserveAsync(request, Ct);

        var prolonged = await shop.Inventory.ReserveAsync(request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(3) }, Ct);

        prolonged.Value!.ExpiresAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddDays(2));
        (await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 1), Ct)).Failure.ShouldBeOfType<OutOfStock>("the hold stands");
        (await shop.Inventory.CommitAsync(request.Reservation, Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Commit_WhenHeld_TakesThePiecesOnce()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);
        await shop.Inventory.ReserveAsync(request, Ct);

        var first = await shop.Inventory.CommitAsync(request.Reservation, Ct);
        var again = await shop.Inventory.CommitAsync(request.Reservation, Ct);

        first.Succeeded.ShouldBeTrue();
        again.Succeeded.ShouldBeTrue();
        (await shop.CountersAsync(sku)).ShouldBe((6, 0));
    }

    [Fact]
    public async Task Commit_WhenReleasedBefore_SaysTheHoldLapsed()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);
        await shop.Inventory.ReserveAsync(request, Ct);
        await shop.Inventory.ReleaseAsync(request.Reservation, "test", Ct);

        (await shop.Inventory.CommitAsync(request.Reservation, Ct)).Failure.ShouldBe(new ReservationLapsed(request.Reservation));
        (await shop.CountersAsync(sku)).ShouldBe((10, 0));
    }

    [Fact]
    public async Task Commit_WhenNeverReserved_SaysTheHoldLapsed()
    {
        var unknown = ReservationId.New();
        (await shop.Inventory.CommitAsync(unknown, Ct)).Failure.ShouldBe(new ReservationLapsed(unknown));
    }

    [Fact]
    public async Task Reserve_WhenReleasedBeforeItCame_IsRefused()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);
        await shop.Inventory.ReleaseAsync(request.Reservation, "timed out", Ct);

        (await shop.Inventory.ReserveAsync(request, Ct)).Failure.ShouldBe(new ReservationLapsed(request.Reservation));
        (await shop.CountersAsync(sku)).ShouldBe((10, 0));
    }

    [Fact]
    public async Task Release_WhenCommitted_ChangesNothing()
    {
        var sku = await shop.ReceiveAsync(10);
        var request = StockShop.Ask(sku, 4);
        await shop.Inventory.ReserveAsync(request, Ct);
        await shop.Inventory.CommitAsync(request.Reservation, Ct);

        await shop.Inventory.ReleaseAsync(request.Reservation, "late", Ct);

        (await shop.CountersAsync(sku)).ShouldBe((6, 0));
    }

    [Fact]
    public async Task Reserve_WhenOverdueHoldsStandInTheWay_TakesTheirPlace()
    {
        var sku = await shop.ReceiveAsync(1);
        var stale = StockShop.Ask(sku, 1, TimeSpan.FromMinutes(-1));
        (await shop.Inventory.ReserveAsync(stale, Ct)).Succeeded.ShouldBeTrue();

        (await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 1), Ct)).Succeeded.ShouldBeTrue();

        (await shop.Inventory.CommitAsync(stale.Reservation, Ct)).Failure.ShouldBe(new ReservationLapsed(stale.Reservation));
        (await shop.CountersAsync(sku)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task OverdueReservations_WhenRun_FreesOverdueHoldsOnly()
    {
        var sku = await shop.ReceiveAsync(10);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 3, TimeSpan.FromMinutes(-1)), Ct);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 2), Ct);

        await shop.Get<OverdueReservations>().RunAsync(new JobContext(Guid.NewGuid(), null, _ => { }), Ct);

        (await shop.CountersAsync(sku)).ShouldBe((10, 2));
        (await shop.ScalarAsync<long>("select count(*) from inventory.outbox where type = 'inventory.reservation-expired'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Restock_WhenRepeated_ActsOnce()
    {
        var sku = await shop.ReceiveAsync(5, "busan-" + Guid.NewGuid().ToString("N")[..6]);
        var request = StockShop.Ask(sku, 3);
        await shop.Inventory.ReserveAsync(request, Ct);
        await shop.Inventory.CommitAsync(request.Reservation, Ct);
        var restock = new RestockGoods(Guid.NewGuid(), request.Order, [new StockLine(sku, 2)], "returned");

        await shop.Inventory.RestockAsync(restock, Ct);
        await shop.Inventory.RestockAsync(restock, Ct);

        (await shop.CountersAsync(sku)).ShouldBe((4, 0));
        (await shop.ScalarAsync<long>("select count(*) from inventory.levels where sku = @sku", new { sku })).ShouldBe(1, "goods go back where they came from");
    }

    [Fact]
    public async Task Reserve_WhenStockFallsToItsThreshold_TellsSoOnce()
    {
        var sku = await shop.ReceiveAsync(8);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 3), Ct);
        await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 1), Ct);

        (await shop.ScalarAsync<long>("select count(*) from inventory.outbox where type = 'inventory.stock-low' and key = @sku", new { sku })).ShouldBe(1);
        (await shop.ScalarAsync<long>("select count(*) from inventory.outbox where type = 'inventory.availability-changed' and key = @sku", new { sku })).ShouldBe(2);
    }

    [Fact]
    public async Task Available_WhenSafetyStockIsKept_PromisesLess()
    {
        var sku = await shop.ReceiveAsync(10);
        await shop.SqlAsync("update inventory.items set safety_stock = 4 where sku = @sku", new { sku });

        (await shop.AvailableAsync(sku)).ShouldBe(6);
        (await shop.Inventory.ReserveAsync(StockShop.Ask(sku, 7), Ct)).Failure.ShouldBe(new OutOfStock(sku, 7, 6));
    }
}
