using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;

namespace Maru.Modules.Inventory.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Plan_WhenOneWarehouseHasAll_SendsOneParcel() =>
        Plan(Sheet(("seoul", 10, [("A", 5), ("B", 0)]), ("busan", 20, [("A", 5), ("B", 5)])), null, ("A", 2), ("B", 2))
            .ShouldBe([new AllocatedLine("A", 2, "busan"), new AllocatedLine("B", 2, "busan")]);

    [Fact]
    public void Plan_WhenNoneHasAll_SplitsByLineThenByPiece() =>
        Plan(Sheet(("seoul", 10, [("A", 3), ("B", 0)]), ("busan", 20, [("A", 3), ("B", 1)])), null, ("A", 5), ("B", 1))
            .ShouldBe([new AllocatedLine("A", 3, "seoul"), new AllocatedLine("A", 2, "busan"), new AllocatedLine("B", 1, "busan")]);

    [Fact]
    public void Plan_WhenOneStandsInTheCountryOfTheBuyer_GoesFirst() =>
        Plan(Sheet(("seoul", 10, [("A", 5)]), ("us-east", 90, [("A", 5)])), "US", ("A", 1)).ShouldBe([new AllocatedLine("A", 1, "us-east")]);

    [Fact]
    public void Plan_WhateverIsAsked_TakesAllOrNothingAndNeverMoreThanThereIs()
    {
        var cases = from stock in Gen.Choose(0, 6).ListOf(6)
                    from asked in Gen.Choose(1, 8).ListOf(2)
                    from safety in Gen.Choose(0, 2)
                    select (stock, asked, safety);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var sheet = new StockSheet(
                c.stock.Select((q, i) => new Level(i % 2 == 0 ? "A" : "B", "w" + (i / 2), q, 0, true)),
                [new StockItem("A", c.safety, 0), new StockItem("B", 0, 0)],
                Enumerable.Range(0, 3).Select(i => new Warehouse("w" + i, "KR", i, true, [])));
            var free = sheet.Available("A");
            var possible = c.asked[0] <= free && c.asked[1] <= sheet.Available("B");

            var plan = Allocation.Plan(sheet, [new StockLine("A", c.asked[0]), new StockLine("B", c.asked[1])], null);

            plan.Succeeded.ShouldBe(possible);
            if (plan.Succeeded)
            {
                plan.Value.Where(l => l.Sku == "A").Sum(l => l.Quantity).ShouldBe(c.asked[0]);
                plan.Value.Where(l => l.Sku == "B").Sum(l => l.Quantity).ShouldBe(c.asked[1]);
                plan.Value.ShouldAllBe(l => l.Quantity > 0 && l.Quantity <= sheet.At(l.Sku, l.Warehouse).Free);
                plan.Value.Select(l => (l.Sku, l.Warehouse)).Distinct().Count().ShouldBe(plan.Value.Count);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static List<AllocatedLine> Plan(StockSheet sheet, string? country, params (string Sku, int Quantity)[] lines) =>
        Allocation.Plan(sheet, [.. lines.Select(l => new StockLine(l.Sku, l.Quantity))], country).Value!;

    private static StockSheet Sheet(params (string Code, int Priority, (string Sku, int Quantity)[] Goods)[] places) => new(
        places.SelectMany(p => p.Goods, (p, g) => new Level(g.Sku, p.Code, g.Quantity, 0, true)),
        places.SelectMany(p => p.Goods).Select(g => g.Sku).Distinct().Select(s => new StockItem(s, 0, 0)),
        places.Select(p => new Warehouse(p.Code, p.Code.StartsWith("us", StringComparison.Ordinal) ? "US" : "KR", p.Priority, true, [])));
}
