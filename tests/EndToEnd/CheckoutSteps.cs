using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>What every shopper does on the checkout page.</summary>
internal static class CheckoutSteps
{
    public static async Task FillAddressAsync(this IPage page)
    {
        await page.GetByLabel("E-mail").FillAsync("guest@example.com");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Kim Guest");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("1 Sejong-daero");
        await page.GetByLabel("Postal code").FillAsync("04524");
        await page.GetByLabel("City").FillAsync("Seoul");
        await page.GetByLabel("Phone").FillAsync("+82 2 000 0000");
    }

    /// <summary>Into the provider's form, which lies in a frame of another origin.</summary>
    public static async Task FillCardAsync(this IPage page, string number)
    {
        var card = page.FrameLocator(".method-frame iframe");
        await card.GetByLabel("Card number").FillAsync(number);
        await card.GetByLabel("Expiry").FillAsync("12/34");
        await card.GetByLabel("Security code").FillAsync("123");
    }

    public static Task PayAsync(this IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
}
