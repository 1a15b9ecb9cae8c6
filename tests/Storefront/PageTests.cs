using System.Net;
using System.Xml.Linq;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Reviews;
using Maru.Testing.Shop;

namespace Maru.Storefront.Tests;

public sealed class PageTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ko/account/orders", "/ko/sign-in?next=%2Faccount%2Forders")]
    [InlineData("/en/account/security", "/en/sign-in?next=%2Faccount%2Fsecurity")]
    public async Task Account_ForAStranger_LeadsToSignInAndBack(string path, string signIn)
    {
        var answer = await shop.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe(signIn);
    }

    [Theory]
    [InlineData("/account/orders", "/en/account/orders")]
    [InlineData("//evil.example/x", "/en/account")]
    [InlineData("/\\evil.example", "/en/account")]
    [InlineData("https://evil.example", "/en/account")]
    public async Task SignIn_WithAPageAskedFor_GoesThereIfItIsOurs(string next, string expected)
    {
        var email = $"next-{Guid.NewGuid():N}@example.com";
        await shop.Get<IAccounts>().RegisterAsync(new Registration(email, "a quiet wooden floor", "Kim", "en", null), Ct);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = email, ["password"] = "a quiet wooden floor", ["next"] = next });
        using var visitor = shop.CreateClient();
        var answer = await visitor.PostAsync(new Uri("/en/sign-in", UriKind.Relative), form, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("/orders/0199a0c5-0000-7000-8000-000000000000?token=x", "en-GB,ko;q=0.5", "/en/orders/0199a0c5-0000-7000-8000-000000000000?token=x")]
    [InlineData("/account", "fr", "/ko/account")]
    [InlineData("/p/mug", "ko-KR", "/ko/p/mug")]
    public async Task Link_WithoutALanguage_LeadsToTheReaders(string link, string languages, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(link, UriKind.Relative));
        request.Headers.Add("Accept-Language", languages);
        using var answer = await shop.Client.SendAsync(request, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldBe(expected);
    }

    [Fact]
    public async Task Missing_UnderALanguage_IsAPageInThatLanguage()
    {
        var answer = await shop.Client.GetAsync(new Uri("/ko/there/is/no/such", UriKind.Relative), Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("<html lang=\"ko\"");
    }

    [Fact]
    public async Task FindOrder_WithTheWrongAddress_SaysTheSameAsForNoOrder()
    {
        (await shop.Get<IOrdering>().FindOfGuestAsync("261121-0000000", "nobody@example.com", Ct)).ShouldBeNull();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["number"] = "261121-0000000", ["email"] = "nobody@example.com" });
        (await shop.Client.PostAsync(new Uri("/en/orders/find", UriKind.Relative), form, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Findable_WithGoods_IsXmlThatNamesThemInBothLanguages()
    {
        var draft = new ProductDraft("found-mug", new LocalizedText("찾은 컵 & 접시", "Found mug <3"))
        {
            Description = new LocalizedText(null, "<p>Plain &amp; simple</p>"),
            Variants = [new VariantDraft("FOUND-MUG", [new PriceDraft(new Money(1500, Currency.Usd), new Money(2000, Currency.Usd)), new PriceDraft(new Money(18000, Currency.Krw))])],
        };
        (await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Contracts.Catalog.Sellers.House), Ct)).Created.ShouldBe(1);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (await shop.Get<ICatalogBrowsing>().FindAsync("found-mug", Currency.Usd, patience.Token) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        XNamespace map = "http://www.sitemaps.org/schemas/sitemap/0.9";
        XNamespace google = "http://base.google.com/ns/1.0";
        var index = XDocument.Parse(await shop.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative), Ct));
        index.Descendants(map + "loc").Select(l => l.Value).ShouldContain(l => l.EndsWith("/sitemaps/products-1.xml", StringComparison.Ordinal));
        var products = XDocument.Parse(await shop.Client.GetStringAsync(new Uri("/sitemaps/products-1.xml", UriKind.Relative), Ct));
        products.Descendants(map + "loc").Select(l => new Uri(l.Value).AbsolutePath).Where(path => path.EndsWith("/found-mug", StringComparison.Ordinal))
            .ShouldBe(["/ko/p/found-mug", "/en/p/found-mug"], ignoreOrder: true);
        var feed = XDocument.Parse(await shop.Client.GetStringAsync(new Uri("/feeds/google.xml?lang=en", UriKind.Relative), Ct));
        var item = feed.Descendants("item").Where(i => i.Element(google + "link")!.Value.Contains("/found-mug", StringComparison.Ordinal)).ShouldHaveSingleItem();
        item.Element(google + "title")!.Value.ShouldBe("Found mug <3");
        item.Element(google + "description")!.Value.ShouldBe("Plain & simple");
        item.Element(google + "price")!.Value.ShouldBe("20.00 USD");
        item.Element(google + "sale_price")!.Value.ShouldBe("15.00 USD");
        var korean = XDocument.Parse(await shop.Client.GetStringAsync(new Uri("/feeds/google.xml", UriKind.Relative), Ct));
        korean.Descendants("item").Single(i => i.Element(google + "link")!.Value.Contains("/found-mug", StringComparison.Ordinal)).Element(google + "price")!.Value.ShouldBe("18000 KRW");
        (await shop.Client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative), Ct)).ShouldContain("Disallow: /ko/checkout");
    }

    [Fact]
    public async Task Product_WithReviews_TellsItsRatingToReadersAndSearchEngines()
    {
        var draft = new ProductDraft("rated-mug", LocalizedText.Same("Rated mug")) { Variants = [new VariantDraft("RATED-MUG", [new PriceDraft(new Money(1500, Currency.Usd))])] };
        (await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(Contracts.Catalog.Sellers.House), Ct)).Problems.ShouldBeEmpty();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        ProductDetail? product;
        while ((product = await shop.Get<ICatalogBrowsing>().FindAsync("rated-mug", Currency.Usd, patience.Token)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        var imported = await shop.Get<IReviewsAdministration>().ImportAsync(
            "test", [new ImportedReview("1", product.Id, 4, "Fine", "It keeps tea warm </script><b>", "en", "Kim", DateTimeOffset.UnixEpoch.AddYears(55), true)], Ct);
        imported.Succeeded.ShouldBeTrue();
        var page = await shop.Client.GetStringAsync(new Uri("/en/p/rated-mug", UriKind.Relative), Ct);
        page.ShouldContain("\"aggregateRating\":{\"@type\":\"AggregateRating\",\"ratingValue\":4");
        page.ShouldContain("It keeps tea warm");
        page.ShouldNotContain("</script><b>");
    }
}
