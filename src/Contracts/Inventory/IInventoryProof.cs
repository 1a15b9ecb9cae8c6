namespace Maru.Contracts.Inventory;

/// <summary>Checks that stock adds up: every counter is the sum of its movements, every hold is backed by goods.</summary>
public interface IInventoryProof
{
    /// <summary>Looks at one moment of the whole stock; can run while the shop sells.</summary>
    Task<StockProof> CheckAsync(CancellationToken ct);

    /// <summary>Sets counters to what the ledger and the open holds say. Each correction is itself a movement.</summary>
    Task<StockProof> RepairAsync(string actor, CancellationToken ct);
}

/// <param name="Oversold">Places where more is promised than there is. Always 0.</param>
/// <param name="Held">Pieces set aside for checkouts under way.</param>
public sealed record StockProof(
    bool Holds, long Places, long Movements, long Oversold, long OnHand, long Held, IReadOnlyList<StockDifference> Differences, DateTimeOffset At);

/// <param name="Counter">on-hand (against the ledger), reserved (against the ledger), holds (reserved against open reservations).</param>
public sealed record StockDifference(string Sku, string Warehouse, string Counter, long Counted, long Expected);
