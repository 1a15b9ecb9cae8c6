using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;

namespace Maru.Rehearsal;

/// <summary>Puts goods on sale in a scratch shop, the way an import would.</summary>
public static class Shelf
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task PutOnSaleAsync(IServiceProvider services, string sku, int pieces, long price, CancellationToken ct)
    {
        var slug = sku.ToLowerInvariant().Replace('_', '-');
        var draft = new ProductDraft(slug, LocalizedText.Same(sku))
        {
            Category = "Rehearsal",
            Variants =
            [
                new VariantDraft(sku, [new PriceDraft(new Money(price, Currency.Krw))])
                {
                    WeightGrams = 300, VolumeCm3 = 1000, Stock = new Dictionary<string, int> { [""] = pieces },
                },
            ],
        };
        var report = await services.GetRequiredService<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), ct);
        if (report.Problems is [var problem, ..])
        {
            throw new InvalidOperationException(problem.Reason);
        }

        var inventory = services.GetRequiredService<IInventory>();
        if (!await ScratchShop.UntilAsync(async () => (await inventory.GetAvailableAsync([sku], ct)).GetValueOrDefault(sku) == pieces, Patience, ct))
        {
            throw new TimeoutException($"The stock of {sku} did not arrive.");
        }
    }
}
