using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Vision.Index;

/// <summary>Collects which goods events speak of, for the index to look at.</summary>
internal sealed class ChangedGoods(ICatalog catalog, TimeProvider time) : IEventBatchHandler
{
    /// <summary>The shop window may show a change a moment after its event came: what changed is looked at again.</summary>
    private static readonly TimeSpan[] LookAgainAfter = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    private readonly ConcurrentQueue<ProductId> _products = new();
    private readonly ConcurrentQueue<string> _skus = new();
    private readonly PriorityQueue<ProductId, DateTimeOffset> _again = new();

    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        foreach (var received in events)
        {
            switch (received.Event)
            {
                case ProductChanged e:
                    _products.Enqueue(e.ProductId);
                    break;
                case ProductRemoved e:
                    _products.Enqueue(e.ProductId);
                    break;
                case PriceChanged e:
                    _products.Enqueue(e.ProductId);
                    break;

                // Between some and fewer nothing changes that can be filtered by.
                case AvailabilityChanged e when e.Before <= 0 != e.After <= 0:
                    _skus.Enqueue(e.Sku);
                    break;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Goods to look at now. For one caller at a time.</summary>
    public async Task<IReadOnlyCollection<ProductId>> TakeAsync(int most, CancellationToken ct)
    {
        var ids = new HashSet<ProductId>();
        while (ids.Count < most && _products.TryDequeue(out var id))
        {
            ids.Add(id);
        }

        var skus = new HashSet<string>();
        while (skus.Count < most && _skus.TryDequeue(out var sku))
        {
            skus.Add(sku);
        }

        if (skus.Count > 0)
        {
            ids.UnionWith((await catalog.GetVariantsAsync(skus, Currency.Krw, ct)).Values.Select(v => v.ProductId));
        }

        var now = time.GetUtcNow();
        foreach (var id in ids)
        {
            foreach (var delay in LookAgainAfter)
            {
                _again.Enqueue(id, now + delay);
            }
        }

        while (ids.Count < 2 * most && _again.TryPeek(out var again, out var due) && due <= now)
        {
            ids.Add(again);
            _again.Dequeue();
        }

        return ids;
    }
}
