using Maru.Contracts;
using Maru.Contracts.Catalog;
using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>Goods come in through the catalogue's door and are bought in a browser.</summary>
public sealed class FirstSaleTests(BrowserFixture shop) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guest_WithAndWithoutScripts_BuysAndSeesTheOrder(bool scripts)
    {
        await StockAsync();
        var (page, errors) = await shop.VisitAsync("/en/p/first-mug", scripts);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).First.ClickAsync();
        await FillAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        (await page.Locator("[data-order-number]").InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
        (await page.ContentAsync()).ShouldContain("First mug");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guest_WhoChoosesAnotherCountry_IsOfferedItsWaysToShip()
    {
        await StockAsync();
        var (page, errors) = await shop.VisitAsync("/en/p/first-mug");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).First.ClickAsync();
        await FillAsync(page);
        var abroad = await page.Locator("[data-shipping] input").First.GetAttributeAsync("value");
        await page.GetByLabel("Country").SelectOptionAsync("KR");
        await page.Locator($"[data-shipping] input[value='{abroad}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guest_WhenTheCardIsDeclined_IsToldAndKeepsWhatHeTyped()
    {
        await StockAsync();
        var (page, _) = await shop.VisitAsync("/en/p/first-mug", scripts: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).ClickAsync();
        await FillAsync(page);
        await page.Locator("input[value=tok_declined]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pay" }).ClickAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("declined");
        (await page.GetByLabel("E-mail").InputValueAsync()).ShouldBe("guest@example.com");
    }

    [Fact]
    public async Task Stranger_WithoutTheToken_DoesNotSeeTheOrder()
    {
        var (page, _) = await shop.VisitAsync($"/en/orders/{OrderId.New()}");
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldContain("nothing here");
    }

    private static async Task FillAsync(IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync("guest@example.com");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Kim Guest");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("1 Sejong-daero");
        await page.GetByLabel("Postal code").FillAsync("04524");
        await page.GetByLabel("City").FillAsync("Seoul");
        await page.GetByLabel("Phone").FillAsync("+82 2 000 0000");
    }

    private async Task StockAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var browsing = shop.Get<ICatalogBrowsing>();
        if (await browsing.FindAsync("first-mug", Currency.Usd, ct) is not null)
        {
            return;
        }

        var sellers = shop.Get<ISellers>();
        var seller = await sellers.RegisterAsync(new SellerApplication("First seller", "seller@example.com") { Country = "KR" }, null, ct);
        await sellers.DecideAsync(seller.Value!.Id, SellerStatus.Approved, null, ct);
        var draft = new ProductDraft("first-mug", new LocalizedText("첫 컵", "First mug"))
        {
            Variants =
            [
                new VariantDraft("FIRST-MUG", [new PriceDraft(new Money(2000, Currency.Usd)), new PriceDraft(new Money(24000, Currency.Krw))])
                {
                    WeightGrams = 400, Stock = new Dictionary<string, int> { [""] = 50 },
                },
            ],
        };
        (await shop.Get<ICatalogImport>().ImportAsync([draft], new ImportOptions(seller.Value.Id), ct)).Problems.ShouldBeEmpty();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await browsing.FindAsync("first-mug", Currency.Usd, patience.Token))?.InStock != true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
