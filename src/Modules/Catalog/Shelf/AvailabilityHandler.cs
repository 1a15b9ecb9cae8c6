using Maru.Contracts.Inventory;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>Notes down what inventory says can be promised, for the shelves of all processes to read.</summary>
internal sealed class AvailabilityHandler : IEventBatchHandler
{
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        // The last word on each SKU counts. Sorted, so that two lanes never wait for each other.
        var last = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var changed in events.Select(e => (AvailabilityChanged)e.Event))
        {
            last[changed.Sku] = changed.After;
        }

        await transaction.ExecuteAsync(
            """
            insert into availability (sku, available) select * from unnest(@skus, @available)
            on conflict (sku) do update set available = excluded.available, touched = pg_current_xact_id()
            where availability.available <> excluded.available
            """,
            new { skus = last.Keys.ToArray(), available = last.Values.ToArray() }, ct);
    }
}
