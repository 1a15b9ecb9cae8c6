using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Products;

/// <summary>
/// Writes whole products, many at a stroke: every statement takes the batch as arrays. It tells one ProductChanged a product, a PriceChanged for each
/// price that moved and a VariantStockStated for each stock that is news.
/// </summary>
internal sealed class ProductStore(TimeProvider time)
{
    /// <summary>Which of these are there already, locked in the order of their slugs, so that two writers never wait for each other in a circle.</summary>
    public async Task<IReadOnlyDictionary<string, StoredProduct>> LockAsync(Transaction transaction, IEnumerable<string> slugs, CancellationToken ct) =>
        (await transaction.QueryAsync<StoredProduct>(
            "select id, slug, seller_id, import_hash, version from products where slug = any(@slugs) order by slug for update", new { slugs = slugs.ToArray() }, ct))
        .ToDictionary(p => p.Slug, StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, StoredVariant>> VariantsAsync(Transaction transaction, IEnumerable<string> skus, IEnumerable<ProductId> products, CancellationToken ct) =>
        (await transaction.QueryAsync<StoredVariant>(
            """
            select v.id, v.product_id, v.sku, v.seller_id, v.active, v.stated_stock,
                   (select json_object_agg(currency, price) from prices where variant_id = v.id)::text as prices
            from variants v where v.sku = any(@skus) or v.product_id = any(@products)
            """,
            new { skus = skus.ToArray(), products = products.Select(p => p.Value).ToArray() }, ct))
        .ToDictionary(v => v.Sku, StringComparer.Ordinal);

    /// <param name="fromImport">False keeps the hash of the last import: what people change by hand stays until the source itself changes.</param>
    /// <param name="products">Distinct by slug and SKU, with no SKU of another product; <paramref name="existing"/> is locked.</param>
    public async Task WriteAsync(
        Transaction transaction, IReadOnlyList<PreparedProduct> products, IReadOnlyDictionary<string, StoredProduct> existing, IReadOnlyDictionary<string, StoredVariant> variants,
        SellerId seller, CancellationToken ct, bool fromImport = true)
    {
        if (products.Count == 0)
        {
            return;
        }

        var brands = await Frames.BrandsAsync(transaction, products.Select(p => p.Draft.Brand).Where(b => !string.IsNullOrWhiteSpace(b))!, ct);
        var categories = await Frames.CategoriesAsync(transaction, products.Select(p => p.Draft.Category).Where(c => !string.IsNullOrWhiteSpace(c))!, ct);
        var now = time.GetUtcNow();
        // In order, so that what is listed by id comes in the order of its source.
        var ids = products.Select(_ => Guid.CreateVersion7(now)).Order().ToArray();
        var rows = products.Select((p, i) => new ProductRow(p, existing.GetValueOrDefault(p.Draft.Slug)?.Id ?? ProductId.From(ids[i]))).ToArray();
        var lines = rows.SelectMany(r => r.Product.Variants.Select((v, i) =>
            new VariantRow(r, v, i, variants.GetValueOrDefault(v.Sku)?.Id ?? VariantId.From(Guid.CreateVersion7(now))))).ToArray();

        await using var batch = new SqlBatch(transaction);
        AddProducts(batch, rows, brands, categories, seller, now, fromImport);
        AddVariants(batch, rows, lines, seller);
        AddPrices(batch, lines);
        AddPictures(batch, rows);
        await batch.RunAsync(ct);
        Tell(transaction, rows, lines, existing, variants, fromImport ? "import" : "stated by hand");
    }

    private static void AddProducts(
        SqlBatch batch, ProductRow[] rows, IReadOnlyDictionary<string, Guid> brands, IReadOnlyDictionary<string, Guid> categories, SellerId seller, DateTimeOffset now,
        bool fromImport) => batch.Add(
        """
        insert into products (id, slug, brand_id, category_id, seller_id, name, summary, description, attributes, tags, status, seo_title, seo_description, import_hash, created_at, updated_at)
        select id, slug, brand, category, $14, name::jsonb, summary::jsonb, description::jsonb, attributes::jsonb, array(select jsonb_array_elements_text(tags::jsonb)), status,
               seo_title, seo_description, hash, created, $15
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $16)
            as x(id, slug, brand, category, name, summary, description, attributes, tags, status, seo_title, seo_description, hash, created)
        on conflict (slug) do update set
            brand_id = excluded.brand_id, category_id = excluded.category_id, name = excluded.name, summary = excluded.summary, description = excluded.description,
            attributes = excluded.attributes, tags = excluded.tags, status = excluded.status, seo_title = excluded.seo_title, seo_description = excluded.seo_description,
            import_hash = case when $17 then excluded.import_hash else products.import_hash end, updated_at = excluded.updated_at, version = products.version + 1, touched = pg_current_xact_id()
        """,
        rows.Select(r => r.Id.Value).ToArray(),
        rows.Select(r => r.Draft.Slug).ToArray(),
        rows.Select(r => string.IsNullOrWhiteSpace(r.Draft.Brand) ? (Guid?)null : brands[Slugs.From(r.Draft.Brand)]).ToArray(),
        rows.Select(r => string.IsNullOrWhiteSpace(r.Draft.Category) ? (Guid?)null : categories[Frames.CategorySlug(r.Draft.Category)]).ToArray(),
        rows.Select(r => MaruJson.Write(r.Draft.Name)).ToArray(),
        rows.Select(r => MaruJson.Write(r.Draft.Summary)).ToArray(),
        rows.Select(r => MaruJson.Write(r.Draft.Description)).ToArray(),
        rows.Select(r => MaruJson.Write(r.Draft.Attributes)).ToArray(),
        rows.Select(r => MaruJson.Write(r.Draft.Tags)).ToArray(),
        rows.Select(r => r.Draft.Status.ToString()).ToArray(),
        rows.Select(r => r.Draft.SeoTitle).ToArray(),
        rows.Select(r => r.Draft.SeoDescription).ToArray(),
        rows.Select(r => r.Product.Hash).ToArray(),
        seller.Value,
        now.UtcDateTime,
        rows.Select(r => (r.Draft.CreatedAt ?? now).UtcDateTime).ToArray(),
        fromImport);

    /// <summary>What the owner no longer lists goes off sale; the offers of other sellers stay.</summary>
    private static void AddVariants(SqlBatch batch, ProductRow[] rows, VariantRow[] lines, SellerId seller)
    {
        batch.Add(
            "update variants set active = false where product_id = any($1) and seller_id = $2 and active and sku <> all($3)",
            rows.Select(r => r.Id.Value).ToArray(), seller.Value, lines.Select(l => l.Variant.Sku).ToArray());
        batch.Add(
            """
            insert into variants (id, product_id, sku, seller_id, condition, options, barcode, weight_grams, volume_cm3, requires_shipping, ordinal, stated_stock)
            select id, product, sku, $12, condition, options::jsonb, barcode, weight, volume, shipping, ordinal, stock::jsonb
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as x(id, product, sku, condition, options, barcode, weight, volume, shipping, ordinal, stock)
            on conflict (sku) do update set
                condition = excluded.condition, options = excluded.options, barcode = excluded.barcode, weight_grams = excluded.weight_grams, volume_cm3 = excluded.volume_cm3,
                requires_shipping = excluded.requires_shipping, ordinal = excluded.ordinal, active = true, stated_stock = coalesce(excluded.stated_stock, variants.stated_stock)
            """,
            lines.Select(l => l.Id.Value).ToArray(),
            lines.Select(l => l.Row.Id.Value).ToArray(),
            lines.Select(l => l.Variant.Sku).ToArray(),
            lines.Select(l => l.Draft.Condition.ToString()).ToArray(),
            lines.Select(l => MaruJson.Write(l.Draft.Options)).ToArray(),
            lines.Select(l => l.Draft.Barcode).ToArray(),
            lines.Select(l => l.Draft.WeightGrams).ToArray(),
            lines.Select(l => l.Draft.VolumeCm3).ToArray(),
            lines.Select(l => l.Draft.RequiresShipping).ToArray(),
            lines.Select(l => l.Ordinal).ToArray(),
            lines.Select(l => l.Draft.Stock is { } stock ? MaruJson.Write(stock) : null).ToArray(),
            seller.Value);
        var serials = lines.SelectMany(l => l.Draft.SerialNumbers.Select(s => (l.Id, Serial: s))).ToArray();
        if (serials.Length > 0)
        {
            batch.Add(
                "insert into serial_numbers (variant_id, serial) select * from unnest($1, $2) on conflict do nothing",
                serials.Select(s => s.Id.Value).ToArray(), serials.Select(s => s.Serial).ToArray());
        }
    }

    private static void AddPrices(SqlBatch batch, VariantRow[] lines)
    {
        var prices = lines.SelectMany(l => l.Variant.Prices.Select(p => (l.Id, p.Price, p.CompareAt))).ToArray();
        batch.Add(
            "delete from prices p where p.variant_id = any($1) and (p.variant_id, p.currency) not in (select * from unnest($2, $3))",
            lines.Select(l => l.Id.Value).ToArray(), prices.Select(p => p.Id.Value).ToArray(), prices.Select(p => p.Price.Currency.Code).ToArray());
        batch.Add(
            """
            insert into prices (variant_id, currency, price, compare_at) select * from unnest($1, $2, $3, $4)
            on conflict (variant_id, currency) do update set price = excluded.price, compare_at = excluded.compare_at
            where prices.price <> excluded.price or prices.compare_at is distinct from excluded.compare_at
            """,
            prices.Select(p => p.Id.Value).ToArray(), prices.Select(p => p.Price.Currency.Code).ToArray(),
            prices.Select(p => p.Price.Amount).ToArray(), prices.Select(p => p.CompareAt).ToArray());
    }

    private static void AddPictures(SqlBatch batch, ProductRow[] rows)
    {
        var pictures = rows.SelectMany(r => r.Draft.Pictures.Select((p, i) => (r.Id, Ordinal: i, Picture: p))).ToArray();
        batch.Add("delete from media where product_id = any($1)", rows.Select(r => r.Id.Value).ToArray());
        batch.Add(
            "insert into media (product_id, ordinal, hash, url, alt, color) select p, o, h, u, a::jsonb, c from unnest($1, $2, $3, $4, $5, $6) as x(p, o, h, u, a, c)",
            pictures.Select(p => p.Id.Value).ToArray(), pictures.Select(p => p.Ordinal).ToArray(), pictures.Select(p => p.Picture.Hash).ToArray(),
            pictures.Select(p => p.Picture.Url).ToArray(), pictures.Select(p => MaruJson.Write(p.Picture.Alt)).ToArray(), pictures.Select(p => p.Picture.Color).ToArray());
    }

    private static void Tell(
        Transaction transaction, ProductRow[] rows, VariantRow[] lines, IReadOnlyDictionary<string, StoredProduct> existing, IReadOnlyDictionary<string, StoredVariant> variants,
        string reason)
    {
        foreach (var row in rows)
        {
            transaction.Publish(row.Draft.Status == ProductStatus.Archived
                ? new ProductRemoved(row.Id)
                : new ProductChanged(row.Id, Created: !existing.ContainsKey(row.Draft.Slug)));
        }

        foreach (var line in lines)
        {
            var before = variants.GetValueOrDefault(line.Variant.Sku);
            var prices = before?.Prices is { } known ? MaruJson.Read<Dictionary<string, long>>(known) : [];
            foreach (var (price, _) in line.Variant.Prices)
            {
                var had = prices.TryGetValue(price.Currency.Code, out var amount);
                if (!had || amount != price.Amount)
                {
                    transaction.Publish(new PriceChanged(line.Row.Id, line.Variant.Sku, had ? new Money(amount, price.Currency) : null, price));
                }
            }

            var stated = before?.StatedStock is { } json ? MaruJson.Read<Dictionary<string, int>>(json) : [];
            foreach (var (warehouse, quantity) in line.Draft.Stock ?? new Dictionary<string, int>())
            {
                if (!stated.TryGetValue(warehouse, out var said) || said != quantity)
                {
                    transaction.Publish(new VariantStockStated(line.Variant.Sku, line.Row.Id, quantity, warehouse.Length == 0 ? null : warehouse, reason));
                }
            }
        }
    }

    private sealed record ProductRow(PreparedProduct Product, ProductId Id)
    {
        public ProductDraft Draft => Product.Draft;
    }

    private sealed record VariantRow(ProductRow Row, PreparedVariant Variant, int Ordinal, VariantId Id)
    {
        public VariantDraft Draft => Variant.Draft;
    }
}

internal sealed record StoredProduct(ProductId Id, string Slug, SellerId SellerId, byte[]? ImportHash, int Version);

internal sealed record StoredVariant(VariantId Id, ProductId ProductId, string Sku, SellerId SellerId, bool Active, string? StatedStock, string? Prices);
