using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Modules.Search.Prices;
using Maru.Testing.Shop;

namespace Maru.Modules.Search.Tests;

public sealed class PriceTests(PriceTests.QuotaShop shop) : IClassFixture<PriceTests.QuotaShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_WhenAKeyAsks_NamesTheLowestFirstUntilItsQuotaIsSpent()
    {
        (await shop.Client.GetAsync("/api/v1/price-comparison?q=mug", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var drafts = new[] { ("mug-dear", 9_000L), ("mug-cheap", 4_000L), ("mug-middle", 6_000L) }.Select(m =>
            new ProductDraft(m.Item1, new LocalizedText("머그", "Mug")) { Variants = [new VariantDraft(m.Item1, [new PriceDraft(new Money(m.Item2, Currency.Krw))])] });
        (await shop.Get<ICatalogImport>().ImportAsync([.. drafts], new ImportOptions(Sellers.House), Ct)).Problems.ShouldBeEmpty();
        await SearchShop.UntilAsync(async () => (await shop.Get<Contracts.Search.ISearch>().FindAsync("mug", PageRequest.First, Ct)).Total == 3);

        var client = await KeyAsync();
        var answer = await SearchShop.ReadAsync(client, "/api/v1/price-comparison?q=mug&inStock=false&limit=2&lang=en");
        answer.GetProperty("total").GetInt32().ShouldBe(3);
        answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("price").GetProperty("amount").GetInt64()).ShouldBe([4_000, 6_000]);
        answer.GetProperty("items")[0].GetProperty("url").GetString()!.ShouldEndWith("/en/p/mug-cheap");
        var product = answer.GetProperty("items")[0].GetProperty("productId").GetGuid();
        (await SearchShop.ReadAsync(client, $"/api/v1/price-comparison?product={product}&inStock=false")).GetProperty("total").GetInt32().ShouldBe(1);
        (await client.GetAsync("/api/v1/price-comparison", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var refused = await client.GetAsync("/api/v1/price-comparison?q=mug", Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await (await KeyAsync()).GetAsync("/api/v1/price-comparison?q=mug", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Among_WhateverThePrices_HasTheLowestOfEachInOrder() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), (Func<int[], bool>)(prices => HasTheLowest(prices, true) && HasTheLowest(prices, false))).QuickCheckThrowOnFailure();

    private static bool HasTheLowest(int[] prices, bool inStockOnly)
    {
        var board = new PriceBoard();
        var products = prices.Select((p, i) => Product(Math.Abs((long)p), i % 2 == 0)).ToArray();
        foreach (var product in products)
        {
            board.Put(product);
        }

        var (lowest, total) = board.Among(products.Select(p => p.Id), inStockOnly, 3);
        var expected = products.Where(p => p.InStock || !inStockOnly).Select(p => p.Price.Amount).Order().ToArray();
        return total == expected.Length && lowest.Select(o => o.Price.Amount).SequenceEqual(expected.Take(3));
    }

    private static ProductDetail Product(long price, bool inStock)
    {
        var money = new Money(price, Currency.Krw);
        var seller = new SellerLink(Sellers.House, "house", "House");
        var variant = new VariantView(VariantId.New(), "sku", [], money, null, inStock, 0, null, 0, [new OfferView("sku", seller, OfferCondition.New, money, null, inStock, 0)]);
        var text = LocalizedText.Same("x");
        return new ProductDetail(
            ProductId.New(), "x", text, text, text, null, null, [], money, null, 0, inStock, [], [], [variant], [], seller, null, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    }

    private async Task<HttpClient> KeyAsync()
    {
        var key = await shop.Get<IAccessAdministration>().CreateApiKeyAsync("comparison", [Permissions.CatalogRead], null, null, "test", Ct);
        var client = shop.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", key.Value!.Key);
        return client;
    }

    /// <summary>Three requests a day for each key: slow machines do not regain one in the course of a test.</summary>
    public sealed class QuotaShop : ShopFixture
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["Limits:PriceComparison"] = "3/24h" };
    }
}
