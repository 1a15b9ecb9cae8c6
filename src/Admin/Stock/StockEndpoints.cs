using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Stock;

/// <summary>Stock over all warehouses, the ledger of one SKU, corrections with their reasons, moves, and the warehouses themselves.</summary>
internal static class StockEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/stock", Permissions.StockRead, ListAsync);
        root.MapPage("/stock/{sku}", Permissions.StockRead, ShowAsync);
        root.MapForm("/stock/{sku}/adjust", Permissions.StockWrite, (string sku, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct) =>
            ActAsync(context, sku, (form, actor) => stock.AdjustAsync(
                new AdjustStock(sku, form.Text("warehouse"), form.Number("change"), form.Text("reason"), form.Optional("note"), actor, form.Text("key")), ct), ct));
        root.MapForm("/stock/{sku}/transfer", Permissions.StockWrite, (string sku, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct) =>
            ActAsync(context, sku, (form, actor) => stock.TransferAsync(
                new TransferStock(sku, form.Text("from"), form.Text("to"), form.Number("quantity"), form.Optional("note"), actor, form.Text("key")), ct), ct));
        root.MapForm("/stock/{sku}/rules", Permissions.StockWrite, (string sku, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct) =>
            ActAsync(context, sku, (form, _) => stock.SetRulesAsync(new StockRules(sku, form.Number("safety"), form.Number("threshold")), ct), ct));
        root.MapPage("/warehouses", Permissions.StockRead, ListWarehousesAsync);
        root.MapForm("/warehouses", Permissions.StockWrite, SaveWarehouseAsync);
        root.MapForm("/warehouses/{code}/remove", Permissions.StockWrite, async (string code, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct) =>
            Pages.After(context, await stock.RemoveWarehouseAsync(code, ct), "/warehouses", Desk.Of(context).Say("창고를 없앴어요.", "The warehouse is gone.")));
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [FromServices] IInventoryAdministration stock, [FromServices] ICatalogBrowsing catalog, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var warehouses = await stock.ListWarehousesAsync(ct);
        var names = new Dictionary<ProductId, LocalizedText>();
        var query = new StockLevelQuery(Pages.TextOf(context, "q"), Pages.TextOf(context, "warehouse"), Pages.IsOn(context, "low"), PageRequest.First, Pages.TextOf(context, "sort"));
        return await Listing.ShowAsync<StockListPage, StockLevelView>(context, "stock", StockListPage.Columns(desk, warehouses, names), ReadAsync,
            rows => Task.FromResult<object>(new { Rows = rows, Query = query, Warehouses = warehouses, Names = (IReadOnlyDictionary<ProductId, LocalizedText>)names }));

        // The levels know ids; the shop window knows names, for what is on sale.
        async Task<Page<StockLevelView>> ReadAsync(PageRequest page)
        {
            var rows = await stock.ListLevelsAsync(query with { Page = page }, ct);
            ProductId[] unknown = [.. rows.Items.Select(r => r.ProductId).OfType<ProductId>().Distinct().Where(id => !names.ContainsKey(id))];
            foreach (var product in await catalog.GetSummariesAsync(unknown, Currency.Krw, ct))
            {
                names[product.Id] = product.Name;
            }

            return rows;
        }
    }

    private static async Task<IResult> ShowAsync(string sku, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if (await stock.FindLevelAsync(sku, ct) is not { } level)
        {
            return Pages.NotFound(context, desk);
        }

        var warehouses = await stock.ListWarehousesAsync(ct);
        return await Listing.ShowAsync<StockPage, StockMovementView>(
            context, "movements", StockPage.Columns(desk, warehouses), page => stock.ListMovementsAsync(new StockMovementQuery(sku, null, null, page), ct),
            rows => Task.FromResult<object>(new { Level = level, Movements = rows, Warehouses = warehouses }));
    }

    private static async Task<IResult> ActAsync(HttpContext context, string sku, Func<Filled, string, Task<Result<StockLevelView>>> act, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return Pages.After(
            context, await act(await Filled.ReadAsync(context, ct), desk.Caller.Actor), "/stock/" + Uri.EscapeDataString(sku), desk.Say("재고를 고쳤어요.", "The stock is corrected."));
    }

    private static async Task<IResult> ListWarehousesAsync(HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var all = await stock.ListWarehousesAsync(ct);
        var columns = WarehousePage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<WarehousePage, WarehouseView>(
            context, "warehouses", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)),
            rows => Task.FromResult<object>(new { Rows = rows, Edited = all.FirstOrDefault(w => w.Code == Pages.TextOf(context, "code")) }));
    }

    private static async Task<IResult> SaveWarehouseAsync(HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var form = await Filled.ReadAsync(context, ct);
        var saved = await stock.SaveWarehouseAsync(new WarehouseView(
            form.Text("code"), form.Both("name"), form.Text("country").ToUpperInvariant(), form.Number("priority"), form.IsOn("active"),
            [.. form.Listed("serves").Select(c => c.ToUpperInvariant())]), ct);
        return Pages.After(context, saved, "/warehouses", Desk.Of(context).Say("창고를 저장했어요.", "The warehouse is saved."));
    }
}
