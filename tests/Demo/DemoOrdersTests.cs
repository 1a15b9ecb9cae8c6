namespace Maru.Demo.Tests;

public sealed class DemoOrdersTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DemoHistory History = DemoOrders.Generate(7, Today);

    [Fact]
    public void Generate_WhenSeedAndDayAreTheSame_TellsTheSameHistory()
    {
        var again = DemoOrders.Generate(7, Today);
        again.Customers.ShouldBe(History.Customers);
        again.Orders.Select(Told).ShouldBe(History.Orders.Select(Told));
        DemoOrders.Generate(8, Today, 50).Orders.Select(Told).ShouldNotBe(DemoOrders.Generate(7, Today, 50).Orders.Select(Told));

        static string Told(DemoOrder o) => $"{o.Customer} {o.PlacedAt:O} {o.City} {o.Status} {o.Coupon} {string.Join(',', o.Lines)} {string.Join(',', o.Returned)}";
    }

    [Fact]
    public void Generate_WhenRead_StaysWithinTwoYearsAndOnTheShelf()
    {
        var skus = DemoShop.Products().SelectMany(p => p.Variants).Select(v => v.Sku).ToHashSet();
        History.Customers.Count.ShouldBe(2000);
        History.Customers.Select(c => c.Email).ShouldBeUnique();
        History.Orders.Count.ShouldBeInRange(5000, 14000);
        foreach (var order in History.Orders)
        {
            var day = DateOnly.FromDateTime(order.PlacedAt.DateTime);
            day.ShouldBeInRange(Today.AddDays(-730), Today);
            day.ShouldBeGreaterThanOrEqualTo(History.Customers[order.Customer].JoinedOn);
            order.Lines.ShouldNotBeEmpty();
            order.Lines.ShouldAllBe(l => skus.Contains(l.Sku) && l.Quantity > 0);
            order.Returned.ShouldAllBe(l => order.Lines.Contains(l));
            (order.Returned.Count > 0).ShouldBe(order.Status is DemoOrderStatus.Returned or DemoOrderStatus.PartlyReturned);
        }
    }

    [Fact]
    public void Generate_WhenCountedByHourAndYear_ShowsEveningsAndGrowth()
    {
        var byHour = History.Orders.CountBy(o => o.PlacedAt.Hour).ToDictionary();
        byHour[22].ShouldBeGreaterThan(byHour[4] * 8);
        var half = Today.AddDays(-365);
        var (early, late) = (History.Orders.Count(o => DateOnly.FromDateTime(o.PlacedAt.DateTime) < half), History.Orders.Count(o => DateOnly.FromDateTime(o.PlacedAt.DateTime) >= half));
        late.ShouldBeGreaterThan((int)(early * 1.4));
    }

    [Fact]
    public void Generate_WhenSplitBySeason_SellsDownInWinterAndSandalsInSummer()
    {
        var category = DemoShop.Products().SelectMany(p => p.Variants.Select(v => (v.Sku, p.Category))).ToDictionary(v => v.Sku, v => v.Category);
        int Sold(string kind, params int[] months) => History.Orders.Where(o => months.Contains(o.PlacedAt.Month)).SelectMany(o => o.Lines).Count(l => category[l.Sku] == kind);
        Sold("down-jackets", 11, 12, 1).ShouldBeGreaterThan(Sold("down-jackets", 5, 6, 7) * 5);
        Sold("sandals", 5, 6, 7).ShouldBeGreaterThan(Sold("sandals", 11, 12, 1) * 5);
    }

    [Fact]
    public void Generate_WhenBuyersAreCompared_SomeComeOnceAndSomeStay()
    {
        var orders = History.Orders.CountBy(o => o.Customer).Select(c => c.Value).ToList();
        orders.Count(n => n == 1).ShouldBeInRange(200, 900);
        orders.Count(n => n >= 8).ShouldBeGreaterThan(80);
        ((double)History.Orders.Count(o => o.Returned.Count > 0) / History.Orders.Count).ShouldBeInRange(0.03, 0.12);
        ((double)History.Orders.Count(o => o.Status == DemoOrderStatus.Cancelled) / History.Orders.Count).ShouldBeInRange(0.02, 0.08);
    }

    [Fact]
    public void Demand_WhenTheDayIsSinglesDay_BeatsAnAugustFriday() =>
        DemoOrders.Demand(new DateOnly(2025, 11, 11)).ShouldBeGreaterThan(DemoOrders.Demand(new DateOnly(2025, 8, 8)) * 3);
}
