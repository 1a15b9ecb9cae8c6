using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;

namespace Maru.Modules.Inventory.BackOffice;

/// <summary>The back office's door to stock: every change locks, decides, and writes counter and ledger together.</summary>
internal sealed class StockAdministration(Database<InventoryModule> database, StockLedger ledger, StockReading reading, TimeProvider time) : IInventoryAdministration
{
    private const int MaxChange = 1_000_000;
    private static readonly string[] Reasons = ["count", "damage", "loss", "found", "receipt", "return", "correction"];

    public Task<Page<StockLevelView>> ListLevelsAsync(StockLevelQuery query, CancellationToken ct) => reading.ListLevelsAsync(query, ct);

    public Task<StockLevelView?> FindLevelAsync(string sku, CancellationToken ct) => reading.FindLevelAsync(sku, ct);

    public Task<Page<StockMovementView>> ListMovementsAsync(StockMovementQuery query, CancellationToken ct) => reading.ListMovementsAsync(query, ct);

    public Task<IReadOnlyList<WarehouseView>> ListWarehousesAsync(CancellationToken ct) => reading.ListWarehousesAsync(ct);

    public Task<Result<StockLevelView>> AdjustAsync(AdjustStock request, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Unless(request.Change != 0 && request.Change is >= -MaxChange and <= MaxChange, "change", $"must be -{MaxChange} to {MaxChange}, not 0")
            .Unless(Reasons.Contains(request.Reason), "reason", "must be one of " + string.Join(", ", Reasons))
            .Text(request.Note, "note", 500, required: false)
            .ToFailure();
        return ChangeAsync(request.Sku, request.Actor, request.IdempotencyKey, request, invalid, sheet =>
        {
            if (sheet.Warehouses.All(w => w.Code != request.Warehouse))
            {
                return new NotFound("warehouse");
            }

            var free = sheet.At(request.Sku, request.Warehouse).Free;
            if (free + request.Change < 0)
            {
                return new NotEnoughOnHand(request.Sku, request.Warehouse, -request.Change, free);
            }

            var kind = request.Reason == "receipt" ? MovementKind.Receive : MovementKind.Adjust;
            sheet.Move(new Movement(request.Sku, request.Warehouse, kind, request.Change, 0, null, Join(request.Reason, request.Note), request.Actor));
            return null;
        }, ct);
    }

    public Task<Result<StockLevelView>> TransferAsync(TransferStock request, CancellationToken ct)
    {
        var invalid = new FieldErrors()
            .Unless(request.Quantity is > 0 and <= MaxChange, "quantity", $"must be 1 to {MaxChange}")
            .Unless(request.From != request.To, "to", "must be another warehouse")
            .Text(request.Note, "note", 500, required: false)
            .ToFailure();
        return ChangeAsync(request.Sku, request.Actor, request.IdempotencyKey, request, invalid, sheet =>
        {
            if (new[] { request.From, request.To }.Any(c => sheet.Warehouses.All(w => w.Code != c)))
            {
                return new NotFound("warehouse");
            }

            var free = sheet.At(request.Sku, request.From).Free;
            if (free < request.Quantity)
            {
                return new NotEnoughOnHand(request.Sku, request.From, request.Quantity, free);
            }

            sheet.Move(new Movement(request.Sku, request.From, MovementKind.TransferOut, -request.Quantity, 0, null, Join("to " + request.To, request.Note), request.Actor));
            sheet.Move(new Movement(request.Sku, request.To, MovementKind.TransferIn, request.Quantity, 0, null, Join("from " + request.From, request.Note), request.Actor));
            return null;
        }, ct);
    }

    public async Task<Result<StockLevelView>> SetRulesAsync(StockRules rules, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(rules.SafetyStock is >= 0 and <= MaxChange, "safetyStock", $"must be 0 to {MaxChange}")
            .Unless(rules.LowThreshold is >= 0 and <= MaxChange, "lowThreshold", $"must be 0 to {MaxChange}");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            var before = await ledger.LockAsync(transaction, [rules.Sku], ct);
            if (!before.Knows(rules.Sku))
            {
                return new NotFound("stock record");
            }

            await transaction.ExecuteAsync("update items set safety_stock = @SafetyStock, low_threshold = @LowThreshold where sku = @Sku", rules, ct);
            var after = await ledger.LockAsync(transaction, [rules.Sku], ct);
            if (before.Available(rules.Sku) != after.Available(rules.Sku))
            {
                transaction.Publish(new AvailabilityChanged(rules.Sku, before.Available(rules.Sku), after.Available(rules.Sku)));
            }

            await transaction.CommitAsync(ct);
        }

        return (await reading.FindLevelAsync(rules.Sku, ct))!;
    }

    public async Task<Result<WarehouseView>> SaveWarehouseAsync(WarehouseView warehouse, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(warehouse.Code is { Length: > 0 and <= 40 } && warehouse.Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "code", "must be 1 to 40 letters, digits and hyphens")
            .Unless(IsCountry(warehouse.Country), "country", "must be two capital letters (ISO 3166-1)")
            .Unless(warehouse.Serves.All(IsCountry), "serves", "must be two-letter countries (ISO 3166-1)")
            .Text(warehouse.Name.Ko ?? warehouse.Name.En, "name", 100);
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var wasActive = await transaction.QuerySingleOrDefaultAsync<bool?>("select active from warehouses where code = @Code for update", new { warehouse.Code }, ct);
        await transaction.ExecuteAsync(
            """
            insert into warehouses (code, name, country, priority, active, serves) values (@Code, @name::jsonb, @Country, @Priority, @Active, @serves)
            on conflict (code) do update set name = excluded.name, country = excluded.country, priority = excluded.priority, active = excluded.active, serves = excluded.serves
            """,
            new { warehouse.Code, name = MaruJson.Write(warehouse.Name), warehouse.Country, warehouse.Priority, warehouse.Active, serves = warehouse.Serves.ToArray() }, ct);
        if (wasActive is not null && wasActive != warehouse.Active)
        {
            await TellAvailabilityAsync(transaction, warehouse, ct);
        }

        await transaction.CommitAsync(ct);
        return warehouse;
    }

    public async Task<Result<Done>> RemoveWarehouseAsync(string code, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var left = await transaction.QuerySingleOrDefaultAsync<long?>(
            "select coalesce((select sum(on_hand) from levels where warehouse = w.code), 0) from (select code from warehouses where code = @code for update) w", new { code }, ct);
        if (left is null or > 0 || await transaction.QuerySingleOrDefaultAsync<long>("select count(*) from warehouses", null, ct) == 1)
        {
            return left is null ? new NotFound("warehouse") : new StateConflict("Goods are still in this warehouse, or it is the last one. Move them first.");
        }

        await transaction.ExecuteAsync("delete from levels where warehouse = @code; delete from warehouses where code = @code", new { code }, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    private async Task<Result<StockLevelView>> ChangeAsync(
        string sku, string actor, string key, object request, Failure? invalid, Func<StockSheet, Failure?> change, CancellationToken ct)
    {
        if (invalid is not null)
        {
            return new Result<StockLevelView>(null, invalid);
        }

        var done = await database.OnceAsync<Done>(actor, key, request, time, async transaction =>
        {
            var sheet = await ledger.LockAsync(transaction, [sku], ct);
            if (!sheet.Knows(sku))
            {
                return new NotFound("stock record");
            }

            if (change(sheet) is { } failure)
            {
                return new Result<Done>(default, failure);
            }

            await ledger.WriteAsync(transaction, sheet, ct);
            return Done.Value;
        }, ct);
        return done.Succeeded ? (await reading.FindLevelAsync(sku, ct))! : new Result<StockLevelView>(null, done.Failure);
    }

    /// <summary>A warehouse that opens or closes changes what can be promised of everything in it.</summary>
    private async Task TellAvailabilityAsync(Transaction transaction, WarehouseView warehouse, CancellationToken ct)
    {
        var free = await transaction.QueryAsync<(string Sku, int Here, int Elsewhere, int Safety)>(
            """
            select l.sku, l.on_hand - l.reserved, coalesce((
                select sum(o.on_hand - o.reserved) from levels o join warehouses w on w.code = o.warehouse and w.active where o.sku = l.sku and o.warehouse <> l.warehouse), 0)::int,
                i.safety_stock
            from levels l join items i using (sku) where l.warehouse = @Code
            """,
            new { warehouse.Code }, ct);
        foreach (var (sku, here, elsewhere, safety) in free)
        {
            var (with, without) = (Math.Max(here + elsewhere - safety, 0), Math.Max(elsewhere - safety, 0));
            if (with != without)
            {
                transaction.Publish(new AvailabilityChanged(sku, warehouse.Active ? without : with, warehouse.Active ? with : without));
            }
        }
    }

    private static string Join(string reason, string? note) => string.IsNullOrWhiteSpace(note) ? reason : $"{reason}: {note}";

    private static bool IsCountry(string code) => code is { Length: 2 } && code.All(char.IsAsciiLetterUpper);
}
