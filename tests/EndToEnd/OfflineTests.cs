using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>The shop with the network cut.</summary>
public sealed class OfflineTests(BrowserFixture shop)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visitor_WithoutNetwork_SeesWhatWasSeenAndFillsTheCartOnce()
    {
        var (page, errors) = await VisitMugAsync();
        await page.Context.SetOfflineAsync(true);

        await page.GotoAsync("/en/p/first-shirt");
        await page.GetByRole(AriaRole.Heading, new() { Name = "There is no connection" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "First mug" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "First mug", Level = 1 }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).First.ClickAsync();
        (await page.Locator("dialog [data-waiting]").InnerTextAsync()).ShouldContain("First mug");
        await page.GotoAsync("/en/cart");
        (await page.Locator("main [data-waiting]").InnerTextAsync()).ShouldContain("First mug");
        (await page.GotoAsync("/ko/account"))!.FromServiceWorker.ShouldBeTrue();
        await page.GetByRole(AriaRole.Heading, new() { Name = "인터넷이 끊겼어요" }).WaitForAsync();
        await page.GotoAsync("/en/cart");

        // Nobody touches the page: what waits is sent and the page follows.
        await page.Context.SetOfflineAsync(false);
        await page.Locator("main [data-line]").WaitForAsync();
        await page.GotoAsync("/en/cart");
        (await page.Locator("main [data-line]").CountAsync()).ShouldBe(1);
        (await page.Locator("main [data-line] input[name=quantity]").InputValueAsync()).ShouldBe("1");
        (await page.Locator("[data-waiting]").CountAsync()).ShouldBe(0);
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Visitor_WhoRemovesWhatIsKept_LeavesNoPagesBehind()
    {
        var (page, errors) = await VisitMugAsync();
        await page.GotoAsync("/en/app");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByText("It is gone.").WaitForAsync();
        (await page.EvaluateAsync<bool>("() => caches.has('maru-pages')")).ShouldBeFalse();
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Member_WhoSignsOut_LeavesNoPagesBehind()
    {
        var (page, errors) = await VisitMugAsync();
        await page.GotoAsync("/en/sign-up");
        await page.Locator("main [name=name]").FillAsync("Kim");
        await page.Locator("main [name=email]").FillAsync($"offline-{Guid.NewGuid():N}@example.com");
        await page.Locator("main [name=password]").FillAsync("a quiet wooden floor");
        await page.Locator("main form button").Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        await page.GotoAsync("/en/p/first-mug");
        await UntilAsync(page, "async () => (await (await caches.open('maru-pages')).keys()).some(key => key.url.endsWith('/first-mug'))");
        await page.GotoAsync("/en/account");
        (await Pages(page)).ShouldNotContain("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).WaitForAsync();
        await UntilAsync(page, "async () => !(await (await caches.open('maru-pages')).keys()).some(key => key.url.endsWith('/first-mug'))");
        errors.ShouldBeEmpty();
    }

    /// <summary>On a mug's page, which the service worker has taken over and kept.</summary>
    private async Task<Visitor> VisitMugAsync()
    {
        await shop.StockAsync();
        var visitor = await shop.VisitAsync("/en/p/first-mug", workers: true);
        await UntilAsync(visitor.Page, "async () => Boolean(navigator.serviceWorker.controller && await (await caches.open('maru-pages')).match(location.href))");
        return visitor;
    }

    private static Task<string> Pages(IPage page) => page.EvaluateAsync<string>("async () => (await (await caches.open('maru-pages')).keys()).map(key => key.url).join(' ')");

    private static async Task UntilAsync(IPage page, string condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (!await page.EvaluateAsync<bool>(condition))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }
}
