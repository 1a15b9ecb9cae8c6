using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Maru.Bench;

/// <summary>
/// The shop's pages with the demo goods: server time over 16 connections, and what a visitor's browser sees on a cold load. <c>--seconds</c> a page,
/// <c>--connections</c>; <c>--maru</c> is the program to measure (built for release); <c>--url</c> measures a shop that runs already.
/// </summary>
internal static class PagesBench
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Pages = ["/ko", "/en", "/ko/c/outerwear", "/ko/search?q=%EC%9E%90%EC%BC%93", "/ko/p/mens-button-cardigan", "/ko/cart", "/ko/sign-in", "/ko/help/returns"];

    public static int Run(BenchOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(BenchOptions options)
    {
        if (options.Get("url", "") is { Length: > 0 } url)
        {
            await MeasureAsync(url, options);
            return 0;
        }

        var program = Path.GetFullPath(options.Get("maru", "src/Maru/bin/Release/net10.0/maru.dll"));
        if (!File.Exists(program))
        {
            Console.Error.WriteLine($"There is no {program}: build it with 'dotnet build -c Release src/Maru' first.");
            return 2;
        }

        var scratch = Directory.CreateTempSubdirectory("maru-bench-").FullName;
        var port = FreePort();
        using var shop = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--data", scratch, "--port", port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        try
        {
            while (await shop.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("The demo shop is ready", StringComparison.Ordinal))
            {
            }

            await MeasureAsync($"http://localhost:{port}", options);
            return 0;
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", shop.Id.ToString(CultureInfo.InvariantCulture)]);
            if (!shop.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                shop.Kill(entireProcessTree: true);
            }

            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task MeasureAsync(string url, BenchOptions options)
    {
        var connections = options.Get("connections", 16);
        var time = TimeSpan.FromSeconds(options.Get("seconds", 4));
        foreach (var page in Pages)
        {
            await AskAsync(url + page, connections, TimeSpan.FromSeconds(2));
            var (latencies, bad, bytes) = await AskAsync(url + page, connections, time);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{page,-42}{latencies.Length / time.TotalSeconds,8:0} pages/s  median {At(latencies, 0.5):0.0} ms  p95 {At(latencies, 0.95):0.0} ms  {bytes >> 10} KB  not 200: {bad}"));
        }

        if (!File.Exists(Chromium))
        {
            Console.WriteLine("Without chromium there is nothing to say of the browser's side.");
            return;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
        foreach (var width in new[] { 390, 1440 })
        {
            foreach (var page in Pages)
            {
                await LookAsync(browser, url + page, width);
            }
        }
    }

    /// <summary>A visitor who was never here: largest contentful paint and layout shift as the browser reports them.</summary>
    private static async Task LookAsync(IBrowser browser, string address, int width)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.seen = { paint: 0, shift: 0 };
            new PerformanceObserver(list => { for (const e of list.getEntries()) seen.paint = e.startTime; }).observe({ type: "largest-contentful-paint", buffered: true });
            new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) seen.shift += e.value; }).observe({ type: "layout-shift", buffered: true });
            """);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var seen = await page.EvaluateAsync<Dictionary<string, double>>("seen");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{width,5} {new Uri(address).PathAndQuery,-42}largest paint {seen["paint"]:0} ms  layout shift {seen["shift"]:0.000}"));
    }

    private static async Task<(double[] Latencies, int Bad, long Bytes)> AskAsync(string address, int connections, TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections, AutomaticDecompression = DecompressionMethods.None, UseCookies = false };
        using var client = new HttpClient(handler);
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var bad = 0;
        long bytes = 0;
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            long start;
            while ((start = Stopwatch.GetTimestamp()) < until)
            {
                using var answer = await client.GetAsync(new Uri(address));
                Interlocked.Exchange(ref bytes, (await answer.Content.ReadAsByteArrayAsync()).Length);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref bad);
                }
            }

            return own;
        })));
        var sorted = all.SelectMany(l => l).ToArray();
        Array.Sort(sorted);
        return (sorted, bad, bytes);
    }

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
