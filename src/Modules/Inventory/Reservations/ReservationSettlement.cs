using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;
using Maru.Platform.Data;
using Npgsql;
using NpgsqlTypes;

namespace Maru.Modules.Inventory.Reservations;

/// <summary>
/// Settles many operations in one transaction: two round trips and one flush to disk for all of them. Rows are locked in the same order
/// everywhere - reservations by id, then levels by SKU and warehouse.
/// </summary>
internal sealed class ReservationSettlement(Database<InventoryModule> database, StockLedger ledger, TimeProvider time)
{
    public async Task SettleAsync(IReadOnlyList<StockOperation> operations, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var book = await ReadAsync(transaction, operations, ct);
        foreach (var operation in operations)
        {
            book.Book.Decide(operation);
        }

        if (book.Book.Entries.All(e => (e.IsNew ? e.Refused : !e.Changed)) && book.Sheet.Movements.Count == 0)
        {
            // Nothing happened: rolled back, so nothing needs to reach the disk.
            return;
        }

        Write(transaction, book.Book, book.Sheet);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What can be promised of SKUs and which of the reservations exist, without a lock: enough to refuse, never to promise.</summary>
    public async Task<(StockSheet Sheet, HashSet<ReservationId> Known)> PeekAsync(string[] skus, Guid[] reservations, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select id from reservations where id = any($1)") { Parameters = { StockLedger.Array(reservations) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select sku, warehouse, on_hand, reserved from levels where sku = any($1)") { Parameters = { StockLedger.Array(skus) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select sku, safety_stock, low_threshold from items where sku = any($1)") { Parameters = { StockLedger.Array(skus) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(StockLedger.WarehousesSql));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var known = new HashSet<ReservationId>();
        while (await reader.ReadAsync(ct))
        {
            known.Add(new ReservationId(reader.GetGuid(0)));
        }

        await reader.NextResultAsync(ct);
        return (await StockLedger.ReadAsync(reader, ct), known);
    }

    private async Task<(ReservationBook Book, StockSheet Sheet)> ReadAsync(Transaction transaction, IReadOnlyList<StockOperation> operations, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var fresh = new Dictionary<ReservationId, (OrderId? Order, ReservationState State, DateTimeOffset ExpiresAt)>();
        var skus = new HashSet<string>();
        foreach (var operation in operations)
        {
            if (operation is ReserveOperation { Request: var request })
            {
                fresh.TryAdd(request.Reservation, (request.Order, ReservationState.Held, request.ExpiresAt));
                skus.UnionWith(request.Lines.Select(l => l.Sku));
            }
            else if (operation is ReleaseOperation { Expired: false })
            {
                // Remembered even where there is nothing to release, so that a reserve that comes late fails.
                fresh.TryAdd(operation.Reservation, (null, ReservationState.Released, now));
            }
        }

        var ids = operations.Select(o => o.Reservation.Value).Distinct().Order().ToArray();
        await using var batch = new NpgsqlBatch(transaction.Connection);
        AddInserts(batch, fresh, now);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select id, order_id, state, expires_at from reservations where id = any($1) order by id for update")
        {
            Parameters = { StockLedger.Array(ids) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select reservation, sku, warehouse, quantity from reservation_lines where reservation = any($1)")
        {
            Parameters = { StockLedger.Array(ids) },
        });
        StockLedger.AddReads(batch, [.. skus], ids);

        await using var reader = await batch.ExecuteReaderAsync(ct);
        var inserted = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
        {
            inserted.Add(reader.GetGuid(0));
        }

        await reader.NextResultAsync(ct);
        var entries = new Dictionary<ReservationId, ReservationEntry>();
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetGuid(0);
            entries[new ReservationId(id)] = new ReservationEntry(
                new ReservationId(id), await reader.IsDBNullAsync(1, ct) ? null : new OrderId(reader.GetGuid(1)),
                Enum.Parse<ReservationState>(reader.GetString(2)), reader.GetFieldValue<DateTimeOffset>(3), inserted.Contains(id));
        }

        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            entries[new ReservationId(reader.GetGuid(0))].Lines.Add(new AllocatedLine(reader.GetString(1), reader.GetInt32(3), reader.GetString(2)));
        }

        await reader.NextResultAsync(ct);
        var sheet = await StockLedger.ReadAsync(reader, ct);
        return (new ReservationBook(sheet, entries, now), sheet);
    }

    private static void AddInserts(
        NpgsqlBatch batch, Dictionary<ReservationId, (OrderId? Order, ReservationState State, DateTimeOffset ExpiresAt)> fresh, DateTimeOffset now)
    {
        var rows = fresh.OrderBy(f => f.Key.Value).ToArray();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            insert into reservations (id, order_id, state, expires_at, created_at)
            select r.*, $5 from unnest($1, $2, $3, $4) r on conflict do nothing returning id
            """)
        {
            Parameters =
            {
                StockLedger.Array([.. rows.Select(r => r.Key.Value)]),
                new NpgsqlParameter { Value = rows.Select(r => r.Value.Order?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                StockLedger.Array([.. rows.Select(r => r.Value.State.ToString())]),
                StockLedger.Array([.. rows.Select(r => r.Value.ExpiresAt.UtcDateTime)]),
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime },
            },
        });
    }

    private void Write(Transaction transaction, ReservationBook book, StockSheet sheet)
    {
        using var batch = new NpgsqlBatch();
        var refused = book.Entries.Where(e => e is { IsNew: true, Refused: true }).Select(e => e.Id.Value).ToArray();
        if (refused.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from reservations where id = any($1)") { Parameters = { StockLedger.Array(refused) } });
        }

        var turned = book.Entries.Where(e => e.Changed).ToArray();
        if (turned.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                "update reservations r set state = t.state, expires_at = t.expires_at from unnest($1, $2, $3) t (id, state, expires_at) where r.id = t.id")
            {
                Parameters =
                {
                    StockLedger.Array([.. turned.Select(e => e.Id.Value)]), StockLedger.Array([.. turned.Select(e => e.State.ToString())]),
                    StockLedger.Array([.. turned.Select(e => e.ExpiresAt.UtcDateTime)]),
                },
            });
        }

        var lines = book.Entries.Where(e => e.LinesAreNew).SelectMany(e => e.Lines, (e, l) => (e.Id, Line: l)).ToArray();
        if (lines.Length > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into reservation_lines (reservation, sku, warehouse, quantity) select * from unnest($1, $2, $3, $4)")
            {
                Parameters =
                {
                    StockLedger.Array([.. lines.Select(l => l.Id.Value)]), StockLedger.Array([.. lines.Select(l => l.Line.Sku)]),
                    StockLedger.Array([.. lines.Select(l => l.Line.Warehouse)]), StockLedger.Array([.. lines.Select(l => l.Line.Quantity)]),
                },
            });
        }

        ledger.AddWrites(batch, sheet);
        foreach (var command in batch.BatchCommands)
        {
            transaction.AddLast((NpgsqlBatchCommand)command);
        }

        StockLedger.Tell(transaction, sheet);
        book.Events.ForEach(transaction.Publish);
    }
}
