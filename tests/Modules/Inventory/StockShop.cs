using Dapper;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Inventory.Tests;

/// <summary>A shop with the inventory alone, and a way to fill its shelves.</summary>
public sealed class StockShop : ShopFixture
{
    public IInventory Inventory => Get<IInventory>();

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "inventory" };

    /// <summary>Goods received, with the movement that says so.</summary>
    public async Task<string> ReceiveAsync(int quantity, string warehouse = "main", string? sku = null)
    {
        sku ??= "SKU-" + Guid.NewGuid().ToString("N")[..12];
        await SqlAsync(
            """
            insert into inventory.warehouses (code, name, country, priority) values (@warehouse, '{}', 'KR', 50) on conflict do nothing;
            insert into inventory.items (sku) values (@sku) on conflict do nothing;
            insert into inventory.levels (sku, warehouse, on_hand, reserved) values (@sku, @warehouse, @quantity, 0)
            on conflict (sku, warehouse) do update set on_hand = levels.on_hand + excluded.on_hand;
            insert into inventory.movements (sku, warehouse, kind, on_hand_change, reserved_change, actor, at) values (@sku, @warehouse, 'Receive', @quantity, 0, 'test', now());
            """,
            new { sku, warehouse, quantity });
        return sku;
    }

    public async Task SqlAsync(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, args);
    }

    public async Task<T> ScalarAsync<T>(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, args))!;
    }

    public async Task<(int OnHand, int Reserved)> CountersAsync(string sku)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        return await connection.QuerySingleAsync<(int, int)>("select sum(on_hand)::int, sum(reserved)::int from inventory.levels where sku = @sku", new { sku });
    }

    public async Task<int> AvailableAsync(string sku) => (await Inventory.GetAvailableAsync([sku], CancellationToken.None))[sku];

    public static ReserveStock Ask(string sku, int quantity, TimeSpan? holdFor = null) =>
        new(ReservationId.New(), OrderId.New(), [new StockLine(sku, quantity)], DateTimeOffset.UtcNow + (holdFor ?? TimeSpan.FromMinutes(10)));
}
