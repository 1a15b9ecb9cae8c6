using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Inventory.Watches;

/// <summary>
/// Tells those who waited. Told and forgotten are two steps: a crash between them asks the hub again with the same cause, which it knows.
/// </summary>
internal sealed class WatchNews(Database<InventoryModule> database, ICatalog catalog, IIdentity identity, INotifications notifications) : IJob
{
    private const int BatchSize = 200;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        while (true)
        {
            var due = await database.QueryAsync<DueNews>(
                "select user_id, sku, cause from stock_watches where cause is not null order by since limit @BatchSize", new { BatchSize }, ct);
            if (due.Count == 0)
            {
                return;
            }

            var skus = due.Select(d => d.Sku).Distinct().ToArray();
            var goods = new Dictionary<string, SellableVariant>(await catalog.GetVariantsAsync(skus, Currency.Usd, ct));
            foreach (var (sku, variant) in await catalog.GetVariantsAsync(skus, Currency.Krw, ct))
            {
                goods[sku] = variant;
            }

            var news = new List<Notification>();
            foreach (var wait in due)
            {
                if (goods.TryGetValue(wait.Sku, out var variant) && await identity.FindAsync(wait.UserId, ct) is { } member)
                {
                    var option = variant.OptionText.In(member.Language);
                    news.Add(new Notification(wait.Cause, "back-in-stock", wait.UserId, new Dictionary<string, string>
                    {
                        ["product"] = variant.Name.In(member.Language) + (option.Length == 0 ? "" : $" ({option})"), ["slug"] = variant.ProductSlug,
                    }));
                }
            }

            var told = await notifications.NotifyAsync(news, ct);
            if (!told.Succeeded)
            {
                throw new InvalidOperationException($"The hub did not take news of stock: {told.Failure.Code}.");
            }

            await database.ExecuteAsync("delete from stock_watches where cause = any(@causes)", new { causes = due.Select(d => d.Cause).ToArray() }, ct);
        }
    }

    private sealed record DueNews(UserId UserId, string Sku, Guid Cause);
}
