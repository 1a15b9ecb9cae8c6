using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Maru.Rehearsal;

namespace Maru.Bench;

/// <summary>
/// Whole guest checkouts over HTTP against real processes: the shop with its own PostgreSQL (fsync on) and the payment provider beside it. Cart, item,
/// address, shipping options, payment, paid order; then the books are compared.
/// </summary>
internal static class CheckoutBench
{
    private const string Sku = "BENCH";

    public static int Run(BenchOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(BenchOptions options)
    {
        var directory = Directory.CreateTempSubdirectory("maru-bench-").FullName;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        try
        {
            await using var shop = new ServedShop(directory, postgres: null, chaos: options.Has("crash") ? 0.03 : 0);
            return options.Has("crash")
                ? await CrashAsync(shop, options.Get("crash", 1000))
                : await LoadAsync(shop, TimeSpan.FromSeconds(options.Get("seconds", 60)), options.Get("at-once", 8), options.Get("flash", 0));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<int> CrashAsync(ServedShop shop, int checkouts)
    {
        var result = await CrashRun.RunAsync(shop, checkouts, 8, TimeSpan.FromSeconds(20), seed: 1, CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Checkouts} checkouts, killed {result.Kills} times: {result.PaidOrders} orders paid, {result.PiecesGone} pieces gone; {(result.Holds ? "HOLDS" : "FAILS")}\n{result.Verdict}"));
        return result.Holds ? 0 : 1;
    }

    private static async Task<int> LoadAsync(ServedShop shop, TimeSpan duration, int atOnce, int flashBuyers)
    {
        await shop.StartAsync(CancellationToken.None);
        await using (var room = await shop.EnterAsync(new HashSet<string> { "catalog", "inventory" }, CancellationToken.None))
        {
            await Shelf.PutOnSaleAsync(room.Services, Sku, 1_000_000, 10_000, CancellationToken.None);
            await Shelf.PutOnSaleAsync(room.Services, "FLASH", 100, 10_000, CancellationToken.None);
        }

        await BuyAsync(shop.Address, TimeSpan.FromSeconds(5), atOnce);
        var begin = Stopwatch.GetTimestamp();
        var times = await BuyAsync(shop.Address, duration, atOnce);
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Length} whole checkouts in {seconds:0.0} s, {atOnce} at a time: {times.Length / seconds:0.0}/s; checkout call median {FlashSale.Percentile(times, 0.5).TotalMilliseconds:0.0} ms, p99 {FlashSale.Percentile(times, 0.99).TotalMilliseconds:0.0} ms"));
        if (flashBuyers > 0)
        {
            var sale = await FlashSale.RunAsync(shop.Address, "FLASH", flashBuyers, CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"flash sale: {sale.Buyers} buyers for 100 pieces: {sale.Sold} sold, {sale.Refused} refused, {sale.Unclear} unclear, settled in {sale.Settled.TotalSeconds:0.00} s, p99 {sale.P99.TotalMilliseconds:0} ms"));
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var (code, verdict) = await shop.CommandAsync(CancellationToken.None, "prove", "money");
        Console.WriteLine(verdict.Trim());
        return code;
    }

    private static async Task<TimeSpan[]> BuyAsync(string address, TimeSpan duration, int atOnce)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address) };
        var buyer = new Buyer(http);
        var times = new ConcurrentBag<TimeSpan>();
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begin) < duration)
            {
                var basket = await buyer.FillAsync(Sku, 1, CancellationToken.None);
                var purchase = await buyer.PayAsync(basket, "tok_visa", Guid.NewGuid().ToString(), CancellationToken.None);
                if (!purchase.IsPaid)
                {
                    throw new InvalidOperationException($"A checkout ended {purchase.Http} {purchase.Status} {purchase.Code}.");
                }

                times.Add(purchase.Took);
            }
        })));
        return [.. times.Order()];
    }
}
