using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>What a page costs to fetch.</summary>
public sealed class PageWeightTests(BrowserFixture shop)
{
    private const int MostScriptBytes = 50 * 1024;

    [Theory]
    [InlineData("/en")]
    [InlineData("/en/search")]
    [InlineData("/en/p/first-shirt")]
    [InlineData("/en/cart")]
    [InlineData("/en/sign-in")]
    public async Task Page_OnAColdLoad_NeedsLittleScript(string path)
    {
        await shop.StockAsync();
        var (page, _) = await shop.VisitAsync("/health/live");
        var scripts = new List<IResponse>();
        page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "script")
            {
                scripts.Add(response);
            }
        };
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        scripts.ShouldNotBeEmpty();
        var bytes = 0;
        foreach (var script in scripts.ToArray())
        {
            await script.FinishedAsync();
            bytes += (await script.Request.SizesAsync()).ResponseBodySize;
        }

        bytes.ShouldBeInRange(1, MostScriptBytes);
    }
}
