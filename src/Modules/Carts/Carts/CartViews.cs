using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Inventory;
using Maru.Contracts.Pricing;

namespace Maru.Modules.Carts.Carts;

/// <summary>What a cart is worth now: today's goods, prices, promotions and stock laid over what lies in it.</summary>
internal sealed class CartViews(ICatalog catalog, IInventory inventory, IPricing pricing, GoodsLines goods)
{
    private static readonly Dictionary<string, int> NothingKnown = [];

    /// <param name="known">Availability read a moment ago, to save the question.</param>
    public async Task<CartView> ShowAsync(CartRow row, IReadOnlyDictionary<string, int>? known, CancellationToken ct)
    {
        var view = await LinesAsync(row, known, ct);
        return row.SavedEntries.Count == 0
            ? view
            : view with { Saved = await goods.ShowAsync([.. row.SavedEntries.Select(e => (e.Key, e.Value.Quantity))], row.Currency, ct) };
    }

    /// <summary>What it comes to, without a look at what else there is.</summary>
    public Task<CartView> PriceAsync(CartRow row, CancellationToken ct) => LinesAsync(row, row.Entries.ToDictionary(e => e.Key, e => e.Value.Quantity), ct);

    /// <summary>What one piece costs before coupons, as the shopper is told when he puts it in.</summary>
    public async Task<long> UnitPriceAsync(SellableVariant variant, CancellationToken ct)
    {
        var priced = await pricing.PriceAsync(new PriceRequest([GoodsLines.LineOf(variant, 1)], [], null, null, variant.Price.Currency), ct);
        return priced.Lines[0].UnitPrice.Amount;
    }

    private async Task<CartView> LinesAsync(CartRow row, IReadOnlyDictionary<string, int>? known, CancellationToken ct)
    {
        if (row.Entries.Count == 0)
        {
            return Compose(row, new Dictionary<string, SellableVariant>(), NothingKnown, Nothing(row.Currency));
        }

        var skus = row.Entries.Select(e => e.Key).ToArray();
        var variants = await catalog.GetVariantsAsync(skus, row.Currency, ct);
        var available = known is not null && skus.All(known.ContainsKey) ? known : await inventory.GetAvailableAsync(skus, ct);
        var lines = row.Entries.Where(e => variants.ContainsKey(e.Key)).Select(e => (Variant: variants[e.Key], e.Value.Quantity)).ToList();
        var priced = lines.Count == 0
            ? Nothing(row.Currency)
            : await pricing.PriceAsync(
                new PriceRequest([.. lines.Select(l => GoodsLines.LineOf(l.Variant, l.Quantity))], row.Coupons, row.Owner, null, row.Currency), ct);
        return Compose(row, variants, available, priced);
    }

    /// <summary>Pure.</summary>
    internal static CartView Compose(
        CartRow row, IReadOnlyDictionary<string, SellableVariant> variants, IReadOnlyDictionary<string, int> available, PricedBasket priced)
    {
        var bySku = priced.Lines.ToDictionary(l => l.Sku);
        var lines = new List<CartLine>();
        var notices = new List<CartNotice>();
        foreach (var (sku, entry) in row.Entries)
        {
            if (!variants.TryGetValue(sku, out var variant) || !bySku.TryGetValue(sku, out var price))
            {
                notices.Add(new CartNotice("unavailable", sku, new LocalizedText("더 이상 판매하지 않는 상품입니다.", "This article is no longer sold.")));
                continue;
            }

            var left = available.GetValueOrDefault(sku);
            var before = variant.CompareAtPrice ?? (variant.Price.Amount > price.UnitPrice.Amount ? variant.Price : null);
            lines.Add(new CartLine(
                sku, variant.ProductId, variant.ProductSlug, variant.Name, variant.OptionText, entry.Quantity, price.UnitPrice, before, price.Total, left,
                variant.ImageUrl, variant.SellerId));
            AddNotices(notices, sku, entry, price.UnitPrice, left);
        }

        notices.AddRange(priced.Rejected.Select(r => new CartNotice("coupon-invalid", null, r.Text)));
        return new CartView(
            row.Id, row.Owner, row.Currency, lines, row.Coupons, priced.Subtotal, priced.Discount, priced.Total, notices, row.ExpiresAt, row.Version,
            priced.FreeShipping, priced.Discounts);
    }

    private static void AddNotices(List<CartNotice> notices, string sku, CartEntry entry, Money price, int left)
    {
        if (entry.Price is { } seen && seen != price.Amount)
        {
            notices.Add(new CartNotice("price-changed", sku, price.Amount < seen
                ? new LocalizedText("담아 두신 뒤 가격이 내렸습니다.", "The price fell since you last looked.")
                : new LocalizedText("담아 두신 뒤 가격이 올랐습니다.", "The price rose since you last looked.")));
        }

        if (left == 0)
        {
            notices.Add(new CartNotice("sold-out", sku, new LocalizedText("품절되었습니다.", "Sold out.")));
        }
        else if (left < entry.Quantity)
        {
            notices.Add(new CartNotice("less-stock", sku, new LocalizedText($"재고가 {left}개 남았습니다.", $"Only {left} left.")));
        }
    }

    private static PricedBasket Nothing(Currency currency) => new([], Money.Zero(currency), Money.Zero(currency), Money.Zero(currency), false, [], []);
}
