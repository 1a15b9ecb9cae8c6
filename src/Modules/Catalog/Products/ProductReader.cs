using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Products;

/// <summary>Reads products back as the drafts they were written from: for the back office and for exports.</summary>
internal sealed class ProductReader(Database<CatalogModule> database)
{
    private const string Columns =
        """
        select p.id, p.version, p.slug, p.status, p.seller_id, s.slug as seller, s.name as seller_name, p.name, p.summary, p.description, b.slug as brand, b.name as brand_name,
               c.slug as category, p.attributes, p.tags, p.seo_title, p.seo_description, p.created_at, p.updated_at,
               (select json_agg(json_build_object(
                    'id', v.id, 'seller', v.seller_id, 'sku', v.sku, 'condition', lower(v.condition), 'options', v.options, 'barcode', v.barcode, 'weightGrams', v.weight_grams, 'volumeCm3', v.volume_cm3,
                    'requiresShipping', v.requires_shipping, 'stock', v.stated_stock, 'available', a.available,
                    'prices', (select coalesce(json_agg(json_build_object('currency', currency, 'price', price, 'compareAt', compare_at) order by currency), '[]') from prices where variant_id = v.id),
                    'serials', (select coalesce(json_agg(serial order by serial), '[]') from serial_numbers where variant_id = v.id)
                ) order by v.ordinal, v.sku) from variants v left join availability a on a.sku = v.sku where v.product_id = p.id and v.active)::text as variants,
               (select json_agg(json_build_object('hash', hash, 'url', url, 'alt', alt, 'color', color) order by ordinal) from media where product_id = p.id)::text as pictures
        from products p
        join sellers s on s.id = p.seller_id
        left join brands b on b.id = p.brand_id
        left join categories c on c.id = p.category_id
        """;

    /// <summary>Products after one, in order of id, without the archived.</summary>
    public async Task<List<ReadDraft>> PageAsync(ProductId after, SellerId? seller, int limit, CancellationToken ct) =>
        (await database.QueryAsync<Row>(
            Columns + " where p.id > @after and p.status <> 'Archived' and (@seller::uuid is null or p.seller_id = @seller) order by p.id limit @limit",
            new { after, seller, limit }, ct)).ConvertAll(r => r.ToDraft());

    public async Task<ReadDraft?> FindAsync(ProductId id, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Row>(Columns + " where p.id = @id", new { id }, ct))?.ToDraft();

    public async Task<List<ReadDraft>> FindAsync(Transaction transaction, IEnumerable<ProductId> ids, CancellationToken ct) =>
        (await transaction.QueryAsync<Row>(Columns + " where p.id = any(@ids) order by p.slug for update of p", new { ids = ids.Select(i => i.Value).ToArray() }, ct))
        .ConvertAll(r => r.ToDraft());

    private sealed record Row(
        ProductId Id, int Version, string Slug, string Status, SellerId SellerId, string Seller, string SellerName, string Name, string Summary, string Description, string? Brand,
        string? BrandName, string? Category, string Attributes, string[] Tags, string? SeoTitle, string? SeoDescription, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
        string? Variants, string? Pictures)
    {
        public ReadDraft ToDraft()
        {
            var variants = Variants is null ? [] : JsonSerializer.Deserialize<VariantRow[]>(Variants, MaruJson.Internal)!;
            return new ReadDraft(
                Id, Version, SellerId, Seller, SellerName, UpdatedAt,
                new ProductDraft(Slug, MaruJson.Read<LocalizedText>(Name))
                {
                    Summary = MaruJson.Read<LocalizedText>(Summary),
                    Description = MaruJson.Read<LocalizedText>(Description),
                    Brand = BrandText(),
                    Category = Category,
                    Status = Enum.Parse<ProductStatus>(Status),
                    Tags = Tags,
                    Attributes = MaruJson.Read<Dictionary<string, LocalizedText>>(Attributes),
                    Variants = [.. variants.Where(v => v.Seller == SellerId).Select(v => v.ToDraft())],
                    Pictures = Pictures is null ? [] : JsonSerializer.Deserialize<PictureDraft[]>(Pictures, MaruJson.Internal)!,
                    SeoTitle = SeoTitle,
                    SeoDescription = SeoDescription,
                    CreatedAt = CreatedAt,
                },
                variants);
        }

        /// <summary>The name, if the slug follows from it; else the slug, which always leads back to the brand.</summary>
        private string? BrandText() => Brand is null ? null : MaruJson.Read<LocalizedText>(BrandName!).In("en") is var name && Slugs.From(name) == Brand ? name : Brand;
    }
}

/// <param name="Variants">Of all sellers; those of the draft are the owner's.</param>
internal sealed record ReadDraft(
    ProductId Id, int Version, SellerId SellerId, string Seller, string SellerName, DateTimeOffset UpdatedAt, ProductDraft Draft, IReadOnlyList<VariantRow> Variants);

internal sealed record VariantRow(
    VariantId Id, SellerId Seller, string Sku, OfferCondition Condition, IReadOnlyList<OptionValue> Options, string? Barcode, int WeightGrams, int VolumeCm3, bool RequiresShipping,
    IReadOnlyDictionary<string, int>? Stock, int? Available, IReadOnlyList<PriceRow> Prices, IReadOnlyList<string> Serials)
{
    public VariantDraft ToDraft() => new(Sku, [.. Prices.Select(p => p.ToDraft())])
    {
        Options = Options, Barcode = Barcode, WeightGrams = WeightGrams, VolumeCm3 = VolumeCm3, RequiresShipping = RequiresShipping, Condition = Condition, Stock = Stock, SerialNumbers = Serials,
    };
}

internal sealed record PriceRow(Currency Currency, long Price, long? CompareAt)
{
    public PriceDraft ToDraft() => new(new Money(Price, Currency), CompareAt is { } before ? new Money(before, Currency) : null);
}
