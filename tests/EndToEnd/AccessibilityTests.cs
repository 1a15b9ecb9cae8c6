using Maru.Contracts.Identity;
using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>axe-core looks at every page in both languages and themes. What it calls serious or critical is not let through.</summary>
public sealed class AccessibilityTests(BrowserFixture shop)
{
    private const int PhoneWidth = 390;
    private static readonly string Axe = Read();

    private static readonly string[] Public =
    [
        "", "/search", "/search?q=mug", "/search?q=qqqzzz", "/p/first-mug", "/p/first-shirt", "/p/first-mug/questions", "/sellers/first-seller", "/cart", "/sign-in", "/sign-up", "/forgot",
        "/orders/find", "/help/returns", "/app", "/offline", "/no-such-page",
    ];

    private static readonly string[] Personal =
    [
        "/account", "/account/orders", "/account/wishlists", "/account/addresses", "/account/addresses/new", "/account/notifications", "/account/profile", "/account/security", "/account/privacy",
        "/p/first-mug/review", "/cart", "/checkout",
    ];

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task Pages_ForEverybody_HaveNothingSerious(string language)
    {
        await shop.StockAsync();
        var (page, _) = await shop.VisitAsync("/" + language);
        (await CheckAsync(page, Public.Select(p => $"/{language}{p}"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task Pages_OfAMember_HaveNothingSerious(string language)
    {
        await shop.StockAsync();
        var email = $"axe-{language}@example.com";
        await shop.Get<IAccounts>().RegisterAsync(new Registration(email, "a quiet wooden floor", "Kim Axe", language, null), TestContext.Current.CancellationToken);
        var (page, _) = await shop.VisitAsync($"/{language}/sign-in?next=/p/first-mug");
        await page.Locator("[name=email]").FillAsync(email);
        await page.Locator("[name=password]").FillAsync("a quiet wooden floor");
        await page.Locator("main button.button").ClickAsync();
        await page.WaitForURLAsync("**/p/first-mug");
        await page.Locator(".wish button").ClickAsync();
        await page.WaitForURLAsync("**/wishlists**");
        await page.GotoAsync($"/{language}/p/first-mug");
        await page.Locator("[data-buy]").ClickAsync();
        await page.Locator("dialog[open] a.button").WaitForAsync();
        var found = await LookAsync(page, null);
        found.AddRange(await CheckAsync(page, Personal.Select(p => $"/{language}{p}")));
        await page.Locator("[name=name]").FillAsync("Kim Axe");
        await page.Locator("[name=line1]").FillAsync("1 Sejong-daero");
        await page.Locator("[name=postalCode]").FillAsync("04524");
        await page.Locator("[name=city]").FillAsync("Seoul");
        await page.Locator("[name=phone]").FillAsync("+82 2 120");
        await page.Locator("[name=method][value$=bank-transfer]").CheckAsync();
        await page.Locator("[data-pay]").ClickAsync();
        await page.Locator(".transfer").WaitForAsync();
        found.AddRange(await LookAsync(page, null));
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_OnAPhone_DoNotScrollSideways()
    {
        await shop.StockAsync();
        var (page, _) = await shop.VisitAsync("/en/p/first-shirt");
        await page.SetViewportSizeAsync(PhoneWidth, 844);
        await page.Locator("[data-buy]").ClickAsync();
        await page.Locator("dialog[open] a.button").WaitForAsync();
        var wide = new List<string>();
        foreach (var path in Public.Append("/cart").Append("/checkout"))
        {
            await page.GotoAsync("/en" + path);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > PhoneWidth)
            {
                wide.Add(path);
            }
        }

        wide.ShouldBeEmpty();
    }

    private static async Task<List<string>> CheckAsync(IPage page, IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            found.AddRange(await LookAsync(page, null));

            // Another theme has other colours and nothing else.
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            found.AddRange(await LookAsync(page, "color-contrast"));
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        return found;
    }

    private static async Task<List<string>> LookAsync(IPage page, string? rule)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(
            """
            async rule => (await axe.run(document, { resultTypes: ["violations"], iframes: false, ...(rule ? { runOnly: [rule] } : {}) })).violations
              .filter(v => v.impact === "serious" || v.impact === "critical")
              .flatMap(v => v.nodes.map(n => `${location.pathname}: ${v.id}: ${n.target.join(" ")} ${n.any[0]?.message ?? ""}`))
            """, rule);
        return [.. found];
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(AccessibilityTests).Assembly.GetManifestResourceStream("axe.min.js")!);
        return reader.ReadToEnd();
    }
}
