using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Administration;

/// <summary>The back office's list of products, straight from the tables: it shows drafts too, and what it shows is never old.</summary>
internal sealed class AdminList(Database<CatalogModule> database, CatalogOptions options)
{
    private const string From =
        """
        from products p
        join sellers s on s.id = p.seller_id
        left join brands b on b.id = p.brand_id
        left join categories c on c.id = p.category_id
        where (@status::text is null or p.status = @status)
          and (@Brand::text is null or b.slug = @Brand)
          and (@seller::uuid is null or p.seller_id = @seller)
          and (@Category::text is null or p.category_id in (
                with recursive below as (select id from categories where slug = @Category union select k.id from categories k join below on k.parent = below.id)
                select id from below))
          and (@text::text is null or strpos(lower(p.name::text), lower(@text)) > 0 or p.slug = @text
               or exists (select from variants v where v.product_id = p.id and v.sku = @text))
          and (not @SoldOut or not exists (
                select from variants v join availability a on a.sku = v.sku where v.product_id = p.id and v.active and a.available > 0))
        """;

    public async Task<Page<AdminProductRow>> RunAsync(AdminProductQuery query, CancellationToken ct)
    {
        var args = new
        {
            status = query.Status?.ToString(), query.Brand, seller = query.Seller?.Value, query.Category, text = string.IsNullOrWhiteSpace(query.Text) ? null : query.Text.Trim(),
            query.SoldOut, query.Page.Size, query.Page.Offset, currency = options.Currency.Code,
        };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) " + From, args, ct);

        // The page is chosen before anything is gathered for its rows: with 100,000 products the sub-queries run for twenty of them only.
        var rows = await database.QueryAsync<Row>(
            $"""
            select x.*,
                   (select count(*)::int from variants v where v.product_id = x.id and v.active) as variant_count,
                   (select v.sku from variants v where v.product_id = x.id and v.active order by v.ordinal, v.sku limit 1) as first_sku,
                   (select min(r.price) from variants v join prices r on r.variant_id = v.id where v.product_id = x.id and v.active and r.currency = @currency) as price,
                   (select coalesce(sum(a.available), 0)::int from variants v join availability a on a.sku = v.sku where v.product_id = x.id and v.active) as available,
                   m.hash, m.url
            from (select p.id, p.version, p.slug, p.name, p.status, b.slug as brand, c.slug as category, s.id as seller_id, s.slug as seller, s.name as seller_name, p.updated_at
                  {From} order by {Order(query.Sort)} limit @Size offset @Offset) x
            left join media m on m.product_id = x.id and m.ordinal = 0
            order by {Order(query.Sort).Replace("p.", "x.", StringComparison.Ordinal)}
            """,
            args, ct);
        return new Page<AdminProductRow>(rows.ConvertAll(r => r.ToView(options.Currency)), total, query.Page.Number, query.Page.Size);
    }

    private static string Order(string? sort) => sort switch
    {
        "slug" => "p.slug",
        "name" => "p.name->>'ko', p.id",
        "-name" => "p.name->>'ko' desc, p.id desc",
        "status" => "p.status, p.id",
        "-status" => "p.status desc, p.id desc",
        "updated" => "p.updated_at, p.id",
        "-updated" => "p.updated_at desc, p.id desc",
        _ => "p.id desc",
    };

    private sealed record Row(
        ProductId Id, int Version, string Slug, string Name, string Status, string? Brand, string? Category, SellerId SellerId, string Seller, string SellerName, DateTimeOffset UpdatedAt,
        int VariantCount, string? FirstSku, long? Price, int Available, string? Hash, string? Url)
    {
        public AdminProductRow ToView(Currency currency) => new(
            Id, Version, Slug, MaruJson.Read<LocalizedText>(Name), Enum.Parse<ProductStatus>(Status), Brand, Category, new SellerLink(SellerId, Seller, SellerName), VariantCount, FirstSku,
            Price is { } price ? new Money(price, currency) : null, Available, Hash is { } hash ? ProductPicture.AddressOf(hash, 160) : Url, UpdatedAt);
    }
}
