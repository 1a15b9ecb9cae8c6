using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Pricing;

namespace Maru.Modules.Carts.Carts;

/// <summary>Goods outside a cart - wishes, things saved for later, shared lists - with today's price and stock. What is no longer sold is left out.</summary>
internal sealed class GoodsLines(ICatalog catalog, IInventory inventory, IPromotionPrices prices)
{
    public async Task<List<CartLine>> ShowAsync(IReadOnlyList<(string Sku, int Quantity)> wanted, Currency currency, CancellationToken ct)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        string[] skus = [.. wanted.Select(w => w.Sku)];
        var variants = await catalog.GetVariantsAsync(skus, currency, ct);
        var available = await inventory.GetAvailableAsync(skus, ct);
        var reduced = await prices.GetPromotionPricesAsync([.. variants.Values.Select(v => LineOf(v, 1))], null, ct);
        return
        [
            .. wanted.Where(w => variants.ContainsKey(w.Sku)).Select(w =>
            {
                var variant = variants[w.Sku];
                var price = reduced.TryGetValue(w.Sku, out var sale) ? sale.Price : variant.Price;
                return new CartLine(
                    w.Sku, variant.ProductId, variant.ProductSlug, variant.Name, variant.OptionText, w.Quantity, price,
                    variant.CompareAtPrice ?? (sale is null ? null : variant.Price), price * w.Quantity, available.GetValueOrDefault(w.Sku), variant.ImageUrl, variant.SellerId);
            }),
        ];
    }

    public static PriceLine LineOf(SellableVariant variant, int quantity) =>
        new(variant.Sku, variant.ProductId, variant.CategorySlug, variant.Brand, variant.SellerId, quantity, variant.Price);
}
