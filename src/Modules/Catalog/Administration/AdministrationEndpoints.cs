using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Modules.Catalog.Media;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Catalog.Administration;

/// <summary>
/// The back office over HTTP, twice: /admin for staff over all goods, /seller for a seller over its own. The second differs in the permission asked for
/// and in the scope only, so both are mapped by the same lines.
/// </summary>
internal static class AdministrationEndpoints
{
    private const long MostJson = 4 << 20;

    public static void Map(ModuleRoutes routes)
    {
        MapProducts(routes.Admin, Permissions.CatalogRead, Permissions.CatalogWrite);
        MapProducts(routes.Api.MapGroup("/seller"), Permissions.SellerOwn, Permissions.SellerOwn);
        routes.Admin.MapGet("/categories", async (ICatalogAdministration catalog, CancellationToken ct) => await catalog.CategoriesAsync(ct)).RequirePermission(Permissions.CatalogRead);
        routes.Admin.MapGet("/categories/{slug}/attributes", AttributesAsync).RequirePermission(Permissions.CatalogRead);
        routes.Admin.MapPut("/categories/{slug}", SaveCategoryAsync).RequirePermission(Permissions.CatalogWrite);
        routes.Admin.MapDelete("/categories/{slug}", async (string slug, ICatalogAdministration catalog, CancellationToken ct) => (await catalog.RemoveCategoryAsync(slug, ct)).ToNoContent())
            .RequirePermission(Permissions.CatalogWrite);
    }

    private static void MapProducts(RouteGroupBuilder group, string read, string write)
    {
        group.MapGet("/products", ListAsync).RequirePermission(read);
        group.MapGet("/products/{id}", FindAsync).RequirePermission(read);
        group.MapPost("/products", CreateAsync).RequirePermission(write).WithMetadata(new RequestSizeLimitAttribute(MostJson));
        group.MapPut("/products/{id}", UpdateAsync).RequirePermission(write).WithMetadata(new RequestSizeLimitAttribute(MostJson));
        group.MapDelete("/products/{id}", ArchiveAsync).RequirePermission(write);
        group.MapPost("/products/bulk", BulkAsync).RequirePermission(write);
        group.MapPut("/products/{id}/offers", PutOfferAsync).RequirePermission(write);
        group.MapDelete("/offers/{sku}", WithdrawOfferAsync).RequirePermission(write);
        group.MapPost("/media", UploadAsync).RequirePermission(write).WithMetadata(new RequestSizeLimitAttribute(MediaStore.MostBytes));
    }

    /// <summary>Staff act on all goods; anybody else on the goods of the seller they act for, and on none if they act for nobody.</summary>
    private static SellerId? ScopeOf(Caller caller, string permission) => caller.May(permission) ? null : caller.Seller ?? SellerId.From(Guid.Empty);

    private static SellerId? ToRead(Caller caller) => ScopeOf(caller, Permissions.CatalogRead);

    private static SellerId? ToWrite(Caller caller) => ScopeOf(caller, Permissions.CatalogWrite);

    private static async Task<Results<Ok<Page<AdminProductRow>>, ProblemHttpResult>> ListAsync(
        Paging paging, Caller caller, ICatalogAdministration catalog, string? q, string? status, string? category, string? brand, SellerId? seller, bool? soldOut, string? sort,
        CancellationToken ct)
    {
        ProductStatus? wanted = status switch { null => null, "draft" => ProductStatus.Draft, "published" => ProductStatus.Published, "archived" => ProductStatus.Archived, _ => (ProductStatus)(-1) };
        var errors = new FieldErrors().Unless(wanted is null || Enum.IsDefined(wanted.Value), "status", "must be draft, published or archived")
            .Text(q, "q", 200, required: false).Unless(sort is null or "newest" or "slug" or "updated", "sort", "must be newest, slug or updated");
        return errors.ToFailure() is { } failure
            ? failure.ToProblem()
            : TypedResults.Ok(await catalog.ListAsync(new AdminProductQuery(q, wanted, category, brand, ToRead(caller) ?? seller, soldOut ?? false, sort == "updated" ? "-updated" : sort, paging.Page), ct));
    }

    private static async Task<Results<Ok<AdminProduct>, ProblemHttpResult>> FindAsync(ProductId id, Caller caller, ICatalogAdministration catalog, CancellationToken ct) =>
        await catalog.FindAsync(id, ToRead(caller), ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("product").ToProblem();

    private static async Task<Results<Created<AdminProduct>, ProblemHttpResult>> CreateAsync(
        ProductDraft draft, Caller caller, ICatalogAdministration catalog, SellerId? seller, CancellationToken ct)
    {
        var created = await catalog.CreateAsync(draft, ToWrite(caller) ?? seller ?? Sellers.House, ct);
        return created.Succeeded ? TypedResults.Created($"/api/v1/admin/products/{created.Value.Id}", created.Value) : created.Failure.ToProblem();
    }

    private static async Task<Results<Ok<AdminProduct>, ProblemHttpResult>> UpdateAsync(
        ProductId id, int version, ProductDraft draft, Caller caller, ICatalogAdministration catalog, CancellationToken ct) =>
        (await catalog.UpdateAsync(id, version, draft, ToWrite(caller), ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> ArchiveAsync(ProductId id, Caller caller, ICatalogAdministration catalog, CancellationToken ct) =>
        (await catalog.ArchiveAsync(id, ToWrite(caller), ct)).ToNoContent();

    private static async Task<Results<Ok<BulkReport>, ProblemHttpResult>> BulkAsync(BulkEdit edit, Caller caller, ICatalogAdministration catalog, CancellationToken ct) =>
        (await catalog.BulkEditAsync(edit, ToWrite(caller), ct)).ToResult();

    private static async Task<Results<NoContent, ProblemHttpResult>> PutOfferAsync(
        ProductId id, OfferDraft offer, Caller caller, ICatalogAdministration catalog, SellerId? seller, CancellationToken ct) =>
        (await catalog.PutOfferAsync(id, offer, ToWrite(caller) ?? seller ?? Sellers.House, ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawOfferAsync(string sku, Caller caller, ICatalogAdministration catalog, CancellationToken ct) =>
        (await catalog.WithdrawOfferAsync(sku, ToWrite(caller), ct)).ToNoContent();

    private static async Task<Results<Ok<IReadOnlyList<AttributeDefinition>>, ProblemHttpResult>> AttributesAsync(string slug, ICatalogAdministration catalog, CancellationToken ct) =>
        await catalog.AttributesAsync(slug, ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("category").ToProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> SaveCategoryAsync(string slug, CategoryDraft category, ICatalogAdministration catalog, CancellationToken ct) =>
        category.Slug != slug ? ValidationFailure.Of("slug", "must be the one in the address").ToProblem() : (await catalog.SaveCategoryAsync(category, ct)).ToNoContent();

    /// <summary>The body is the picture itself, or a form with it as "image".</summary>
    private static async Task<Results<Ok<StoredPicture>, ProblemHttpResult>> UploadAsync(HttpRequest request, ICatalogImport import, CancellationToken ct)
    {
        using var content = new MemoryStream();
        if (request.HasFormContentType)
        {
            if ((await request.ReadFormAsync(ct)).Files["image"] is not { } file)
            {
                return ValidationFailure.Of("image", "is needed").ToProblem();
            }

            await file.CopyToAsync(content, ct);
        }
        else
        {
            await request.Body.CopyToAsync(content, ct);
        }

        return (await import.StorePictureAsync(content.ToArray(), ct)).ToResult();
    }
}
