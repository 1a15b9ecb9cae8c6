namespace Maru.Contracts.Inventory;

/// <summary>Stock as the back office sees and changes it. Every change is a movement in the ledger with a reason and an actor.</summary>
public interface IInventoryAdministration
{
    Task<Page<StockLevelView>> ListLevelsAsync(StockLevelQuery query, CancellationToken ct);

    Task<StockLevelView?> FindLevelAsync(string sku, CancellationToken ct);

    Task<Page<StockMovementView>> ListMovementsAsync(StockMovementQuery query, CancellationToken ct);

    /// <summary>Acts once per actor and <see cref="AdjustStock.IdempotencyKey"/>.</summary>
    Task<Result<StockLevelView>> AdjustAsync(AdjustStock request, CancellationToken ct);

    /// <summary>Moves unreserved pieces between warehouses. Acts once per actor and key.</summary>
    Task<Result<StockLevelView>> TransferAsync(TransferStock request, CancellationToken ct);

    Task<Result<StockLevelView>> SetRulesAsync(StockRules rules, CancellationToken ct);

    Task<IReadOnlyList<WarehouseView>> ListWarehousesAsync(CancellationToken ct);

    /// <summary>Makes the warehouse or changes it.</summary>
    Task<Result<WarehouseView>> SaveWarehouseAsync(WarehouseView warehouse, CancellationToken ct);

    /// <summary>Only one without goods can go.</summary>
    Task<Result<Done>> RemoveWarehouseAsync(string code, CancellationToken ct);
}

/// <param name="Text">Part of a SKU.</param>
/// <param name="LowOnly">Only those at or under their threshold.</param>
/// <param name="Sort">sku, onHand, reserved or available, with a minus from the largest down.</param>
public sealed record StockLevelQuery(string? Text, string? Warehouse, bool LowOnly, PageRequest Page, string? Sort = null);

/// <param name="Available">What can still be promised: unreserved in active warehouses less safety stock.</param>
public sealed record StockLevelView(
    string Sku, ProductId? ProductId, int OnHand, int Reserved, int Available, int SafetyStock, int LowThreshold, IReadOnlyList<WarehouseLevel> Warehouses);

public sealed record WarehouseLevel(string Warehouse, int OnHand, int Reserved);

public sealed record StockMovementQuery(string? Sku, string? Warehouse, string? Kind, PageRequest Page);

/// <param name="Kind">receive, adjust, reserve, commit, release, expire, restock, transfer-out, transfer-in, repair.</param>
public sealed record StockMovementView(
    long Id, string Sku, string Warehouse, string Kind, int OnHandChange, int ReservedChange, Guid? Reference, string? Reason, string Actor, DateTimeOffset At);

/// <param name="Change">Pieces found (+) or lost (-).</param>
/// <param name="Reason">count, damage, loss, found, receipt, return, correction.</param>
public sealed record AdjustStock(string Sku, string Warehouse, int Change, string Reason, string? Note, string Actor, string IdempotencyKey);

public sealed record TransferStock(string Sku, string From, string To, int Quantity, string? Note, string Actor, string IdempotencyKey);

/// <param name="SafetyStock">Pieces that are never promised.</param>
/// <param name="LowThreshold">At this availability <see cref="StockLow"/> is told.</param>
public sealed record StockRules(string Sku, int SafetyStock, int LowThreshold);

/// <param name="Country">Where it stands, ISO 3166-1 alpha-2: parcels of the same country come from here first.</param>
/// <param name="Priority">Lower goes first.</param>
/// <param name="Serves">Countries it sends to; empty for all.</param>
public sealed record WarehouseView(string Code, LocalizedText Name, string Country, int Priority, bool Active, IReadOnlyList<string> Serves);

public sealed record NotEnoughOnHand(string Sku, string Warehouse, int Asked, int Free)
    : Failure(FailureKind.Conflict, "not-enough-on-hand", $"Only {Free} of {Sku} in {Warehouse} are free; {Asked} were asked for.");
