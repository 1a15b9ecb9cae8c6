using Maru.Admin.Shell;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Stock;

/// <summary>Stock levels, the ledger of one SKU, and corrections.</summary>
internal static class StockEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/stock", Permissions.StockRead, ListAsync);
        root.MapPage("/stock/{sku}", Permissions.StockRead, ShowAsync);
        root.MapForm("/stock/{sku}/adjust", Permissions.StockWrite, AdjustAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var query = new StockLevelQuery(Pages.TextOf(context, "q"), null, context.Request.Query["low"] == "true", Pages.PageOf(context));
        return Pages.Show<StockListPage>(context, Desk.Of(context), new { Levels = await stock.ListLevelsAsync(query, ct), Query = query });
    }

    private static async Task<IResult> ShowAsync(string sku, HttpContext context, [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await stock.FindLevelAsync(sku, ct) is { } level
            ? Pages.Show<StockPage>(context, desk, new
            {
                Level = level,
                Movements = await stock.ListMovementsAsync(new StockMovementQuery(sku, null, null, Pages.PageOf(context)), ct),
                Warehouses = await stock.ListWarehousesAsync(ct),
            })
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> AdjustAsync(
        string sku, [FromForm] string warehouse, [FromForm] int change, [FromForm] string reason, [FromForm] string? note, [FromForm] string key, HttpContext context,
        [FromServices] IInventoryAdministration stock, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var result = await stock.AdjustAsync(new AdjustStock(sku, warehouse, change, reason, string.IsNullOrWhiteSpace(note) ? null : note, desk.Caller.Actor, key), ct);
        return Pages.After(context, result, "/stock/" + Uri.EscapeDataString(sku), desk.Say("재고를 고쳤어요.", "The stock is corrected."));
    }
}
