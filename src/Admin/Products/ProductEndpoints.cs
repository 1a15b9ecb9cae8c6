using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Products;

/// <summary>Products of all sellers: finding them, making and changing one, and changing many at once.</summary>
internal static class ProductEndpoints
{
    private const long MostBytes = 64 << 20;

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/products", Permissions.CatalogRead, ListAsync);
        root.MapForm("/products/bulk", Permissions.CatalogWrite, BulkAsync);
        root.MapPage("/products/new", Permissions.CatalogWrite, NewAsync);
        root.MapForm("/products/new", Permissions.CatalogWrite, CreateAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        root.MapPage("/products/{id:guid}", Permissions.CatalogRead, ShowAsync);
        root.MapForm("/products/{id:guid}", Permissions.CatalogWrite, UpdateAsync).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static Task<IResult> ListAsync(HttpContext context, [FromServices] ICatalogAdministration catalog, CancellationToken ct)
    {
        var query = new AdminProductQuery(
            Pages.TextOf(context, "q"), Pages.ChoiceOf<ProductStatus>(context, "status"), Pages.TextOf(context, "category"), Pages.TextOf(context, "brand"),
            SellerId.TryParse(Pages.TextOf(context, "seller"), null, out var seller) ? seller : null, Pages.IsOn(context, "soldOut"), Pages.TextOf(context, "sort"), PageRequest.First);
        return Listing.ShowAsync<ProductListPage, AdminProductRow>(
            context, "products", ProductListPage.Columns(Desk.Of(context)), page => catalog.ListAsync(query with { Page = page }, ct),
            async rows => new { Rows = rows, Query = query, Categories = await catalog.CategoriesAsync(ct) });
    }

    private static async Task<IResult> BulkAsync(HttpContext context, [FromServices] ICatalogAdministration catalog, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        ProductId[] picked = [.. form.All("pick").Select(p => ProductId.TryParse(p, null, out var id) ? id : default).Where(id => id != default)];
        if (picked.Length == 0)
        {
            new Said(false, desk.Say("먼저 상품을 골라 주세요.", "Pick products first.")).Keep(context);
            return Platform.Pages.PageForms.SeeOther("/admin/products");
        }

        var result = await catalog.BulkEditAsync(new BulkEdit(picked)
        {
            Status = form.Choice<ProductStatus>("status"),
            Category = form.Optional("category"),
            AddTags = form.Listed("addTags") is { Count: > 0 } added ? added : null,
            RemoveTags = form.Listed("removeTags") is { Count: > 0 } removed ? removed : null,
            PricePercent = form.Fraction("percent"),
            MarkDown = form.IsOn("markDown"),
        }, null, ct);
        return Pages.After(context, result, "/products", desk.Say($"상품 {desk.Count(result.Value?.Changed ?? 0)}개를 바꿨어요.", $"{desk.Count(result.Value?.Changed ?? 0)} products are changed."));
    }

    private static async Task<IResult> NewAsync(HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
        await FormAsync(context, catalog, sellers, null, new ProductDraft("", new LocalizedText()) { Status = ProductStatus.Draft, Category = Pages.TextOf(context, "category") }, null, ct);

    private static async Task<IResult> ShowAsync(ProductId id, HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ISellers sellers, CancellationToken ct) =>
        await catalog.FindAsync(id, null, ct) is { } product
            ? await FormAsync(context, catalog, sellers, product, product.Draft, null, ct)
            : Pages.NotFound(context, Desk.Of(context));

    private static async Task<IResult> CreateAsync(
        HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ICatalogImport pictures, [FromServices] ISellers sellers, CancellationToken ct)
    {
        var form = await Filled.ReadAsync(context, ct);
        var draft = await DraftForm.ReadAsync(form, null, pictures, ct);
        if (!draft.Succeeded)
        {
            return await FormAsync(context, catalog, sellers, null, new ProductDraft(form.Text("slug"), form.Both("name")), draft.Failure, ct);
        }

        var made = await catalog.CreateAsync(draft.Value, SellerId.TryParse(form.Text("seller"), null, out var seller) ? seller : Contracts.Catalog.Sellers.House, ct);
        return made.Succeeded
            ? Pages.After(context, made, $"/products/{made.Value.Id}", Desk.Of(context).Say("상품을 만들었어요.", "The product is made."))
            : await FormAsync(context, catalog, sellers, null, draft.Value, made.Failure, ct);
    }

    private static async Task<IResult> UpdateAsync(
        ProductId id, HttpContext context, [FromServices] ICatalogAdministration catalog, [FromServices] ICatalogImport pictures, [FromServices] ISellers sellers, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        if (await catalog.FindAsync(id, null, ct) is not { } product)
        {
            return Pages.NotFound(context, desk);
        }

        var form = await Filled.ReadAsync(context, ct);
        var draft = await DraftForm.ReadAsync(form, product.Draft, pictures, ct);
        if (!draft.Succeeded)
        {
            return await FormAsync(context, catalog, sellers, product, product.Draft, draft.Failure, ct);
        }

        var changed = await catalog.UpdateAsync(id, form.Number("version"), draft.Value, null, ct);
        return changed.Succeeded
            ? Pages.After(context, changed, $"/products/{id}", desk.Say("상품을 고쳤어요.", "The product is changed."))
            : await FormAsync(context, catalog, sellers, product, draft.Value, changed.Failure, ct);
    }

    /// <summary>The form, with what was filled in and what is wrong with it.</summary>
    private static async Task<IResult> FormAsync(
        HttpContext context, ICatalogAdministration catalog, ISellers sellers, AdminProduct? product, ProductDraft draft, Failure? problem, CancellationToken ct)
    {
        var categories = await catalog.CategoriesAsync(ct);
        return Pages.Show<ProductPage>(context, Desk.Of(context), new
        {
            Product = product,
            Draft = draft,
            Categories = categories,
            Attributes = draft.Category is { } category ? await catalog.AttributesAsync(category, ct) ?? [] : [],
            Sellers = product is null ? (await sellers.ListAsync(SellerStatus.Approved, null, new PageRequest(1, 100), ct)).Items : [],
            Problem = problem is null ? null : Pages.Words(problem),
        }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
