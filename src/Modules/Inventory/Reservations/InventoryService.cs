using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Modules.Inventory.Stock;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Inventory.Reservations;

/// <summary>The sale's door to stock.</summary>
internal sealed class InventoryService(Database<InventoryModule> database, ReservationQueue queue, OverdueReservations overdue, StockLedger ledger, TimeProvider time) : IInventory
{
    private const int MaxLines = 500;
    private const int MaxQuantity = 1_000_000;

    public async Task<IReadOnlyDictionary<string, int>> GetAvailableAsync(IReadOnlyCollection<string> skus, CancellationToken ct)
    {
        var wanted = skus.Distinct().ToArray();
        var rows = await database.QueryAsync<(string Sku, int Available)>(
            """
            select i.sku, least(greatest(coalesce(sum(l.on_hand::bigint - l.reserved), 0) - i.safety_stock, 0), 2147483647)::int
            from items i left join (levels l join warehouses w on w.code = l.warehouse and w.active) on l.sku = i.sku
            where i.sku = any(@wanted) group by i.sku
            """,
            new { wanted }, ct);
        var available = wanted.ToDictionary(s => s, _ => 0);
        foreach (var (sku, left) in rows)
        {
            available[sku] = left;
        }

        return available;
    }

    public async Task<Result<StockReservation>> ReserveAsync(ReserveStock request, CancellationToken ct)
    {
        if (Check(request.Lines) is { } invalid)
        {
            return invalid;
        }

        var one = request with { Lines = [.. request.Lines.GroupBy(l => l.Sku).Select(g => new StockLine(g.Key, g.Sum(l => l.Quantity)))] };
        var result = await queue.SubmitAsync(new ReserveOperation(one, ct));
        if (result.Failure is OutOfStock && await overdue.ExpireAsync([.. one.Lines.Select(l => l.Sku)], ct))
        {
            // Holds whose time had run out stood in the way.
            result = await queue.SubmitAsync(new ReserveOperation(one, ct));
        }

        return result;
    }

    public Task<Result<StockReservation>> CommitAsync(ReservationId reservation, CancellationToken ct) => queue.SubmitAsync(new CommitOperation(reservation, ct));

    public async Task ReleaseAsync(ReservationId reservation, string reason, CancellationToken ct) =>
        await queue.SubmitAsync(new ReleaseOperation(reservation, reason, expired: false, ct));

    public async Task<Result<Done>> RestockAsync(RestockGoods request, CancellationToken ct)
    {
        if (Check(request.Lines) is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var first = await transaction.ExecuteAsync(
            "insert into restocks (id, order_id, at) values (@Id, @Order, @now) on conflict do nothing", new { request.Id, request.Order, now = time.GetUtcNow() }, ct);
        if (first == 0)
        {
            return Done.Value;
        }

        var origins = await transaction.QueryAsync<(string Sku, string Warehouse)>(
            """
            select l.sku, l.warehouse from reservations r join reservation_lines l on l.reservation = r.id
            where r.order_id = @Order and r.state = 'Committed' order by l.quantity desc
            """,
            new { request.Order }, ct);
        var sheet = await ledger.LockAsync(transaction, [.. request.Lines.Select(l => l.Sku).Distinct()], ct);
        foreach (var line in request.Lines)
        {
            if (!sheet.Knows(line.Sku))
            {
                return new NotFound("stock record of " + line.Sku);
            }

            var home = origins.FirstOrDefault(o => o.Sku == line.Sku).Warehouse ?? sheet.Warehouses.Where(w => w.Active).OrderBy(w => w.Priority).First().Code;
            sheet.Move(new Movement(line.Sku, home, MovementKind.Restock, line.Quantity, 0, request.Id, request.Reason, ReservationBook.Checkout));
        }

        await ledger.WriteAsync(transaction, sheet, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    private static ValidationFailure? Check(IReadOnlyList<StockLine> lines) => new FieldErrors()
        .Unless(lines.Count is > 0 and <= MaxLines, "lines", $"must be 1 to {MaxLines}")
        .Unless(lines.All(l => l.Quantity is > 0 and <= MaxQuantity), "quantity", $"must be 1 to {MaxQuantity}")
        .ToFailure();
}
