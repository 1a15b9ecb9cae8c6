using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Reservations;
using Maru.Modules.Inventory.Stock;
using Maru.Platform.Data;

namespace Maru.Modules.Inventory.Tests;

/// <summary>Many buyers, few pieces, several processes: exactly the pieces are sold.</summary>
public sealed class OversellTests(StockShop shop) : IClassFixture<StockShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reserve_When2000BuyersWant100Pieces_SellsExactly100()
    {
        var sku = await shop.ReceiveAsync(100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => shop.Inventory.ReserveAsync(StockShop.Ask(sku, 1), Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(100);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Failure is OutOfStock);
        (await shop.CountersAsync(sku)).ShouldBe((100, 100));
        await LedgerAgreesAsync(sku);
    }

    [Fact]
    public async Task Reserve_WhenFourProcessesSellTheSameSkusInAnyOrder_NeitherOversellsNorDeadlocks()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.ReceiveAsync(60)));
        var processes = Enumerable.Range(0, 4).Select(_ => AnotherProcess()).ToArray();
        var random = new Random(7);
        var requests = Enumerable.Range(0, 400).Select(i =>
        {
            var lines = skus.OrderBy(_ => random.Next()).Take(1 + random.Next(3)).Select(s => new StockLine(s, 1 + random.Next(2))).ToList();
            return (Process: processes[i % 4], Ask: StockShop.Ask(skus[0], 1) with { Lines = lines }, Fate: random.Next(3));
        }).ToList();

        var sold = await Task.WhenAll(requests.Select(async r =>
        {
            if (!(await r.Process.SubmitAsync(new ReserveOperation(r.Ask, Ct))).Succeeded)
            {
                return [];
            }

            switch (r.Fate)
            {
                case 0:
                    await r.Process.SubmitAsync(new ReleaseOperation(r.Ask.Reservation, "changed mind", false, Ct));
                    return [];
                case 1:
                    (await r.Process.SubmitAsync(new CommitOperation(r.Ask.Reservation, Ct))).Succeeded.ShouldBeTrue();
                    return r.Ask.Lines;
                default:
                    return [];
            }
        }));

        foreach (var sku in skus)
        {
            var (onHand, reserved) = await shop.CountersAsync(sku);
            onHand.ShouldBe(60 - sold.SelectMany(l => l).Where(l => l.Sku == sku).Sum(l => l.Quantity));
            reserved.ShouldBeInRange(0, onHand);
            await LedgerAgreesAsync(sku);
        }
    }

    [Fact]
    public async Task CommitAndRelease_WhenTheyRace_OneOfThemWins()
    {
        var sku = await shop.ReceiveAsync(100);
        var one = AnotherProcess();
        var other = AnotherProcess();
        var committed = 0;
        for (var i = 0; i < 40; i++)
        {
            var ask = StockShop.Ask(sku, 1);
            await one.SubmitAsync(new ReserveOperation(ask, Ct));
            var commit = one.SubmitAsync(new CommitOperation(ask.Reservation, Ct));
            await other.SubmitAsync(new ReleaseOperation(ask.Reservation, "timed out", false, Ct));
            committed += (await commit).Succeeded ? 1 : 0;
        }

        (await shop.CountersAsync(sku)).ShouldBe((100 - committed, 0));
        await LedgerAgreesAsync(sku);
    }

    private ReservationQueue AnotherProcess() =>
        new(new ReservationSettlement(shop.Get<Database<InventoryModule>>(), shop.Get<StockLedger>(), TimeProvider.System));

    private async Task LedgerAgreesAsync(string sku)
    {
        var (onHand, reserved) = await shop.CountersAsync(sku);
        (await shop.ScalarAsync<int>("select sum(on_hand_change)::int from inventory.movements where sku = @sku", new { sku })).ShouldBe(onHand);
        (await shop.ScalarAsync<int>("select sum(reserved_change)::int from inventory.movements where sku = @sku", new { sku })).ShouldBe(reserved);
        (await shop.ScalarAsync<int>(
            """
            select coalesce(sum(l.quantity), 0)::int from inventory.reservations r join inventory.reservation_lines l on l.reservation = r.id
            where r.state = 'Held' and l.sku = @sku
            """,
            new { sku })).ShouldBe(reserved);
    }
}
