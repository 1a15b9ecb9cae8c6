using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Shelf;

namespace Maru.Modules.Catalog.Browsing;

internal sealed class CatalogBrowsing(ShelfKeeper keeper, TextRanking ranking) : ICatalogBrowsing
{
    public async Task<ProductListing> ListAsync(ProductQuery query, CancellationToken ct) => 
        ShelfQuery.Run(await keeper.InAsync(query.Currency, ct), query, await ranking.OfAsync(query.Text, ct));

    public async Task<ProductDetail?> FindAsync(string idOrSlug, Currency currency, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(currency, ct);
        return keeper.FindId(idOrSlug) is { } id ? shelf.Find(id)?.ToDetail() : null;
    }

    public async Task<IReadOnlyList<ProductSummary>> GetSummariesAsync(IReadOnlyList<ProductId> ids, Currency currency, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(currency, ct);
        return [.. ids.Select(shelf.Find).OfType<ShelfItem>().Select(i => i.Summary)];
    }

    public async Task<IReadOnlyList<ProductDetail>> GetDetailsAsync(IReadOnlyCollection<ProductId> ids, Currency currency, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(currency, ct);
        return [.. ids.Select(shelf.Find).OfType<ShelfItem>().Select(i => i.ToDetail())];
    }

    public async Task<IReadOnlyList<ProductId>> ListIdsAsync(ProductId? after, int limit, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(keeper.DefaultCurrency, ct);
        return
        [
            .. shelf.Items.Select(i => i.Product.Id).Where(id => after is not { } last || id.Value.CompareTo(last.Value) > 0).OrderBy(id => id.Value)
                .Take(Math.Clamp(limit, 1, 10_000)),
        ];
    }

    public async Task<IReadOnlyList<CategoryNode>> CategoriesAsync(CancellationToken ct) => (await keeper.InAsync(keeper.DefaultCurrency, ct)).Categories();

    public async Task<IReadOnlyList<BrandView>> BrandsAsync(CancellationToken ct) => (await keeper.InAsync(keeper.DefaultCurrency, ct)).Brands();

    public async Task<SellerView?> FindSellerAsync(string idOrSlug, CancellationToken ct)
    {
        var shelf = await keeper.InAsync(keeper.DefaultCurrency, ct);
        var seller = SellerId.TryParse(idOrSlug, null, out var id)
            ? shelf.Frame.Sellers.GetValueOrDefault(id)
            : shelf.Frame.Sellers.Values.FirstOrDefault(s => string.Equals(s.Slug, idOrSlug, StringComparison.OrdinalIgnoreCase));
        return seller is not { Approved: true }
            ? null
            : new SellerView(
                seller.Id, seller.Slug, seller.Name, seller.Policy, shelf.Items.Count(i => i.Variants.Any(v => v.Offers.Any(o => o.Seller.Id == seller.Id))), seller.Quality,
                seller.Since);
    }
}
