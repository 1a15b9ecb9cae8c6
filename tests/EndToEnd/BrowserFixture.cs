using Maru.Testing.Shop;
using Microsoft.Playwright;

namespace Maru.EndToEnd.Tests;

/// <summary>A shop and a headless Debian chromium in front of it.</summary>
public sealed class BrowserFixture : ShopFixture
{
    private const string Chromium = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (File.Exists(Chromium))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
    }

    /// <summary>A page of a visitor of his own. Errors of scripts and refused contents fail the test that made them.</summary>
    public async Task<IPage> VisitAsync(string path, bool scripts = true)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "chromium is not installed.");
            Assert.Fail("chromium is not installed.");
        }

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address, JavaScriptEnabled = scripts, Locale = "en-US" });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("favicon", StringComparison.Ordinal))
            {
                Errors.Add(message.Text);
            }
        };
        await page.GotoAsync(path);
        return page;
    }

    public List<string> Errors { get; } = [];

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await base.DisposeAsync();
    }
}
