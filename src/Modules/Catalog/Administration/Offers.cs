using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Catalog.Products;
using Maru.Modules.Catalog.Shelf;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Catalog.Administration;

/// <summary>Other sellers' pieces of a product that is there: a variant with the same options, of another seller, with a SKU and prices of its own.</summary>
internal sealed class Offers(Database<CatalogModule> database, ProductStore store, ProductReader reader, ShelfKeeper keeper, TimeProvider time)
{
    public async Task<Result<Done>> PutAsync(ProductId id, OfferDraft offer, SellerId seller, CancellationToken ct)
    {
        await using (var transaction = await database.BeginAsync(ct))
        {
            var product = (await reader.FindAsync(transaction, [id], ct)).FirstOrDefault();
            if (product is null || product.Draft.Status == ProductStatus.Archived)
            {
                return new NotFound("product");
            }

            if (product.SellerId == seller)
            {
                return new StateConflict("The product is this seller's own: change its variants instead.");
            }

            if (!await IsApprovedAsync(transaction, seller, ct))
            {
                return new StateConflict("The seller is not approved to sell.");
            }

            // The rules of a variant are the rules of an offer: it is checked as part of a product that has nothing else.
            var variant = new VariantDraft(offer.Sku, offer.Prices) { Options = offer.Options, Condition = offer.Condition, Stock = offer.Stock };
            var (prepared, problem) = PreparedProduct.From(new ProductDraft(product.Draft.Slug, product.Draft.Name) { Variants = [variant] });
            if (prepared is null)
            {
                return ValidationFailure.Of("offer", problem!);
            }

            if (product.Draft.Variants.FirstOrDefault(v => Key(v.Options) == Key(offer.Options)) is not { } beside)
            {
                return ValidationFailure.Of("options", "are no combination that the product comes in");
            }

            var sku = string.IsNullOrEmpty(offer.Sku) ? Slugs.Sku(prepared.Variants[0].Sku, [seller.ToString()[^8..], offer.Condition.ToString()]) : offer.Sku;
            var known = await store.VariantsAsync(transaction, [sku], [], ct);
            if (known.TryGetValue(sku, out var taken) && (taken.ProductId != id || taken.SellerId != seller))
            {
                return ValidationFailure.Of("sku", "belongs to another product or seller");
            }

            await WriteAsync(transaction, id, sku, variant with { Options = beside.Options, WeightGrams = beside.WeightGrams, VolumeCm3 = beside.VolumeCm3 }, seller, taken, ct);
            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    public async Task<Result<Done>> WithdrawAsync(string sku, SellerId? scope, CancellationToken ct)
    {
        await using (var transaction = await database.BeginAsync(ct))
        {
            var product = await transaction.QuerySingleOrDefaultAsync<ProductId?>(
                """
                update variants v set active = false from products p
                where p.id = v.product_id and v.sku = @sku and v.active and v.seller_id <> p.seller_id and (@scope::uuid is null or v.seller_id = @scope)
                returning v.product_id
                """,
                new { sku, scope = scope?.Value }, ct);
            if (product is not { } id)
            {
                return new NotFound("offer");
            }

            await TouchAsync(transaction, id, ct);
            await transaction.CommitAsync(ct);
        }

        await keeper.RefreshAsync(ct);
        return Done.Value;
    }

    private static string Key(IReadOnlyList<OptionValue> options) => string.Join('\u001f', options.OrderBy(o => o.Name, StringComparer.Ordinal).Select(o => o.Name + "=" + o.Code));

    private static async Task<bool> IsApprovedAsync(Transaction transaction, SellerId seller, CancellationToken ct) =>
        await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from sellers where id = @seller and status = 'Approved')", new { seller }, ct);

    private async Task WriteAsync(Transaction transaction, ProductId product, string sku, VariantDraft offer, SellerId seller, StoredVariant? before, CancellationToken ct)
    {
        var id = before?.Id ?? VariantId.From(Guid.CreateVersion7(time.GetUtcNow()));
        await transaction.ExecuteAsync(
            """
            insert into variants (id, product_id, sku, seller_id, condition, options, weight_grams, volume_cm3, requires_shipping, ordinal, stated_stock)
            values (@id, @product, @sku, @seller, @condition, @options::jsonb, @WeightGrams, @VolumeCm3, true, 10000, @stock::jsonb)
            on conflict (sku) do update set condition = excluded.condition, options = excluded.options, active = true, stated_stock = coalesce(excluded.stated_stock, variants.stated_stock);
            delete from prices where variant_id = @id;
            insert into prices (variant_id, currency, price, compare_at) select @id, * from unnest(@currencies, @prices, @before);
            """,
            new
            {
                id, product, sku, seller, condition = offer.Condition.ToString(), options = MaruJson.Write(offer.Options), offer.WeightGrams, offer.VolumeCm3,
                stock = offer.Stock is { } stock ? MaruJson.Write(stock) : null,
                currencies = offer.Prices.Select(p => p.Price.Currency.Code).ToArray(), prices = offer.Prices.Select(p => p.Price.Amount).ToArray(),
                before = offer.Prices.Select(p => p.CompareAt is { } was && was.Amount > p.Price.Amount ? was.Amount : (long?)null).ToArray(),
            },
            ct);
        await TouchAsync(transaction, product, ct);
        var prices = before?.Prices is { } json ? MaruJson.Read<Dictionary<string, long>>(json) : [];
        foreach (var price in offer.Prices.Select(p => p.Price))
        {
            var known = prices.TryGetValue(price.Currency.Code, out var amount);
            if (!known || amount != price.Amount)
            {
                transaction.Publish(new PriceChanged(product, sku, known ? new Money(amount, price.Currency) : null, price));
            }
        }

        foreach (var (warehouse, quantity) in offer.Stock ?? new Dictionary<string, int>())
        {
            transaction.Publish(new VariantStockStated(sku, product, quantity, warehouse.Length == 0 ? null : warehouse, "offer"));
        }
    }

    private async Task TouchAsync(Transaction transaction, ProductId product, CancellationToken ct)
    {
        await transaction.ExecuteAsync(
            "update products set version = version + 1, updated_at = @now, touched = pg_current_xact_id() where id = @product", new { product, now = time.GetUtcNow() }, ct);
        transaction.Publish(new ProductChanged(product, Created: false));
    }
}
