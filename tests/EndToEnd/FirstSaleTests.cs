using Maru.Contracts;
using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>Goods come in through the catalogue's door and are bought in a browser.</summary>
public sealed class FirstSaleTests(BrowserFixture shop)
{
    [Fact]
    public async Task Guest_WhoPaysByCard_BuysAndSeesTheOrder()
    {
        var (page, errors) = await CheckoutAsync();
        await page.FillCardAsync("4242 4242 4242 4242");
        await page.PayAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        (await page.Locator("[data-order-number]").InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
        (await page.ContentAsync()).ShouldContain("First mug");
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guest_WithoutScripts_PaysByWalletAndSeesTheOrder()
    {
        var (page, errors) = await CheckoutAsync(scripts: false);
        await page.GetByLabel("Wallet").CheckAsync();
        await page.PayAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree and pay" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guest_WhoseBankAsks_ComesBackFrom3DSecureToAPaidOrder()
    {
        var (page, _) = await CheckoutAsync();
        await page.FillCardAsync("4000 0000 0000 3220");
        await page.PayAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree and pay" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
    }

    [Fact]
    public async Task Guest_WhoTransfers_SeesTheAccountAndThenThatItWasPaid()
    {
        var (page, _) = await CheckoutAsync();
        await page.GetByLabel("Bank transfer").CheckAsync();
        await page.PayAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Please transfer" }).WaitForAsync();
        (await page.Locator("[data-account]").InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
        var counter = await page.Context.NewPageAsync();
        await counter.GotoAsync((await page.GetByRole(AriaRole.Link, new() { Name = "Open the bank" }).GetAttributeAsync("href"))!);
        await counter.GetByRole(AriaRole.Button, new() { Name = "Transfer" }).ClickAsync();
        await counter.WaitForLoadStateAsync();
        await counter.CloseAsync();

        // Nobody touches the order's page: it follows by itself.
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
    }

    [Fact]
    public async Task Guest_WhoChoosesAnotherCountry_IsOfferedItsWaysToShip()
    {
        var (page, errors) = await CheckoutAsync();
        var abroad = await page.Locator("[data-part=shipping] input").First.GetAttributeAsync("value");
        await page.GetByLabel("Country").SelectOptionAsync("KR");
        await page.Locator($"[data-part=shipping] input[value='{abroad}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByLabel("Bank transfer").CheckAsync();
        await page.PayAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Waiting for the payment" }).WaitForAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Guest_WhenTheCardIsDeclined_IsToldAndKeepsWhatHeTyped()
    {
        var (page, _) = await CheckoutAsync();
        await page.FillCardAsync("4000 0000 0000 0002");
        await page.PayAsync();
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("declined");
        (await page.GetByLabel("E-mail").InputValueAsync()).ShouldBe("guest@example.com");
    }

    [Fact]
    public async Task Stranger_WithoutTheToken_DoesNotSeeTheOrder()
    {
        var (page, _) = await shop.VisitAsync($"/en/orders/{OrderId.New()}");
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).ShouldContain("nothing here");
    }

    /// <summary>A mug in the cart, the address filled in.</summary>
    private async Task<Visitor> CheckoutAsync(bool scripts = true)
    {
        await shop.StockAsync();
        var visitor = await shop.VisitAsync("/en/p/first-mug", scripts);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).First.ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).First.ClickAsync();
        await visitor.Page.FillAddressAsync();
        return visitor;
    }
}
