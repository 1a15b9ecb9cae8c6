using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Statistics;

/// <summary>What was sold: by day, product, seller and category, drawn and in figures.</summary>
internal static class StatisticsEndpoints
{
    private const int UsualDays = 30;
    private const int MostDays = 731;
    private static readonly string[] Groupings = ["day", "product", "seller", "category"];

    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/statistics", Permissions.StatisticsRead, ShowAsync);

    private static async Task<IResult> ShowAsync(
        HttpContext context, [FromServices] IOrderAdministration orders, [FromServices] ICatalogBrowsing catalog, [FromServices] ISellers sellers,
        [FromServices] TimeProvider time, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var today = Desk.Day(time.GetUtcNow());
        var to = Pages.DayOf(context, "to") ?? today;
        var from = Pages.DayOf(context, "from") ?? to.AddDays(1 - UsualDays);
        from = from > to ? to : from < to.AddDays(-MostDays) ? to.AddDays(-MostDays) : from;
        var currency = Currency.TryParse(Pages.TextOf(context, "currency"), null, out var chosen) ? chosen : Currency.Krw;
        var by = Pages.TextOf(context, "by") is { } asked && Groupings.Contains(asked) ? asked : "day";

        var daily = Complete(await orders.GetSalesAsync(new SalesQuery(from, to, "day", currency), ct), from, to, currency);
        var figures = by == "day" ? daily : await orders.GetSalesAsync(new SalesQuery(from, to, by, currency), ct);
        var names = await NamesAsync(by, figures, currency, desk.Language, catalog, sellers, ct);
        var columns = StatisticsPage.ColumnsOf(desk, by, names);
        IReadOnlyList<SalesFigure> rows = by == "day" ? [.. figures.Reverse()] : [.. figures.OrderByDescending(f => f.Revenue.Amount)];
        return await Listing.ShowAsync<StatisticsPage, SalesFigure>(
            context, "sales-by-" + by, columns, page => Task.FromResult(Listing.Of(context, rows, columns, page)),
            shown => Task.FromResult<object>(new { Rows = shown, Daily = daily, From = from, To = to, Currency = currency, By = by, Columns = columns }));
    }

    /// <summary>A day without sales is a day too.</summary>
    private static SalesFigure[] Complete(IReadOnlyList<SalesFigure> figures, DateOnly from, DateOnly to, Currency currency)
    {
        var known = figures.ToDictionary(f => f.Key);
        return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(i => Desk.Date(from.AddDays(i)))
            .Select(day => known.GetValueOrDefault(day) ?? new SalesFigure(day, 0, 0, Money.Zero(currency), 0, Money.Zero(currency)))];
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        string by, IReadOnlyList<SalesFigure> figures, Currency currency, string language, ICatalogBrowsing catalog, ISellers sellers, CancellationToken ct)
    {
        if (by == "product")
        {
            ProductId[] ids = [.. figures.Select(f => ProductId.TryParse(f.Key, null, out var id) ? id : default)];
            return (await catalog.GetSummariesAsync(ids, currency, ct)).ToDictionary(p => p.Id.ToString(), p => p.Name.In(language));
        }

        return by == "seller"
            ? (await sellers.ListAsync(null, null, new PageRequest(1, 500), ct)).Items.ToDictionary(s => s.Id.ToString(), s => s.Name)
            : new Dictionary<string, string>();
    }
}
