using Maru.Contracts;
using Maru.Contracts.Inventory;

namespace Maru.Modules.Inventory.Stock;

internal sealed record Warehouse(string Code, string Country, int Priority, bool Active, string[] Serves);

internal enum MovementKind
{
    Receive,
    Adjust,
    Reserve,
    Commit,
    Release,
    Expire,
    Restock,
    TransferOut,
    TransferIn,
    Repair,
}

internal sealed record Movement(
    string Sku, string Warehouse, MovementKind Kind, int OnHandChange, int ReservedChange, Guid? Reference, string? Reason, string Actor);

/// <summary>One place of one SKU, as counted under lock.</summary>
internal sealed class Level(string sku, string warehouse, int onHand, int reserved, bool stored)
{
    public string Sku { get; } = sku;

    public string Warehouse { get; } = warehouse;

    public int OnHand { get; private set; } = onHand;

    public int Reserved { get; private set; } = reserved;

    public int OnHandChange { get; private set; }

    public int ReservedChange { get; private set; }

    /// <summary>False for a place that has no row yet.</summary>
    public bool Stored { get; } = stored;

    public int Free => OnHand - Reserved;

    public void Apply(Movement movement)
    {
        OnHand = checked(OnHand + movement.OnHandChange);
        Reserved = checked(Reserved + movement.ReservedChange);
        OnHandChange += movement.OnHandChange;
        ReservedChange += movement.ReservedChange;
    }
}

internal sealed record StockItem(string Sku, int SafetyStock, int LowThreshold);

/// <summary>
/// The levels of some SKUs, locked, and what happens to them in this transaction. Decisions are made here in memory, one after the other, and
/// written in one go by <see cref="StockLedger"/>.
/// </summary>
internal sealed class StockSheet
{
    private readonly Dictionary<(string Sku, string Warehouse), Level> _levels;
    private readonly Dictionary<string, List<Level>> _bySku = [];
    private readonly Dictionary<string, StockItem> _items;
    private readonly Dictionary<string, Warehouse> _warehouses;
    private readonly Dictionary<string, int> _availableBefore;

    public StockSheet(IEnumerable<Level> levels, IEnumerable<StockItem> items, IEnumerable<Warehouse> warehouses)
    {
        _levels = levels.ToDictionary(l => (l.Sku, l.Warehouse));
        foreach (var level in _levels.Values)
        {
            Of(level.Sku).Add(level);
        }

        _items = items.ToDictionary(i => i.Sku);
        _warehouses = warehouses.ToDictionary(w => w.Code);
        _availableBefore = _items.Keys.ToDictionary(s => s, Available);
    }

    public IEnumerable<Level> Changed => _levels.Values.Where(l => l.OnHandChange != 0 || l.ReservedChange != 0);

    public List<Movement> Movements { get; } = [];

    public IReadOnlyCollection<Warehouse> Warehouses => _warehouses.Values;

    public IReadOnlyList<Level> LevelsOf(string sku) => _bySku.TryGetValue(sku, out var levels) ? levels : [];

    public bool Knows(string sku) => _items.ContainsKey(sku);

    /// <summary>What can still be promised of a SKU.</summary>
    public int Available(string sku)
    {
        long free = 0;
        foreach (var level in LevelsOf(sku))
        {
            if (_warehouses.TryGetValue(level.Warehouse, out var warehouse) && warehouse.Active)
            {
                free += level.Free;
            }
        }

        return (int)Math.Clamp(free - (_items.TryGetValue(sku, out var item) ? item.SafetyStock : 0), 0, int.MaxValue);
    }

    public Level At(string sku, string warehouse)
    {
        if (!_levels.TryGetValue((sku, warehouse), out var level))
        {
            level = _levels[(sku, warehouse)] = new Level(sku, warehouse, 0, 0, stored: false);
            Of(sku).Add(level);
        }

        return level;
    }

    /// <summary>Shows a SKU that has no row yet.</summary>
    public void Introduce(StockItem item)
    {
        if (_items.TryAdd(item.Sku, item))
        {
            _availableBefore[item.Sku] = 0;
        }
    }

    public void Move(Movement movement)
    {
        At(movement.Sku, movement.Warehouse).Apply(movement);
        Movements.Add(movement);
    }

    /// <summary>What others are to be told, once per SKU however many movements there were.</summary>
    public IEnumerable<IEvent> Tellings()
    {
        foreach (var sku in Movements.Select(m => m.Sku).Distinct())
        {
            var before = _availableBefore.GetValueOrDefault(sku);
            var after = Available(sku);
            if (before == after)
            {
                continue;
            }

            yield return new AvailabilityChanged(sku, before, after);
            if (_items.TryGetValue(sku, out var item) && before > item.LowThreshold && after <= item.LowThreshold)
            {
                yield return new StockLow(sku, after, item.LowThreshold);
            }
        }
    }

    private List<Level> Of(string sku)
    {
        if (!_bySku.TryGetValue(sku, out var levels))
        {
            _bySku[sku] = levels = [];
        }

        return levels;
    }
}
