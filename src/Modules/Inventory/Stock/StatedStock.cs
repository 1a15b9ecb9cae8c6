using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Inventory.Stock;

/// <summary>Makes stock records for new variants and takes over the quantities that imports name.</summary>
internal sealed class StatedStock(StockLedger ledger) : IEventBatchHandler
{
    public const string DefaultWarehouse = "main";
    private const int DefaultLowThreshold = 5;

    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var stated = events.Select(e => (VariantStockStated)e.Event).ToList();

        // In the order of their keys, like every other writer, so that nobody waits in a circle.
        var items = stated.GroupBy(s => s.Sku).Select(g => g.Last()).OrderBy(s => s.Sku, StringComparer.Ordinal).ToList();
        await transaction.ExecuteAsync(
            """
            insert into items (sku, product_id, low_threshold) select i.*, @DefaultLowThreshold from unnest(@skus, @products) i
            on conflict (sku) do update set product_id = excluded.product_id where items.product_id is distinct from excluded.product_id
            """,
            new { skus = items.Select(i => i.Sku).ToArray(), products = items.Select(i => i.ProductId.Value).ToArray(), DefaultLowThreshold }, ct);
        var codes = stated.Select(PlaceOf).Distinct().Order(StringComparer.Ordinal).ToArray();
        await transaction.ExecuteAsync(
            "insert into warehouses (code, name, country) select c, jsonb_build_object('ko', c, 'en', c), 'KR' from unnest(@codes) c on conflict do nothing",
            new { codes }, ct);

        var sheet = await ledger.LockAsync(transaction, [.. items.Select(i => i.Sku)], ct);
        foreach (var statement in stated)
        {
            var level = sheet.At(statement.Sku, PlaceOf(statement));

            // What is promised stays promised, whatever the source counted.
            var change = Math.Max(Math.Max(statement.Quantity, 0), level.Reserved) - level.OnHand;
            if (change != 0)
            {
                sheet.Move(new Movement(
                    statement.Sku, level.Warehouse, level.Stored ? MovementKind.Adjust : MovementKind.Receive, change, 0, null, statement.Reason, "catalog"));
            }
        }

        await ledger.WriteAsync(transaction, sheet, ct);
    }

    private static string PlaceOf(VariantStockStated statement) => string.IsNullOrEmpty(statement.Warehouse) ? DefaultWarehouse : statement.Warehouse;
}
