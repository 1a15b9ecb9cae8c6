using System.Net;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Testing.Shop;

namespace Maru.Modules.Catalog.Tests;

public sealed class BrowsingTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Products_AfterImport_AreListedFoundAndSellable()
    {
        await ImportAsync(Goods.Shirt("first-shirt", 12_000));

        var list = await GetAsync("/api/v1/products?brand=haneul&category=tops&q=first");
        list.GetProperty("total").GetInt64().ShouldBe(1);
        var card = list.GetProperty("items")[0];
        card.GetProperty("slug").GetString().ShouldBe("first-shirt");
        card.GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(12_000);
        list.GetProperty("facets").GetProperty("colors")[0].GetProperty("value").GetString().ShouldBe("navy");

        var detail = await GetAsync("/api/v1/products/first-shirt?lang=ko");
        detail.GetProperty("name").GetString().ShouldBe("셔츠 first-shirt");
        detail.GetProperty("variants").GetArrayLength().ShouldBe(2);
        detail.GetProperty("categories")[1].GetProperty("slug").GetString().ShouldBe("tops-shirts");
        (await GetAsync("/api/v1/products/" + detail.GetProperty("id").GetString())).GetProperty("slug").GetString().ShouldBe("first-shirt");

        var sellable = await shop.Get<ICatalog>().GetVariantsAsync(["first-shirt-navy-m", "no-such"], Currency.Krw, Ct);
        sellable.Keys.ShouldBe(["first-shirt-navy-m"]);
        sellable["first-shirt-navy-m"].OptionText.En.ShouldBe("navy / M");
    }

    [Fact]
    public async Task Products_InACurrencyWithoutPrice_AreConverted()
    {
        await ImportAsync(Goods.Shirt("converted-shirt", 13_800));
        var sellable = await shop.Get<ICatalog>().GetVariantsAsync(["converted-shirt-navy-m"], Currency.Usd, Ct);
        sellable["converted-shirt-navy-m"].Price.ShouldBe(new Money(1000, Currency.Usd));
        (await GetAsync("/api/v1/products/converted-shirt?currency=USD")).GetProperty("price").GetProperty("currency").GetString().ShouldBe("USD");
    }

    [Fact]
    public async Task Import_WhenRepeated_ChangesNothing()
    {
        var shirt = Goods.Shirt("repeated-shirt");
        (await ImportAsync(shirt)).Created.ShouldBe(1);
        (await ImportAsync(shirt)).Unchanged.ShouldBe(1);
        (await ImportAsync(Goods.Shirt("repeated-shirt", 9_000))).Updated.ShouldBe(1);
        (await GetAsync("/api/v1/products/repeated-shirt")).GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(9_000);
    }

    [Fact]
    public async Task Import_WhenASkuBelongsToAnotherProduct_ReportsThatProductAndTakesTheRest()
    {
        await ImportAsync(Goods.Shirt("owner-shirt"));
        var thief = Goods.Shirt("thief-shirt") with { Variants = [Goods.Variant("owner-shirt-navy-m", 1)], Line = 7 };
        var report = await ImportAsync(thief, Goods.Shirt("honest-shirt"));
        report.Created.ShouldBe(1);
        report.Problems.ShouldHaveSingleItem().Line.ShouldBe(7);
    }

    [Fact]
    public async Task Archived_Product_LeavesTheShelf()
    {
        await ImportAsync(Goods.Shirt("leaving-shirt"));
        await ImportAsync(Goods.Shirt("leaving-shirt") with { Status = ProductStatus.Archived });
        (await shop.Client.GetAsync("/api/v1/products/leaving-shirt", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await shop.Get<ICatalog>().GetVariantsAsync(["leaving-shirt-navy-m"], Currency.Krw, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_WithTheTagOfTheLastAnswer_IsNotModified()
    {
        await ImportAsync(Goods.Shirt("tagged-shirt"));
        var first = await shop.Client.GetAsync("/api/v1/products?q=tagged", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/products?q=tagged");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await shop.Client.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=1e9")]
    [InlineData("pageSize=101")]
    [InlineData("pageSize=-1")]
    [InlineData("minPrice=-5")]
    [InlineData("minPrice=9&maxPrice=8")]
    [InlineData("minPrice=99999999999999999999")]
    [InlineData("minDiscount=101")]
    [InlineData("inStock=yes")]
    [InlineData("sort=price;drop table products")]
    [InlineData("page=1&page=2")]
    [InlineData("currency=XXX")]
    public async Task List_WithAQueryThatMakesNoSense_IsABadRequest(string query)
    {
        var response = await shop.Client.GetAsync("/api/v1/products?" + query, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("q=%27%3B%20drop%20table%20products%3B--")]
    [InlineData("q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("category=../../etc/passwd")]
    [InlineData("brand=%00")]
    [InlineData("utm_source=mail&unknown=1")]
    public async Task List_WithStrangeText_Answers(string query) =>
        (await shop.Client.GetAsync("/api/v1/products?" + query, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Categories_AfterImport_FormATree()
    {
        await ImportAsync(Goods.Shirt("tree-shirt", category: "Garden > Pots > Clay"));
        var garden = (await GetAsync("/api/v1/categories")).GetProperty("items").EnumerateArray().Single(c => c.GetProperty("slug").GetString() == "garden");
        garden.GetProperty("productCount").GetInt32().ShouldBe(1);
        garden.GetProperty("children")[0].GetProperty("children")[0].GetProperty("slug").GetString().ShouldBe("garden-pots-clay");
        (await GetAsync("/api/v1/brands")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private Task<ImportReport> ImportAsync(params ProductDraft[] products) => shop.Get<ICatalogImport>().ImportAsync(products, Goods.OfHouse, Ct);

    private async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await shop.Client.GetStringAsync(path, Ct)).RootElement;
}
