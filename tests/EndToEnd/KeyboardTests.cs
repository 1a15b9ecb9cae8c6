using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>Nothing but keys, from the goods to the thanks.</summary>
public sealed class KeyboardTests(BrowserFixture shop)
{
    private const int MostTabs = 120;

    [Fact]
    public async Task Guest_WithKeysAlone_BuysByCard()
    {
        await shop.StockAsync();
        var (page, errors) = await shop.VisitAsync("/en/p/first-mug");
        await TabToAsync(page, "[data-buy]");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog[open]").WaitForAsync();
        await TabToAsync(page, "dialog a.button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/checkout", new() { WaitUntil = WaitUntilState.Commit });
        foreach (var (field, text) in new[]
        {
            ("email", "keys@example.com"), ("name", "Kim Keys"), ("line1", "1 Sejong-daero"), ("postalCode", "04524"), ("city", "Seoul"), ("phone", "+82 2 120"),
        })
        {
            await TabToAsync(page, $"[name={field}]");
            await page.Keyboard.TypeAsync(text);
        }

        await page.FrameLocator(".method-frame iframe").GetByLabel("Card number").WaitForAsync();
        await TabToAsync(page, ".method-frame iframe");
        await page.Keyboard.TypeAsync("4242424242424242");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("12/34");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("123");
        await TabToAsync(page, "[data-pay]");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Visitor_WhoPressesTabFirst_CanSkipToTheContent()
    {
        var (page, _) = await shop.VisitAsync("/en");
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < MostTabs; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} cannot be reached by Tab.");
    }
}
