using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Contracts.Ordering;
using Maru.Platform.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Overview;

/// <summary>What matters today; each figure only for those who may see what is behind it.</summary>
internal static class OverviewEndpoint
{
    private const int Days = 14;
    private const int MostLetters = 100;

    public static void Map(IEndpointRouteBuilder root) => root.MapOpenPage("", ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context, [FromServices] IOrdering ordering, [FromServices] IOrderAdministration orders, [FromServices] IInventoryAdministration stock,
        [FromServices] DeadLetters letters, [FromServices] TimeProvider time, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var today = Desk.Day(time.GetUtcNow());
        var first = today.AddDays(1 - Days);
        var seesOrders = desk.May(Permissions.OrdersRead);
        var placed = seesOrders
            ? await ordering.ListAsync(new OrderQuery(null, null, null, null, Desk.StartOf(today), null, new PageRequest(1, 10)), ct)
            : null;
        var sales = desk.May(Permissions.StatisticsRead) ? await orders.GetSalesAsync(new SalesQuery(first, today, "day", Currency.Krw), ct) : null;
        var low = desk.May(Permissions.StockRead) ? await stock.ListLevelsAsync(new StockLevelQuery(null, null, true, new PageRequest(1, 10)), ct) : null;
        return Pages.Show<OverviewPage>(context, desk, new
        {
            Placed = placed,
            Work = seesOrders ? await orders.GetOpenWorkAsync(ct) : null,
            Sales = sales is null ? null : (IReadOnlyList<SalesFigure>)[.. Enumerable.Range(0, Days).Select(i => OfDay(sales, first.AddDays(i)))],
            Low = low,
            Dead = desk.May(Permissions.OperationsRead) ? (int?)(await letters.ListAsync(deadOnly: true, MostLetters, ct)).Count : null,
        });
    }

    /// <summary>A day without sales is a day too.</summary>
    private static SalesFigure OfDay(IReadOnlyList<SalesFigure> sales, DateOnly day)
    {
        var key = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return sales.FirstOrDefault(s => s.Key == key) ?? new SalesFigure(key, 0, 0, Money.Zero(Currency.Krw), 0, Money.Zero(Currency.Krw));
    }
}
