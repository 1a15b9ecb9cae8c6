using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Rehearsal;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Bench;

/// <summary>
/// Reservation attempts on one SKU of a real shop (its own PostgreSQL, fsync on): while there is plenty, in the rush for the last 100 pieces, and
/// after it is sold out. Then stock is proved against its ledger.
/// </summary>
internal static class ReservationBench
{
    private const string Plenty = "PLENTY";
    private const string Few = "FEW";
    private const int Pieces = 100;

    public static int Run(BenchOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(BenchOptions options)
    {
        var attempts = options.Get("attempts", 20_000);
        var atOnce = options.Get("at-once", 500);
        var (shop, problem) = await ScratchShop.OpenAsync(CancellationToken.None);
        if (shop is null)
        {
            Console.Error.WriteLine(problem);
            return 1;
        }

        await using (shop)
        {
            var inventory = shop.Services.GetRequiredService<IInventory>();
            await shop.StockAsync(Plenty, attempts * 2, 10_000, CancellationToken.None);
            await shop.StockAsync(Few, Pieces, 10_000, CancellationToken.None);
            await AskAsync(inventory, "warm-up", Plenty, attempts / 10, atOnce);
            await AskAsync(inventory, "plenty", Plenty, attempts, atOnce);
            var sold = await AskAsync(inventory, "rush", Few, 2_000, 2_000);
            sold += await AskAsync(inventory, "sold out", Few, attempts * 5, atOnce * 2);
            var proof = await shop.Services.GetRequiredService<IInventoryProof>().CheckAsync(CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{sold} of {Pieces} sold; {proof.Movements} movements {(proof.Holds ? "agree" : "DISAGREE")} with the counters"));
            return proof.Holds && sold == Pieces ? 0 : 1;
        }
    }

    private static async Task<int> AskAsync(IInventory inventory, string phase, string sku, int attempts, int atOnce)
    {
        var asked = 0;
        var held = 0;
        var times = new ConcurrentBag<TimeSpan>();
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref asked) <= attempts)
            {
                var asking = Stopwatch.GetTimestamp();
                var answer = await inventory.ReserveAsync(
                    new ReserveStock(ReservationId.New(), OrderId.New(), [new StockLine(sku, 1)], TimeProvider.System.GetUtcNow().AddMinutes(10)), CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(asking));
                if (answer.Succeeded)
                {
                    Interlocked.Increment(ref held);
                }
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var sorted = times.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{phase,-9} {attempts / seconds,8:0} attempts/s, {held} held, {atOnce} at once: median {FlashSale.Percentile(sorted, 0.5).TotalMilliseconds:0.0} ms, p99 {FlashSale.Percentile(sorted, 0.99).TotalMilliseconds:0.0} ms"));
        return held;
    }
}
