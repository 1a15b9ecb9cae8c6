using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Catalog.Administration;

internal sealed class CatalogAdministration(
    Database<CatalogModule> database, ProductStore store, ProductReader reader, AdminList list, Offers offers, CategoryEditor categories, ShelfReader shelf, ShelfKeeper keeper)
    : ICatalogAdministration
{
    private const int MostAtOnce = 500;

    public Task<Page<AdminProductRow>> ListAsync(AdminProductQuery query, CancellationToken ct) => list.RunAsync(query, ct);

    public async Task<AdminProduct?> FindAsync(ProductId id, SellerId? scope, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is { } found && Mine(found, scope) ? View(found) : null;

    public async Task<Result<AdminProduct>> CreateAsync(ProductDraft draft, SellerId seller, CancellationToken ct)
    {
        var (prepared, failure) = await PrepareAsync(draft, ct);
        if (prepared is null)
        {
            return failure!;
        }

        ProductId id;
        await using (var transaction = await database.BeginAsync(ct))
        {
            var existing = await store.LockAsync(transaction, [draft.Slug], ct);
            if (existing.Count > 0)
            {
                return ValidationFailure.Of("slug", "is taken by another product");
            }

            var variants = await store.VariantsAsync(transaction, prepared.Variants.Select(v => v.Sku), [], ct);
            if (variants.Count > 0)
            {
                return ValidationFailure.Of("variants", $"the SKU {variants.Keys.First()} belongs to another product");
            }

            await store.WriteAsync(transaction, [prepared], existing, variants, seller, ct, fromImport: false);
            id = (await store.LockAsync(transaction, [draft.Slug], ct))[draft.Slug].Id;
            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return (await FindAsync(id, null, ct))!;
    }

    public async Task<Result<AdminProduct>> UpdateAsync(ProductId id, int version, ProductDraft draft, SellerId? scope, CancellationToken ct)
    {
        var (prepared, failure) = await PrepareAsync(draft, ct);
        if (prepared is null)
        {
            return failure!;
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            var found = (await reader.FindAsync(transaction, [id], ct)).FirstOrDefault();
            if (found is null || !Mine(found, scope))
            {
                return new NotFound("product");
            }

            if (found.Version != version)
            {
                return new StateConflict("Somebody else has changed this product meanwhile. Read it again.");
            }

            if (draft.Slug != found.Draft.Slug && await transaction.ExecuteAsync(
                "update products set slug = @Slug where id = @id and not exists (select from products where slug = @Slug)", new { draft.Slug, id }, ct) == 0)
            {
                return ValidationFailure.Of("slug", "is taken by another product");
            }

            if (await WriteAsync(transaction, [(found, prepared)], ct) is { } refused)
            {
                return refused;
            }

            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return (await FindAsync(id, scope, ct))!;
    }

    public async Task<Result<Done>> ArchiveAsync(ProductId id, SellerId? scope, CancellationToken ct)
    {
        var report = await BulkEditAsync(new BulkEdit([id]) { Status = ProductStatus.Archived }, scope, ct);
        return report.Succeeded ? Done.Value : report.Failure;
    }

    public async Task<Result<BulkReport>> BulkEditAsync(BulkEdit edit, SellerId? scope, CancellationToken ct)
    {
        var ids = (edit.Products ?? []).Distinct().ToArray();
        var errors = new FieldErrors()
            .Unless(ids.Length is > 0 and <= MostAtOnce, "products", $"must be 1 to {MostAtOnce}")
            .Unless(edit.PricePercent is null or (>= -90 and <= 900), "pricePercent", "must be from -90 to 900")
            .Unless(!edit.MarkDown || edit.PricePercent < 0, "markDown", "needs a price cut")
            .Unless(edit.Category is null || (await shelf.ReadFrameAsync(ct)).Categories.NumberOf(edit.Category) is not null, "category", "does not exist");
        if (errors.ToFailure() is { } failure)
        {
            return failure;
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            var found = await reader.FindAsync(transaction, ids.Select(i => i), ct);
            if (found.Count != ids.Length || !found.TrueForAll(f => Mine(f, scope)))
            {
                return new NotFound("product");
            }

            var changes = new List<(ReadDraft, PreparedProduct)>();
            foreach (var product in found)
            {
                var (prepared, problem) = PreparedProduct.From(BulkChange.Apply(edit, product.Draft));
                if (prepared is null)
                {
                    return ValidationFailure.Of(product.Draft.Slug, problem!);
                }

                changes.Add((product, prepared));
            }

            if (await WriteAsync(transaction, changes, ct) is { } refused)
            {
                return refused;
            }

            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return new BulkReport(ids.Length);
    }

    public Task<Result<Done>> PutOfferAsync(ProductId id, OfferDraft offer, SellerId seller, CancellationToken ct) => offers.PutAsync(id, offer, seller, ct);

    public Task<Result<Done>> WithdrawOfferAsync(string sku, SellerId? scope, CancellationToken ct) => offers.WithdrawAsync(sku, scope, ct);

    public async Task<IReadOnlyList<CategoryDraft>> CategoriesAsync(CancellationToken ct)
    {
        var tree = (await shelf.ReadFrameAsync(ct)).Categories;
        return
        [
            .. tree.All.Select(c => (Category: c, Path: tree.PathOf(c.Id))).OrderBy(c => c.Path.Length)
                .Select(c => new CategoryDraft(c.Category.Slug, c.Category.Name, c.Path.Length < 2 ? null : tree.All[c.Path[^2]].Slug, c.Category.Attributes)),
        ];
    }

    public async Task<IReadOnlyList<AttributeDefinition>?> AttributesAsync(string category, CancellationToken ct)
    {
        var tree = (await shelf.ReadFrameAsync(ct)).Categories;
        return tree.NumberOf(category) is { } number ? tree.AttributesOf(tree.All[number].Id) : null;
    }

    public Task<Result<Done>> SaveCategoryAsync(CategoryDraft category, CancellationToken ct) => categories.SaveAsync(category, ct);

    public Task<Result<Done>> RemoveCategoryAsync(string slug, CancellationToken ct) => categories.RemoveAsync(slug, ct);

    private static bool Mine(ReadDraft product, SellerId? scope) => scope is null || scope == product.SellerId;

    private static AdminProduct View(ReadDraft product) => new(
        product.Id, product.Version, new SellerLink(product.SellerId, product.Seller, product.SellerName), product.Draft,
        [.. product.Variants.Select(v => new AdminOffer(v.Id, v.Sku, v.Seller, v.Condition, v.Options, [.. v.Prices.Select(p => p.ToDraft())], v.Available ?? 0))], product.UpdatedAt);

    private async Task<(PreparedProduct? Product, Failure? Failure)> PrepareAsync(ProductDraft draft, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var broken = DraftRules.Broken(draft).ToList();
        if (broken.Count == 0 && draft.Category is { } category)
        {
            var tree = (await shelf.ReadFrameAsync(ct)).Categories;
            errors.Unless(tree.NumberOf(category) is not null, "category", "does not exist");
            broken.AddRange(tree.NumberOf(category) is { } number ? AttributeRules.Broken(tree.AttributesOf(tree.All[number].Id), draft.Attributes) : []);
        }

        foreach (var (field, message) in broken)
        {
            errors.Unless(false, field, message);
        }

        if (errors.ToFailure() is { } failure)
        {
            return (null, failure);
        }

        var (prepared, problem) = PreparedProduct.From(draft);
        return prepared is null ? (null, ValidationFailure.Of("product", problem!)) : (prepared, null);
    }

    /// <summary>Writes changes of products that are locked, each for its own seller.</summary>
    private async Task<Failure?> WriteAsync(Transaction transaction, IReadOnlyList<(ReadDraft Before, PreparedProduct After)> changes, CancellationToken ct)
    {
        foreach (var group in changes.GroupBy(c => c.Before.SellerId))
        {
            var after = group.Select(c => c.After).ToArray();
            var existing = group.ToDictionary(c => c.After.Draft.Slug, c => new StoredProduct(c.Before.Id, c.After.Draft.Slug, c.Before.SellerId, null, c.Before.Version));
            var variants = await store.VariantsAsync(transaction, after.SelectMany(p => p.Variants).Select(v => v.Sku), [], ct);
            if (after.SelectMany(p => p.Variants, (p, v) => (p, v)).FirstOrDefault(x =>
                    variants.TryGetValue(x.v.Sku, out var known) && (known.ProductId != existing[x.p.Draft.Slug].Id || known.SellerId != group.Key)) is { v: { } taken })
            {
                return ValidationFailure.Of("variants", $"the SKU {taken.Sku} belongs to another product or seller");
            }

            await store.WriteAsync(transaction, after, existing, variants, group.Key, ct, fromImport: false);
        }

        return null;
    }
}
