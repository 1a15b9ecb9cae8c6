using System.Diagnostics;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Contracts.Vision;
using Maru.Engines.Imaging.Decoding;
using Maru.Engines.Imaging.Encoding;
using Maru.Engines.Imaging.Transforms;
using Maru.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Bench;

/// <summary>
/// From upload to answer in a real shop with many products, over HTTP. <c>--images DIR</c> holds pictures of products (JPEG); <c>--shop DIR</c> keeps the
/// filled shop for the next run; <c>--products</c>, <c>--uploads</c>, <c>--at-once</c>.
/// </summary>
internal static class PictureSearchBench
{
    private const int BatchSize = 500;

    public static int Run(BenchOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(BenchOptions options)
    {
        var pictures = Directory.GetFiles(options.Get("images", Path.Combine(options.Data, "vision", "images")), "*.jpg");
        Array.Sort(pictures, StringComparer.Ordinal);
        var kept = options.Get("shop", "");
        var data = kept.Length > 0 ? Directory.CreateDirectory(kept).FullName : Directory.CreateTempSubdirectory("maru-bench-").FullName;
        try
        {
            var products = options.Get("products", 50_000);
            var start = await Shop.StartAsync(new ShopOptions(data, 0, null, Environment.GetEnvironmentVariable("MARU_POSTGRES"), Demo: false), CancellationToken.None);
            if (start.Shop is not { } shop)
            {
                Console.Error.WriteLine(start.Problem);
                return 3;
            }

            await using (shop)
            {
                if ((await shop.App.Services.GetRequiredService<ICatalogBrowsing>().ListIdsAsync(null, 1, CancellationToken.None)).Count == 0)
                {
                    await FillAsync(shop, pictures, products);
                }

                await WaitUntilCoveredAsync(shop, products);
                foreach (var (name, width, height) in new[] { ("60 x 80", 60, 80), ("800 x 1000", 800, 1000), ("3000 x 4000", 3000, 4000) })
                {
                    await MeasureAsync(shop, name, [.. Enumerable.Range(0, options.Get("uploads", 200)).Select(i => pictures[(int)((long)i * 7919 % pictures.Length)])], width, height, options.Get("at-once", 1));
                }
            }

            return 0;
        }
        finally
        {
            if (kept.Length == 0)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private static async Task FillAsync(Shop shop, string[] pictures, int products)
    {
        var import = shop.App.Services.GetRequiredService<ICatalogImport>();
        var watch = Stopwatch.GetTimestamp();
        await import.ImportCategoriesAsync([.. Enumerable.Range(0, 40).Select(c => new CategoryDraft(Text($"category-{c}"), LocalizedText.Same(Text($"Category {c}")), null, []))], CancellationToken.None);
        for (var from = 0; from < products; from += BatchSize)
        {
            var drafts = new ProductDraft[Math.Min(BatchSize, products - from)];
            await Parallel.ForAsync(0, drafts.Length, async (i, ct) =>
            {
                var number = from + i;
                var stored = await import.StorePictureAsync(await File.ReadAllBytesAsync(pictures[number % pictures.Length], ct), ct);
                drafts[i] = new ProductDraft(Text($"product-{number}"), LocalizedText.Same(Text($"Product {number}")))
                {
                    Category = Text($"category-{number % 40}"),
                    Pictures = stored.Succeeded ? [new PictureDraft(stored.Value.Hash, null, LocalizedText.Same(""))] : [],
                    Variants = [new VariantDraft(Text($"SKU-{number}"), [new PriceDraft(new Money(1_000 + (number * 37 % 500_000), Currency.Krw))]) { Stock = new Dictionary<string, int> { [""] = 10 } }],
                };
            });
            await import.ImportAsync(drafts, new ImportOptions(Sellers.House), CancellationToken.None);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled with {products} products in {Stopwatch.GetElapsedTime(watch).TotalSeconds:0} s"));
    }

    private static async Task WaitUntilCoveredAsync(Shop shop, int products)
    {
        var vision = shop.App.Services.GetRequiredService<IVisionAdministration>();
        var watch = Stopwatch.GetTimestamp();
        VisionCoverage coverage;
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            coverage = await vision.CoverageAsync(CancellationToken.None);
        }
        while (coverage.Indexed < products);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{coverage.Indexed} vectors of {coverage.Embedded} pictures in the index after {Stopwatch.GetElapsedTime(watch).TotalSeconds:0} s ({(coverage.Approximate ? "graph" : "scan")}, {coverage.IndexBytes >> 20} MB)"));
    }

    private static async Task MeasureAsync(Shop shop, string name, string[] pictures, int width, int height, int atOnce)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(shop.Address) };
        var files = pictures.Select(p => Resized(p, width, height)).ToArray();
        await UploadAsync(client, files[0]);
        var times = new double[files.Length];
        await Parallel.ForAsync(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
        {
            var from = Stopwatch.GetTimestamp();
            await UploadAsync(client, files[i]);
            times[i] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        });
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"upload of {name,-12} median {times[times.Length / 2]:0.0} ms  p95 {times[times.Length * 95 / 100]:0.0} ms  p99 {times[times.Length * 99 / 100]:0.0} ms  ({files.Length} pictures, {atOnce} at once)"));
    }

    private static async Task UploadAsync(HttpClient client, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "image", "picture.jpg" } };
        using var answer = await client.PostAsync("/api/v1/visual-search", form);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static byte[] Resized(string path, int width, int height)
    {
        var file = File.ReadAllBytes(path);
        return ImageDecoder.Decode(file, DecodeLimits.Default) is DecodeResult.Decoded(var image, _) && (image.Width != width || image.Height != height)
            ? JpegEncoder.Encode(Resizer.Resize(image, width, height, ResizeFilter.Lanczos), new JpegOptions { Quality = 88 })
            : file;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
