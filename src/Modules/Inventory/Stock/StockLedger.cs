using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Inventory.Stock;

/// <summary>Reads levels under lock and writes what happened to them: counters, ledger and events in the same transaction.</summary>
internal sealed class StockLedger(TimeProvider time)
{
    public const string LevelsSql =
        """
        select l.sku, l.warehouse, l.on_hand, l.reserved from levels l
        where l.sku in (select unnest($1) union select sku from reservation_lines where reservation = any($2))
        order by l.sku, l.warehouse for update
        """;

    public const string ItemsSql =
        """
        select i.sku, i.safety_stock, i.low_threshold from items i
        where i.sku in (select unnest($1) union select sku from reservation_lines where reservation = any($2))
        """;

    public const string WarehousesSql = "select code, country, priority, active, serves from warehouses";

    /// <summary>Locks the SKUs' levels, always in the order of SKU and warehouse, so that no two transactions wait for each other.</summary>
    public async Task<StockSheet> LockAsync(Transaction transaction, IReadOnlyCollection<string> skus, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        AddReads(batch, [.. skus], []);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ReadAsync(reader, ct);
    }

    public static void AddReads(NpgsqlBatch batch, string[] skus, Guid[] reservations)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LevelsSql) { Parameters = { Array(skus), Array(reservations) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ItemsSql) { Parameters = { Array(skus), Array(reservations) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WarehousesSql));
    }

    /// <summary>Reads the three results that <see cref="AddReads"/> asked for.</summary>
    public static async Task<StockSheet> ReadAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var levels = new List<Level>();
        while (await reader.ReadAsync(ct))
        {
            levels.Add(new Level(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), stored: true));
        }

        await reader.NextResultAsync(ct);
        var items = new List<StockItem>();
        while (await reader.ReadAsync(ct))
        {
            items.Add(new StockItem(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)));
        }

        await reader.NextResultAsync(ct);
        var warehouses = new List<Warehouse>();
        while (await reader.ReadAsync(ct))
        {
            warehouses.Add(new Warehouse(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3), reader.GetFieldValue<string[]>(4)));
        }

        return new StockSheet(levels, items, warehouses);
    }

    public async Task WriteAsync(Transaction transaction, StockSheet sheet, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection);
        AddWrites(batch, sheet);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(ct);
        }

        Tell(transaction, sheet);
    }

    public static void Tell(Transaction transaction, StockSheet sheet)
    {
        foreach (var happened in sheet.Tellings())
        {
            transaction.Publish(happened);
        }
    }

    public void AddWrites(NpgsqlBatch batch, StockSheet sheet)
    {
        var changed = sheet.Changed.ToArray();
        AddLevels(
            batch, [.. changed.Where(l => l.Stored)],
            """
            update levels l set on_hand = l.on_hand + c.on_hand, reserved = l.reserved + c.reserved
            from unnest($1, $2, $3, $4) c (sku, warehouse, on_hand, reserved) where l.sku = c.sku and l.warehouse = c.warehouse
            """);
        AddLevels(
            batch, [.. changed.Where(l => !l.Stored)],
            """
            insert into levels (sku, warehouse, on_hand, reserved) select * from unnest($1, $2, $3, $4)
            on conflict (sku, warehouse) do update set on_hand = levels.on_hand + excluded.on_hand, reserved = levels.reserved + excluded.reserved
            """);
        if (sheet.Movements.Count == 0)
        {
            return;
        }

        var rows = sheet.Movements;
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into movements (sku, warehouse, kind, on_hand_change, reserved_change, reference, reason, actor, at)
            select m.*, $9 from unnest($1, $2, $3, $4, $5, $6, $7, $8) m
            """)
        {
            Parameters =
            {
                Array([.. rows.Select(m => m.Sku)]),
                Array([.. rows.Select(m => m.Warehouse)]),
                Array([.. rows.Select(m => m.Kind.ToString())]),
                Array([.. rows.Select(m => m.OnHandChange)]),
                Array([.. rows.Select(m => m.ReservedChange)]),
                new NpgsqlParameter { Value = rows.Select(m => m.Reference).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new NpgsqlParameter { Value = rows.Select(m => m.Reason).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                Array([.. rows.Select(m => m.Actor)]),
                new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime },
            },
        });
    }

    internal static NpgsqlParameter<T[]> Array<T>(T[] values) => new() { TypedValue = values };

    private static void AddLevels(NpgsqlBatch batch, Level[] levels, string sql)
    {
        if (levels.Length == 0)
        {
            return;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Array([.. levels.Select(l => l.Sku)]), Array([.. levels.Select(l => l.Warehouse)]),
                Array([.. levels.Select(l => l.OnHandChange)]), Array([.. levels.Select(l => l.ReservedChange)]),
            },
        });
    }
}
