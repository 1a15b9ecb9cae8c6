using System.Text.Json;
using Dapper;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Market;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Shelf;

/// <summary>Reads from the database what lies on the shelf, or what of it was touched since a transaction.</summary>
internal sealed class ShelfReader(Database<CatalogModule> database)
{
    /// <summary>What has been touched since <paramref name="since"/>, and the transaction to ask from next time.</summary>
    public async Task<ShelfNews> ProbeAsync(string since, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<ShelfNews>(
            """
            select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
                   exists (select from products where touched >= @since::text::xid8) as products,
                   exists (select from availability where touched >= @since::text::xid8) as availability,
                   exists (select from brands where touched >= @since::text::xid8)
                       or exists (select from categories where touched >= @since::text::xid8)
                       or exists (select from sellers where touched >= @since::text::xid8) as frame
            """,
            new { since }, ct))!;

    public async Task<ShelfFrame> ReadFrameAsync(CancellationToken ct)
    {
        var brands = await database.QueryAsync<BrandRow>("select id, slug, name from brands", null, ct);
        var categories = await database.QueryAsync<CategoryRow>("select id, slug, parent, name, attributes from categories order by ordinal, slug", null, ct);
        var sellers = await database.QueryAsync<SellerRow>(
            $"select s.id, s.slug, s.name, s.status = 'Approved' as approved, s.policy, {SellerQualitySql.Columns}, s.created_at from sellers s {SellerQualitySql.Join}",
            null, ct);
        return new ShelfFrame(
            brands.ToDictionary(b => b.Id, b => new ShelfBrand(b.Id, b.Slug, Text(b.Name))),
            new CategoryTree([.. categories.Select(c => new ShelfCategory(c.Id, c.Slug, c.Parent, Text(c.Name), MaruJson.Read<List<AttributeDefinition>>(c.Attributes)))]),
            sellers.ToDictionary(s => s.Id, s => s.ToSeller()));
    }

    /// <summary>Touched products; an unpublished one comes with its id only, so that it can be taken off the shelf.</summary>
    public async Task<IReadOnlyList<TouchedProduct>> ReadProductsAsync(string since, CancellationToken ct)
    {
        // Row by row: the JSON of 50,000 products at once would be larger than what is made of it.
        var touched = new List<TouchedProduct>();
        var words = new WordPool();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await foreach (var row in connection.QueryUnbufferedAsync<ProductRow>(
            """
            select p.id, p.touched::text as touched, p.status, p.slug, p.name, p.summary, p.description, p.brand_id, p.category_id, p.seller_id, p.attributes, p.tags,
                   p.seo_title, p.seo_description, p.created_at, p.updated_at, v.variants, m.pictures
            from products p
            left join lateral (
                select json_agg(json_build_object(
                    'id', v.id, 'sku', v.sku, 'seller', v.seller_id, 'condition', lower(v.condition), 'options', v.options, 'barcode', v.barcode, 'weightGrams', v.weight_grams,
                    'volumeCm3', v.volume_cm3, 'requiresShipping', v.requires_shipping,
                    'prices', (select coalesce(json_agg(json_build_object('currency', currency, 'price', price, 'compareAt', compare_at)), '[]') from prices where variant_id = v.id)
                ) order by v.ordinal, v.sku) as variants
                from variants v where v.product_id = p.id and v.active and p.status = 'Published') v on true
            left join lateral (
                select json_agg(json_build_object(
                    'url', coalesce(m.url, ''), 'hash', m.hash, 'alt', m.alt, 'color', m.color, 'width', coalesce(f.width, 0), 'height', coalesce(f.height, 0)
                ) order by m.ordinal) as pictures
                from media m left join media_files f on f.hash = m.hash where m.product_id = p.id and p.status = 'Published') m on true
            where p.touched >= @since::text::xid8
            """,
            new { since }).WithCancellation(ct))
        {
            touched.Add(new TouchedProduct(row.Id, row.Touched, row.Status == nameof(ProductStatus.Published) ? row.ToProduct(words) : null));
        }

        return touched;
    }

    public Task<List<TouchedStock>> ReadAvailabilityAsync(string since, CancellationToken ct) =>
        database.QueryAsync<TouchedStock>("select sku, available from availability where touched >= @since::text::xid8", new { since }, ct);

    private static LocalizedText Text(string json) => MaruJson.Read<LocalizedText>(json);

    private sealed record BrandRow(Guid Id, string Slug, string Name);

    private sealed record CategoryRow(Guid Id, string Slug, Guid? Parent, string Name, string Attributes);

    private sealed record SellerRow(SellerId Id, string Slug, string Name, bool Approved, string Policy, int Orders, int Cancelled, int Returned, int Late, DateTimeOffset CreatedAt)
    {
        public ShelfSeller ToSeller() => new(Id, Slug, Name, Approved, Text(Policy), SellerQualitySql.Quality(Orders, Cancelled, Returned, Late), CreatedAt);
    }

    private sealed record ProductRow(
        ProductId Id, string Touched, string Status, string Slug, string Name, string Summary, string Description, Guid? BrandId, Guid? CategoryId, SellerId SellerId,
        string Attributes, string[] Tags, string? SeoTitle, string? SeoDescription, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? Variants, string? Pictures)
    {
        public ShelfProduct ToProduct(WordPool words) => new(
            Id, Slug, Text(Name), Text(Summary), Text(Description), BrandId, CategoryId, SellerId, words.Share(MaruJson.Read<Dictionary<string, LocalizedText>>(Attributes)), words.Share(Tags),
            Variants is null ? [] : [.. JsonSerializer.Deserialize<ShelfVariant[]>(Variants, MaruJson.Internal)!.Select(words.Share)],
            Pictures is null ? [] : [.. JsonSerializer.Deserialize<ProductPicture[]>(Pictures, MaruJson.Internal)!.Select(WithAddress)],
            SeoTitle, SeoDescription, CreatedAt, UpdatedAt, words.Share(Touched));

        private static ProductPicture WithAddress(ProductPicture picture) =>
            picture.Hash is null ? picture : picture with { Url = ProductPicture.AddressOf(picture.Hash, 960) };
    }
}

internal sealed record ShelfNews(string Horizon, bool Products, bool Availability, bool Frame);

internal sealed record TouchedProduct(ProductId Id, string Touched, ShelfProduct? Product);

internal sealed record TouchedStock(string Sku, int Available);

/// <summary>What products refer to. Small, and read whole when any of it changes.</summary>
internal sealed record ShelfFrame(IReadOnlyDictionary<Guid, ShelfBrand> Brands, CategoryTree Categories, IReadOnlyDictionary<SellerId, ShelfSeller> Sellers)
{
    public static ShelfFrame Empty { get; } = new(new Dictionary<Guid, ShelfBrand>(), CategoryTree.Empty, new Dictionary<SellerId, ShelfSeller>());
}
