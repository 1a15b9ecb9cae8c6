using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;

namespace Maru.Storefront.Home;

/// <summary>A category with a picture of one of its goods.</summary>
public sealed record CategoryCard(CategoryNode Node, ProductPicture? Picture);

/// <summary>What lies in the window of the front page.</summary>
public sealed record FrontGoods(
    IReadOnlyList<ProductSummary> Deals, IReadOnlyList<ProductSummary> Newest, IReadOnlyList<CategoryCard> Categories, IReadOnlyDictionary<ProductId, RatingSummary> Ratings);

/// <summary>The same for everybody, and on the page most looked at.</summary>
internal sealed class FrontWindow(ICatalogBrowsing catalog, IReviews reviews, TimeProvider time)
{
    private const int Shown = 8;
    private readonly Briefly<Currency, FrontGoods> _goods = new(time);

    public Task<FrontGoods> LayOutAsync(Currency currency) => _goods.GetAsync(currency, ct => ReadAsync(currency, ct));

    private async Task<FrontGoods> ReadAsync(Currency currency, CancellationToken ct)
    {
        var query = ProductQuery.All(currency) with { Page = new PageRequest(1, Shown), InStock = true };
        var deals = await catalog.ListAsync(query with { Sort = ProductSort.Discount, MinDiscount = 10 }, ct);
        var newest = await catalog.ListAsync(query with { Sort = ProductSort.Newest }, ct);
        var categories = new List<CategoryCard>();
        foreach (var node in (await catalog.CategoriesAsync(ct)).Where(c => c.ProductCount > 0))
        {
            var first = await catalog.ListAsync(query with { Category = node.Slug, Page = new PageRequest(1, 1) }, ct);
            categories.Add(new CategoryCard(node, first.Products.Items.Count > 0 ? first.Products.Items[0].Picture : null));
        }

        var ratings = await reviews.GetRatingsAsync([.. deals.Products.Items.Concat(newest.Products.Items).Select(p => p.Id).Distinct()], ct);
        return new FrontGoods(deals.Products.Items, newest.Products.Items, categories, ratings);
    }
}
