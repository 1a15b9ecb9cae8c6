using Dapper;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Modules.Carts.Carts;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Carts.Tests;

/// <summary>A shop with what a cart stands on: goods, stock, prices, shipping.</summary>
public sealed class CartShop : ShopFixture
{
    internal CartService Carts => Get<CartService>();

    protected override IReadOnlySet<string>? Modules => new HashSet<string> { "catalog", "inventory", "pricing", "shipping", "carts" };

    /// <summary>A product of one variant, with stock.</summary>
    /// <returns>The SKU.</returns>
    public async Task<string> SellAsync(long price = 10_000, int stock = 50, int weightGrams = 300)
    {
        var sku = "shirt-" + Guid.NewGuid().ToString("N")[..10];
        var draft = new ProductDraft(sku, new LocalizedText("셔츠 " + sku, "Shirt " + sku))
        {
            Category = "Tops > Shirts",
            Variants = [new VariantDraft(sku, [new PriceDraft(new Money(price, Currency.Krw))]) { WeightGrams = weightGrams, VolumeCm3 = 1_000 }],
        };
        var report = await Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), CancellationToken.None);
        await SetStockAsync(sku, stock);
        (await Get<ICatalog>().GetVariantsAsync([sku], Currency.Krw, CancellationToken.None)).Keys.ShouldContain(sku, report.ToString());
        return sku;
    }

    public Task SetStockAsync(string sku, int stock) => SqlAsync(
        """
        insert into inventory.items (sku) values (@sku) on conflict do nothing;
        insert into inventory.levels (sku, warehouse, on_hand, reserved) values (@sku, 'main', @stock, 0) on conflict (sku, warehouse) do update set on_hand = @stock;
        """,
        new { sku, stock });

    public async Task SetPriceAsync(string sku, long price)
    {
        var draft = new ProductDraft(sku, new LocalizedText("셔츠 " + sku, "Shirt " + sku))
        {
            Category = "Tops > Shirts",
            Variants = [new VariantDraft(sku, [new PriceDraft(new Money(price, Currency.Krw))]) { WeightGrams = 300, VolumeCm3 = 1_000 }],
        };
        await Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Sellers.House), CancellationToken.None);
    }

    public async Task SqlAsync(string sql, object? args = null)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.ExecuteAsync(sql, args);
    }

    public async Task<CartId> GuestCartAsync(params (string Sku, int Quantity)[] items)
    {
        var cart = (await Carts.CreateAsync(null, Currency.Krw, CancellationToken.None)).Value!;
        foreach (var (sku, quantity) in items)
        {
            (await Carts.AddAsync(cart.Id, sku, quantity, CancellationToken.None)).Failure.ShouldBeNull();
        }

        return cart.Id;
    }
}
