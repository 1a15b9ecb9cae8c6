using Maru.Testing.Shop;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Maru.EndToEnd.Tests.BrowserFixture))]

namespace Maru.EndToEnd.Tests;

/// <summary>One shop for all tests, and a headless Debian chromium in front of it.</summary>
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

    /// <summary>A page of a visitor of his own. What scripts and refused contents complain of is kept beside it.</summary>
    /// <param name="workers">With the service worker, which otherwise stays away: what it keeps would stand between a test and the server.</param>
    public async Task<Visitor> VisitAsync(string path, bool scripts = true, ColorScheme scheme = ColorScheme.Light, bool workers = false)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "chromium is not installed.");
            Assert.Fail("chromium is not installed.");
        }

        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = Address, JavaScriptEnabled = scripts, Locale = "en-US", ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ServiceWorkers = workers ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block });
        context.SetDefaultTimeout(90_000);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("favicon", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        await page.GotoAsync(path);
        return new Visitor(page, errors);
    }

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

/// <param name="Errors">What the page's console said.</param>
public sealed record Visitor(IPage Page, IReadOnlyList<string> Errors);
