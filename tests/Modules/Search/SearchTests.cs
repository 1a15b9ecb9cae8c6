using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Search;
using Maru.Testing.Shop;

namespace Maru.Modules.Search.Tests;

public sealed class SearchTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("구스 다운 파카")]
    [InlineData("구스다운파카")]
    [InlineData("goose parka")]
    [InlineData("goose prka")]
    [InlineData("rntm ekdns")]
    public async Task Find_HoweverItIsTyped_FindsTheParka(string text)
    {
        var parka = await StockAsync();
        (await FindAsync(text, parka)).Products.ShouldContain(parka);
    }

    [Fact]
    public async Task Suggest_WhenTwoLettersAreTyped_NamesTheParkaAndItsPage()
    {
        var parka = await StockAsync();
        await FindAsync("parka", parka);
        var answer = await shop.Client.GetFromJsonAsync<JsonElement>("/api/v1/search/suggest?q=go&lang=en", TestContext.Current.CancellationToken);
        answer.GetProperty("items")[0].GetProperty("url").GetString().ShouldBe("/en/p/search-parka");
    }

    [Theory]
    [InlineData("goose%20prka&minPrice=150000", 1)]
    [InlineData("rntm%20ekdns&maxPrice=250000&inStock=false&sort=price-asc", 1)]
    [InlineData("goose%20prka&minPrice=250000", 0)]
    public async Task Products_WhenAMistypedTextIsFiltered_HoldsTheFiltersAgainstWhatTheSearchFound(string query, int expected)
    {
        await FindAsync("goose prka", await StockAsync());
        var answer = await shop.Client.GetFromJsonAsync<JsonElement>($"/api/v1/products?q={query}", TestContext.Current.CancellationToken);
        answer.GetProperty("total").GetInt32().ShouldBe(expected);
        answer.GetProperty("items").GetArrayLength().ShouldBe(expected);
        answer.GetProperty("reading").GetProperty("corrections").GetArrayLength().ShouldBeGreaterThan(0);
        answer.GetProperty("facets").GetProperty("prices").GetProperty("min").GetProperty("amount").GetInt64().ShouldBe(200_000);
    }

    [Fact]
    public async Task SearchPage_WhenAMistypedTextIsFiltered_ShowsTheParkaAndSaysHowItRead()
    {
        await FindAsync("goose prka", await StockAsync());
        var page = await shop.Client.GetStringAsync("/en/search?q=goose+prka&minDiscount=0&sort=price-desc", TestContext.Current.CancellationToken);
        page.ShouldContain("Read as");
        page.ShouldContain("/en/p/search-parka");
    }

    [Theory]
    [InlineData("")]
    [InlineData("%00%01")]
    [InlineData("'%20or%201=1%20--")]
    [InlineData("%F0%9F%A7%A5%F0%9F%A7%A5")]
    public async Task Suggest_WhenTheTextIsOdd_AnswersAllTheSame(string text) =>
        (await shop.Client.GetAsync("/api/v1/search/suggest?q=" + text, TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();

    /// <summary>Waits until the index has taken the product in.</summary>
    private async Task<SearchAnswer> FindAsync(string text, ProductId wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await shop.Get<ISearch>().FindAsync(text, PageRequest.First, CancellationToken.None);
            if (answer.Products.Contains(wanted) || patience.IsCancellationRequested)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    private async Task<ProductId> StockAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        if (await shop.Get<ICatalogBrowsing>().FindAsync("search-parka", Currency.Krw, ct) is { } there)
        {
            return there.Id;
        }

        var seller = await shop.Get<ISellers>().RegisterAsync(new SellerApplication("Seller", "seller@example.com") { Country = "KR" }, null, ct);
        await shop.Get<ISellers>().DecideAsync(seller.Value!.Id, SellerStatus.Approved, null, ct);
        var draft = new ProductDraft("search-parka", new LocalizedText("구스 다운 파카", "Goose down parka"))
        {
            Variants = [new VariantDraft("SEARCH-PARKA", [new PriceDraft(new Money(200_000, Currency.Krw))])],
        };
        (await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(seller.Value.Id), ct)).Problems.ShouldBeEmpty();
        while (true)
        {
            if (await shop.Get<ICatalogBrowsing>().FindAsync("search-parka", Currency.Krw, ct) is { } product)
            {
                return product.Id;
            }
        }
    }
}
