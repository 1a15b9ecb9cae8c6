using Maru.Contracts;
using Maru.Contracts.Catalog;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>Which price and which offer a shopper sees.</summary>
internal static class Pricing
{
    /// <summary>The price in a currency: the one set, else one worked out from another by the shop's rate.</summary>
    public static ShelfPrice? In(Currency currency, IReadOnlyList<ShelfPrice> prices, CatalogOptions options)
    {
        ShelfPrice? other = null;
        foreach (var price in prices)
        {
            if (price.Currency == currency)
            {
                return price;
            }

            if (other is null || price.Currency == options.Currency)
            {
                other = price;
            }
        }

        return other is { } from
            ? new ShelfPrice(currency, options.Convert(from.Price, from.Currency, currency), from.CompareAt is { } before ? options.Convert(before, from.Currency, currency) : null)
            : null;
    }

    /// <summary>Variants with the same options are offers of one; each group is shown by its best.</summary>
    public static IReadOnlyList<VariantView> Variants(ShelfProduct product, ShelfFrame frame, Func<string, int> available, Currency currency, CatalogOptions options)
    {
        var groups = new List<(string Key, ShelfVariant First, List<OfferView> Offers)>();
        foreach (var variant in product.Variants)
        {
            if (!frame.Sellers.TryGetValue(variant.Seller, out var seller) || !seller.Approved || In(currency, variant.Prices, options) is not { } price)
            {
                continue;
            }

            var left = Math.Max(0, available(variant.Sku));
            var offer = new OfferView(variant.Sku, seller.Link, variant.Condition, price.Money, price.CompareAtMoney, left > 0, left);
            var key = string.Join('\u001f', variant.Options.Select(o => o.Name + "=" + o.Code));
            var index = groups.FindIndex(g => g.Key == key);
            if (index < 0)
            {
                groups.Add((key, variant, [offer]));
            }
            else
            {
                groups[index].Offers.Add(offer);
            }
        }

        return [.. groups.Select(g => View(g.First, [.. g.Offers.Order(BestFirst)]))];
    }

    public static VariantView Best(IReadOnlyList<VariantView> variants)
    {
        var best = variants[0];
        foreach (var variant in variants)
        {
            if ((variant.InStock && !best.InStock) || (variant.InStock == best.InStock && variant.Price.Amount < best.Price.Amount))
            {
                best = variant;
            }
        }

        return best;
    }

    /// <summary>Whole percent, rounded down: a shop must not promise more than it gives.</summary>
    public static int DiscountOf(Money price, Money? compareAt) =>
        compareAt is { Amount: > 0 } before && before.Amount > price.Amount ? (int)((before.Amount - price.Amount) * 100 / before.Amount) : 0;

    /// <summary>In stock before sold out, new before used, cheap before dear, and by SKU so that the order is always the same.</summary>
    internal static IComparer<OfferView> BestFirst { get; } = Comparer<OfferView>.Create((a, b) =>
    {
        var order = b.InStock.CompareTo(a.InStock);
        order = order != 0 ? order : a.Condition.CompareTo(b.Condition);
        order = order != 0 ? order : a.Price.Amount.CompareTo(b.Price.Amount);
        return order != 0 ? order : string.CompareOrdinal(a.Sku, b.Sku);
    });

    private static VariantView View(ShelfVariant variant, IReadOnlyList<OfferView> offers) => new(
        variant.Id, offers[0].Sku, variant.Options, offers[0].Price, offers[0].CompareAtPrice, offers[0].InStock, offers[0].Available, variant.Barcode, variant.WeightGrams, offers);
}
