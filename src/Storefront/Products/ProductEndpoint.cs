using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Products;

internal static class ProductEndpoint
{
    public static void Map(IEndpointRouteBuilder root) => root.MapPage("/p/{slug}", ShowAsync);

    private static async Task<IResult> ShowAsync(string slug, HttpContext context, ICatalogBrowsing catalog, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (await catalog.FindAsync(slug, visit.Currency, ct) is not { Variants.Count: > 0 } product)
        {
            return NotFoundPage.Show(context, visit);
        }

        var similar = product.CategorySlug is { } category
            ? (await catalog.ListAsync(ProductQuery.All(visit.Currency) with { Category = category, InStock = true, Page = new PageRequest(1, 5) }, ct)).Products.Items
            : [];
        return Pages.Show<ProductPage>(context, visit, new
        {
            Product = product,
            Chosen = product.Variants.FirstOrDefault(v => v.InStock) ?? product.Variants[0],
            Similar = (IReadOnlyList<ProductSummary>)[.. similar.Where(p => p.Id != product.Id).Take(4)],
        });
    }
}
