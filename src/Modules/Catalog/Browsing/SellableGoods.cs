using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Shelf;

namespace Maru.Modules.Catalog.Browsing;

/// <summary>What cart and checkout ask, answered from memory.</summary>
internal sealed class SellableGoods(ShelfKeeper keeper, CatalogOptions options) : ICatalog
{
    private const int PictureWidth = 320;

    public async Task<IReadOnlyDictionary<string, SellableVariant>> GetVariantsAsync(IReadOnlyCollection<string> skus, Currency currency, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(options.Currency, ct);
        var found = new Dictionary<string, SellableVariant>(skus.Count, StringComparer.Ordinal);
        foreach (var sku in skus)
        {
            if (keeper.FindSku(sku) is var (product, variant) && Sell(shelf.Frame, product, variant, currency) is { } sellable)
            {
                found[sku] = sellable;
            }
        }

        return found;
    }

    private SellableVariant? Sell(ShelfFrame frame, ShelfProduct product, ShelfVariant variant, Currency currency)
    {
        if (!frame.Sellers.TryGetValue(variant.Seller, out var seller) || !seller.Approved || Pricing.In(currency, variant.Prices, options) is not { } price)
        {
            return null;
        }

        var color = variant.Options.FirstOrDefault(o => o.Name == "color")?.Code;
        var picture = product.Pictures.FirstOrDefault(p => p.Color == color) ?? product.Pictures.FirstOrDefault();
        var path = frame.Categories.PathOf(product.Category);
        return new SellableVariant(
            variant.Sku, product.Id, variant.Id, product.Slug, product.Name, OptionTexts.Join(variant.Options), price.Money, price.CompareAtMoney, variant.Seller,
            path.Length == 0 ? "" : frame.Categories.All[path[^1]].Slug, product.Brand is { } brand && frame.Brands.TryGetValue(brand, out var found) ? found.Slug : "",
            variant.WeightGrams, variant.VolumeCm3, variant.RequiresShipping, picture?.At(PictureWidth));
    }
}
