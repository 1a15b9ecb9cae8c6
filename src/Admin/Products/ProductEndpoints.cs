using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Products;

/// <summary>Products of all sellers: finding them, putting them on sale and taking them off.</summary>
internal static class ProductEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/products", Permissions.CatalogRead, ListAsync);
        root.MapForm("/products/{id}/status", Permissions.CatalogWrite, ChangeAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] ICatalogAdministration catalog, CancellationToken ct)
    {
        var query = new AdminProductQuery(
            Pages.TextOf(context, "q"), Pages.ChoiceOf<ProductStatus>(context, "status"), null, null, null, context.Request.Query["soldOut"] == "true", null, Pages.PageOf(context));
        return Pages.Show<ProductListPage>(context, Desk.Of(context), new { Products = await catalog.ListAsync(query, ct), Query = query });
    }

    private static async Task<IResult> ChangeAsync(ProductId id, [FromForm] ProductStatus status, HttpContext context, [FromServices] ICatalogAdministration catalog, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return Pages.After(
            context, await catalog.BulkEditAsync(new BulkEdit([id]) { Status = status }, null, ct), "/products", desk.Say("상품의 상태를 바꿨어요.", "The product's state is changed."));
    }
}
