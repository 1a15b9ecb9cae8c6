using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Inventory.BackOffice;

/// <summary>Levels, movements and warehouses as lists. Reads only.</summary>
internal sealed class StockReading(Database<InventoryModule> database)
{
    // Free pieces count in active warehouses only, as everywhere.
    private const string LevelsSql =
        """
        select i.sku, i.product_id, i.safety_stock, i.low_threshold, l.on_hand, l.reserved, least(greatest(l.free - i.safety_stock, 0), 2147483647)::int as available,
               l.places::text as places, count(*) over () as total
        from items i cross join lateral (
            select coalesce(sum(l.on_hand), 0)::int as on_hand, coalesce(sum(l.reserved), 0)::int as reserved,
                   coalesce(sum(l.on_hand - l.reserved) filter (where w.active), 0)::bigint as free,
                   coalesce(jsonb_agg(jsonb_build_object('warehouse', l.warehouse, 'onHand', l.on_hand, 'reserved', l.reserved) order by l.warehouse), '[]') as places,
                   coalesce(bool_or(l.warehouse = @warehouse), false) as there
            from levels l join warehouses w on w.code = l.warehouse where l.sku = i.sku) l
        """;

    public async Task<Page<StockLevelView>> ListLevelsAsync(StockLevelQuery query, CancellationToken ct)
    {
        var rows = await database.QueryAsync<LevelRow>(
            $"""
            {LevelsSql}
            where (@text::text is null or position(lower(@text) in lower(i.sku)) > 0) and (@warehouse::text is null or l.there)
              and (not @LowOnly or greatest(l.free - i.safety_stock, 0) <= i.low_threshold)
            order by {Order(query.Sort)} limit @Size offset @Offset
            """,
            new { text = query.Text, warehouse = query.Warehouse, query.LowOnly, query.Page.Size, query.Page.Offset }, ct);
        return new Page<StockLevelView>([.. rows.Select(r => r.ToView())], rows.FirstOrDefault()?.Total ?? 0, query.Page.Number, query.Page.Size);
    }

    private static string Order(string? sort) => sort switch
    {
        "-sku" => "i.sku desc",
        "onHand" => "l.on_hand, i.sku",
        "-onHand" => "l.on_hand desc, i.sku",
        "reserved" => "l.reserved, i.sku",
        "-reserved" => "l.reserved desc, i.sku",
        "available" => "available, i.sku",
        "-available" => "available desc, i.sku",
        _ => "i.sku",
    };

    public async Task<StockLevelView?> FindLevelAsync(string sku, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<LevelRow>($"{LevelsSql} where i.sku = @sku", new { sku, warehouse = (string?)null }, ct))?.ToView();

    public async Task<Page<StockMovementView>> ListMovementsAsync(StockMovementQuery query, CancellationToken ct)
    {
        var kind = query.Kind?.Replace("-", "", StringComparison.Ordinal);
        var rows = await database.QueryAsync<MovementRow>(
            """
            select id, sku, warehouse, kind, on_hand_change, reserved_change, reference, reason, actor, at from movements
            where (@Sku::text is null or sku = @Sku) and (@Warehouse::text is null or warehouse = @Warehouse) and (@kind::text is null or lower(kind) = lower(@kind))
            order by id desc limit @Size offset @Offset
            """,
            new { query.Sku, query.Warehouse, kind, query.Page.Size, query.Page.Offset }, ct);

        // The ledger only grows and can be huge: what matters is whether there is another page.
        var total = query.Page.Offset + rows.Count + (rows.Count == query.Page.Size ? 1 : 0);
        return new Page<StockMovementView>([.. rows.Select(r => r.ToView())], total, query.Page.Number, query.Page.Size);
    }

    public async Task<IReadOnlyList<WarehouseView>> ListWarehousesAsync(CancellationToken ct) =>
        [.. (await database.QueryAsync<WarehouseRow>("select code, name::text as name, country, priority, active, serves from warehouses order by priority, code", null, ct)).Select(w => w.ToView())];

    private sealed record LevelRow(
        string Sku, Guid? ProductId, int SafetyStock, int LowThreshold, int OnHand, int Reserved, int Available, string Places, long Total)
    {
        public StockLevelView ToView() => new(
            Sku, ProductId is { } product ? new ProductId(product) : null, OnHand, Reserved, Available, SafetyStock, LowThreshold, MaruJson.Read<WarehouseLevel[]>(Places));
    }

    private sealed record MovementRow(
        long Id, string Sku, string Warehouse, string Kind, int OnHandChange, int ReservedChange, Guid? Reference, string? Reason, string Actor, DateTimeOffset At)
    {
        public StockMovementView ToView() => new(
            Id, Sku, Warehouse, System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(Kind), OnHandChange, ReservedChange, Reference, Reason, Actor, At);
    }

    private sealed record WarehouseRow(string Code, string Name, string Country, int Priority, bool Active, string[] Serves)
    {
        public WarehouseView ToView() => new(Code, MaruJson.Read<LocalizedText>(Name), Country, Priority, Active, Serves);
    }
}
