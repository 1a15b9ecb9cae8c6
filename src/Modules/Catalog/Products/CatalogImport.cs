using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Media;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Products;

/// <summary>Takes products in batches, one short transaction each: a long one would hold up every subscriber of every log.</summary>
internal sealed class CatalogImport(Database<CatalogModule> database, ProductStore store, MediaStore media, ShelfKeeper keeper, TimeProvider time) : ICatalogImport
{
    public const int MostAtATime = 1_000;

    public Task<Result<StoredPicture>> StorePictureAsync(byte[] content, CancellationToken ct) => media.StoreAsync(content, ct);

    public async Task<ImportReport> ImportAsync(IReadOnlyList<ProductDraft> products, ImportOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(products.Count, MostAtATime);
        var report = await ImportAsync(database, store, products, options, ct);
        if (!options.DryRun)
        {
            await keeper.RefreshAsync(ct);
        }

        return report;
    }

    /// <summary>Without a shelf to bring up to date: for a process that only imports.</summary>
    public static async Task<ImportReport> ImportAsync(
        Database<CatalogModule> database, ProductStore store, IReadOnlyList<ProductDraft> products, ImportOptions options, CancellationToken ct)
    {
        var problems = new List<ImportProblem>();
        var prepared = Prepare(products, problems);
        await using var transaction = await database.BeginAsync(ct);
        var existing = await store.LockAsync(transaction, prepared.Select(p => p.Draft.Slug), ct);
        var changed = prepared.Where(p => !Same(existing.GetValueOrDefault(p.Draft.Slug), p, options.Seller)).ToList();
        var unchanged = prepared.Count - changed.Count;
        var variants = await store.VariantsAsync(
            transaction, changed.SelectMany(p => p.Variants).Select(v => v.Sku), [], ct);
        changed.RemoveAll(p => Refuse(p, existing, variants, options.Seller, problems));
        var created = changed.Count(p => !existing.ContainsKey(p.Draft.Slug));
        if (!options.DryRun)
        {
            await store.WriteAsync(transaction, changed, existing, variants, options.Seller, ct);
            await transaction.CommitAsync(ct);
        }

        return new ImportReport(created, changed.Count - created, unchanged, problems);
    }

    public Task<SellerId?> FindSellerAsync(string slug, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<SellerId?>("select id from sellers where slug = @slug", new { slug }, ct);

    public async Task<Result<SellerId>> EnsureSellerAsync(string slug, string name, CancellationToken ct)
    {
        if (!Slugs.IsValid(slug))
        {
            return ValidationFailure.Of("slug", $"'{slug}' is no slug");
        }

        await using var transaction = await database.BeginAsync(ct);
        var id = await transaction.QuerySingleOrDefaultAsync<SellerId?>("select id from sellers where slug = @slug", new { slug }, ct);
        if (id is { } known)
        {
            return known;
        }

        var now = time.GetUtcNow();
        var made = await transaction.QuerySingleOrDefaultAsync<SellerId?>(
            """
            insert into sellers (id, slug, name, status, created_at, approved_at) values (@id, @slug, @name, 'Approved', @now, @now)
            on conflict (slug) do update set slug = excluded.slug
            returning id
            """,
            new { id = Guid.CreateVersion7(now), slug, name, now }, ct);
        transaction.Publish(new SellerApproved(made!.Value, null));
        await transaction.CommitAsync(ct);
        return made.Value;
    }

    public async Task<Result<Done>> ImportBrandsAsync(IReadOnlyList<BrandDraft> brands, CancellationToken ct)
    {
        if (brands.FirstOrDefault(b => !Slugs.IsValid(b.Slug)) is { } bad)
        {
            return ValidationFailure.Of("slug", $"'{bad.Slug}' is no slug");
        }

        await database.ExecuteAsync(
            """
            insert into brands (id, slug, name) select i, s, n::jsonb from unnest(@ids, @slugs, @names) as x(i, s, n)
            on conflict (slug) do update set name = excluded.name, touched = pg_current_xact_id() where brands.name <> excluded.name
            """,
            new
            {
                ids = brands.Select(_ => Guid.CreateVersion7()).ToArray(), slugs = brands.Select(b => b.Slug).ToArray(), names = brands.Select(b => MaruJson.Write(b.Name)).ToArray(),
            },
            ct);
        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    public async Task<Result<Done>> ImportCategoriesAsync(IReadOnlyList<CategoryDraft> categories, CancellationToken ct)
    {
        if (categories.FirstOrDefault(c => !Slugs.IsValid(c.Slug)) is { } bad)
        {
            return ValidationFailure.Of("slug", $"'{bad.Slug}' is no slug");
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            foreach (var (ordinal, category) in categories.Index())
            {
                var written = await transaction.ExecuteAsync(
                    """
                    insert into categories (id, slug, parent, name, ordinal, attributes)
                    select @id, @Slug, (select id from categories where slug = @Parent), @name::jsonb, @ordinal, @attributes::jsonb
                    where @Parent::text is null or exists (select from categories where slug = @Parent)
                    on conflict (slug) do update set name = excluded.name, attributes = excluded.attributes, touched = pg_current_xact_id()
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(), category.Slug, category.Parent, name = MaruJson.Write(category.Name), ordinal,
                        attributes = MaruJson.Write(category.Attributes),
                    },
                    ct);
                if (written == 0)
                {
                    return ValidationFailure.Of("parent", $"{category.Slug} is to lie below {category.Parent}, which does not exist");
                }
            }

            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    private static List<PreparedProduct> Prepare(IReadOnlyList<ProductDraft> products, List<ImportProblem> problems)
    {
        var prepared = new List<PreparedProduct>(products.Count);
        var slugs = new HashSet<string>(StringComparer.Ordinal);
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in products)
        {
            var (product, problem) = PreparedProduct.From(draft);
            problem ??= !slugs.Add(draft.Slug) ? "the same product comes twice"
                : product!.Variants.FirstOrDefault(v => skus.Contains(v.Sku)) is { } twice ? $"the SKU {twice.Sku} belongs to another product too" : null;
            if (problem is not null)
            {
                problems.Add(new ImportProblem(draft.Line, draft.Slug, problem));
                continue;
            }

            skus.UnionWith(product!.Variants.Select(v => v.Sku));
            prepared.Add(product);
        }

        return prepared;
    }

    private static bool Same(StoredProduct? stored, PreparedProduct product, SellerId seller) =>
        stored?.ImportHash is { } hash && stored.SellerId == seller && hash.AsSpan().SequenceEqual(product.Hash);

    private static bool Refuse(
        PreparedProduct product, IReadOnlyDictionary<string, StoredProduct> existing, IReadOnlyDictionary<string, StoredVariant> variants, SellerId seller,
        List<ImportProblem> problems)
    {
        var stored = existing.GetValueOrDefault(product.Draft.Slug);
        var problem = stored is not null && stored.SellerId != seller
            ? "another seller has a product of this name: offer yours for it, or choose another slug"
            : product.Variants.FirstOrDefault(v => variants.TryGetValue(v.Sku, out var known) && (known.ProductId != stored?.Id || known.SellerId != seller)) is { } taken
                ? $"the SKU {taken.Sku} belongs to another product"
                : null;
        if (problem is not null)
        {
            problems.Add(new ImportProblem(product.Draft.Line, product.Draft.Slug, problem));
        }

        return problem is not null;
    }
}
