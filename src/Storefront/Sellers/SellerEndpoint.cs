using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Reviews;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Sellers;

/// <summary>Who sells here, how well, and what.</summary>
internal static class SellerEndpoint
{
    private const int PageSize = 24;

    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/sellers/{slug}", ShowAsync);

    private static async Task<IResult> ShowAsync(string slug, int? page, HttpContext context, ICatalogBrowsing catalog, IReviews reviews, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await catalog.FindSellerAsync(slug, ct) is not { } seller)
        {
            return NotFoundPage.Show(context, visit);
        }

        var goods = await catalog.ListAsync(
            ProductQuery.All(visit.Currency) with { Seller = seller.Id, Page = new PageRequest(Math.Clamp(page ?? 1, 1, 10_000), PageSize) }, ct);
        return Pages.Show<SellerPage>(context, visit, new
        {
            Seller = seller, Goods = goods.Products, Ratings = await reviews.GetRatingsAsync([.. goods.Products.Items.Select(p => p.Id)], ct),
        });
    }
}
