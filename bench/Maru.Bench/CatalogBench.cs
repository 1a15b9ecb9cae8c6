using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Maru.Bench;

/// <summary>
/// The shop window of a real shop: list and detail with 1,000 products over 16 connections, and an import of 50,000. <c>--products</c>, <c>--import</c>,
/// <c>--seconds</c>, <c>--connections</c>; <c>--maru</c> is the program to measure (built for release).
/// </summary>
internal static class CatalogBench
{
    public static int Run(BenchOptions options)
    {
        var program = Path.GetFullPath(options.Get("maru", "src/Maru/bin/Release/net10.0/maru.dll"));
        if (!File.Exists(program))
        {
            Console.Error.WriteLine($"There is no {program}: build it with 'dotnet build -c Release src/Maru' first.");
            return 2;
        }

        var scratch = Directory.CreateTempSubdirectory("maru-bench-").FullName;
        try
        {
            Browse(program, Path.Combine(scratch, "shop"), options);
            Import(program, Path.Combine(scratch, "import"), options.Get("import", 50_000));
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Browse(string program, string data, BenchOptions options)
    {
        Directory.CreateDirectory(data);
        var file = Path.Combine(data, "products.jsonl");
        WriteProducts(file, options.Get("products", 1_000));
        using (var import = Start(program, "import", file, "--data", data))
        {
            import.WaitForExit();
        }

        var port = FreePort();
        using var shop = Start(program, "serve", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture), "--no-demo");
        try
        {
            WaitUntilOpen(port);
            var connections = options.Get("connections", 16);
            var time = TimeSpan.FromSeconds(options.Get("seconds", 10));
            foreach (var (name, path) in new[] { ("list of 20", "/api/v1/products?page=1&pageSize=20"), ("detail", "/api/v1/products/product-7") })
            {
                LoopbackClient.Run(port, path, connections, TimeSpan.FromSeconds(3));
                var result = LoopbackClient.Run(port, path, connections, time);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-12}{result.PerSecond,10:0} requests/s  median {result.MedianMs:0.00} ms  p99 {result.P99Ms:0.00} ms  not 200: {result.Bad}  ({connections} connections)"));
            }
        }
        finally
        {
            Stop(shop);
        }
    }

    private static void Import(string program, string data, int products)
    {
        Directory.CreateDirectory(data);
        var file = Path.Combine(data, "products.jsonl");
        WriteProducts(file, products);
        foreach (var name in new[] { "import", "again" })
        {
            var watch = Stopwatch.GetTimestamp();
            using var import = Start(program, "import", file, "--data", data);
            long peak = 0;
            while (!import.WaitForExit(100))
            {
                peak = Math.Max(peak, PeakKilobytes(import.Id));
            }

            var seconds = Stopwatch.GetElapsedTime(watch).TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-12}{products} products in {seconds:0.0} s ({products / seconds:0}/s), start of the database included; peak memory {peak / 1024} MB; file {new FileInfo(file).Length >> 20} MB"));
        }
    }

    /// <summary>The same products every time: three sizes each, two currencies, prose of usual length.</summary>
    private static void WriteProducts(string file, int count)
    {
        var prose = string.Concat(Enumerable.Repeat("It is made well and lasts long. ", 15));
        (string Code, string Hex)[] colors = [("navy", "#001f54"), ("black", "#000000"), ("red", "#cc0000")];
        using var text = new StreamWriter(file);
        for (var i = 0; i < count; i++)
        {
            var color = colors[i % colors.Length];
            text.WriteLine(JsonSerializer.Serialize(new
            {
                slug = $"product-{i}",
                brand = $"Brand {i % 200}",
                category = $"Group {i % 12} > Kind {i % 96}",
                name = new { ko = $"상품 {i}", en = $"Product {i}" },
                summary = new { ko = "매일 쓰기 좋아요.", en = "A good thing for every day." },
                description = new { ko = prose, en = $"<p>{prose}</p>" },
                attributes = new { material = "cotton", fit = "regular" },
                tags = new[] { "new", "basic" },
                createdDaysAgo = i % 400,
                variants = new[] { "S", "M", "L" }.Select(size => new
                {
                    sku = $"P{i}-{size}",
                    color = new { code = color.Code, ko = color.Code, en = color.Code, hex = color.Hex },
                    size,
                    priceKrw = 10_000 + (i % 500 * 100),
                    compareAtKrw = i % 3 == 0 ? 12_000 + (i % 500 * 100) : (int?)null,
                    priceUsdCents = 990 + (i % 100),
                    weightGrams = 300,
                    stock = new { seoul = 10 },
                }),
                pictures = new[] { new { url = $"https://pictures.example/{i}.jpg", color = color.Code, altEn = $"Product {i}" } },
            }, Json));
        }
    }

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;

    private static void Stop(Process shop)
    {
        using var kill = Process.Start("kill", ["-INT", shop.Id.ToString(CultureInfo.InvariantCulture)]);
        if (!shop.WaitForExit(TimeSpan.FromSeconds(30)))
        {
            shop.Kill(entireProcessTree: true);
        }
    }

    private static void WaitUntilOpen(int port)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        for (var i = 0; i < 300; i++)
        {
            try
            {
                using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/products"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not open yet.
            }

            Thread.Sleep(200);
        }

        throw new TimeoutException("The shop did not open within a minute.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The most memory a process has held so far, as Linux counts it.</summary>
    private static long PeakKilobytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
