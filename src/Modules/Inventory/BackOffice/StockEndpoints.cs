using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Inventory;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Inventory.BackOffice;

/// <summary>/api/v1/admin/stock and /api/v1/admin/warehouses.</summary>
internal static class StockEndpoints
{
    public static void Map(ModuleRoutes routes)
    {
        var reads = routes.Admin.MapGroup("/stock").RequirePermission(Permissions.StockRead);
        reads.MapGet("/levels", ListAsync);
        reads.MapGet("/levels/{sku}", FindAsync);
        reads.MapGet("/movements", MovementsAsync);
        reads.MapGet("/proof", (IInventoryProof proof, CancellationToken ct) => proof.CheckAsync(ct));

        var writes = routes.Admin.MapGroup("/stock").RequirePermission(Permissions.StockWrite);
        writes.MapPatch("/levels/{sku}", SetRulesAsync);
        writes.MapPost("/adjustments", AdjustAsync);
        writes.MapPost("/transfers", TransferAsync);
        writes.MapPost("/repair", (Caller caller, IInventoryProof proof, CancellationToken ct) => proof.RepairAsync(caller.Actor, ct));

        routes.Admin.MapGet("/warehouses", (IInventoryAdministration stock, CancellationToken ct) => stock.ListWarehousesAsync(ct)).RequirePermission(Permissions.StockRead);
        routes.Admin.MapPut("/warehouses/{code}", SaveWarehouseAsync).RequirePermission(Permissions.StockWrite);
        routes.Admin.MapDelete("/warehouses/{code}", RemoveWarehouseAsync).RequirePermission(Permissions.StockWrite);
    }

    private static Task<Page<StockLevelView>> ListAsync(
        IInventoryAdministration stock, Paging paging, CancellationToken ct, string? q = null, string? warehouse = null, bool low = false) =>
        stock.ListLevelsAsync(new StockLevelQuery(q, warehouse, low, paging.Page), ct);

    private static async Task<Results<Ok<StockLevelView>, ProblemHttpResult>> FindAsync(string sku, IInventoryAdministration stock, CancellationToken ct) =>
        await stock.FindLevelAsync(sku, ct) is { } level ? TypedResults.Ok(level) : new NotFound("stock record").ToProblem();

    private static Task<Page<StockMovementView>> MovementsAsync(
        IInventoryAdministration stock, Paging paging, CancellationToken ct, string? sku = null, string? warehouse = null, string? kind = null) =>
        stock.ListMovementsAsync(new StockMovementQuery(sku, warehouse, kind, paging.Page), ct);

    private static async Task<Results<Ok<StockLevelView>, ProblemHttpResult>> SetRulesAsync(string sku, RulesBody body, IInventoryAdministration stock, CancellationToken ct) =>
        (await stock.SetRulesAsync(new StockRules(sku, body.SafetyStock, body.LowThreshold), ct)).ToResult();

    private static async Task<Results<Ok<StockLevelView>, ProblemHttpResult>> AdjustAsync(
        AdjustmentBody body, IdempotencyKey key, Caller caller, IInventoryAdministration stock, CancellationToken ct) =>
        (await stock.AdjustAsync(new AdjustStock(body.Sku, body.Warehouse, body.Change, body.Reason, body.Note, caller.Actor, key.Value), ct)).ToResult();

    private static async Task<Results<Ok<StockLevelView>, ProblemHttpResult>> TransferAsync(
        TransferBody body, IdempotencyKey key, Caller caller, IInventoryAdministration stock, CancellationToken ct) =>
        (await stock.TransferAsync(new TransferStock(body.Sku, body.From, body.To, body.Quantity, body.Note, caller.Actor, key.Value), ct)).ToResult();

    private static async Task<Results<Ok<WarehouseView>, ProblemHttpResult>> SaveWarehouseAsync(
        string code, WarehouseBody body, IInventoryAdministration stock, CancellationToken ct) =>
        (await stock.SaveWarehouseAsync(new WarehouseView(code, body.Name, body.Country, body.Priority, body.Active, body.Serves ?? []), ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveWarehouseAsync(string code, IInventoryAdministration stock, CancellationToken ct) =>
        (await stock.RemoveWarehouseAsync(code, ct)).ToNoContent();

    internal sealed record RulesBody(int SafetyStock, int LowThreshold);

    internal sealed record AdjustmentBody(string Sku, string Warehouse, int Change, string Reason, string? Note);

    internal sealed record TransferBody(string Sku, string From, string To, int Quantity, string? Note);

    internal sealed record WarehouseBody(LocalizedText Name, string Country, int Priority, bool Active, string[]? Serves);
}
