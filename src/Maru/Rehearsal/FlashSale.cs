using System.Diagnostics;

namespace Maru.Rehearsal;

/// <summary>Many buyers who want one SKU at the same moment.</summary>
public static class FlashSale
{
    private const int PreparedAtOnce = 16;

    public static async Task<FlashSaleResult> RunAsync(string address, string sku, int buyers, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = int.MaxValue };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(2) };
        var buyer = new Buyer(http);
        var baskets = new Basket[buyers];
        await Parallel.ForAsync(0, buyers, new ParallelOptions { MaxDegreeOfParallelism = PreparedAtOnce, CancellationToken = ct }, async (i, stop) =>
            baskets[i] = await buyer.FillAsync(sku, 1, stop));

        var begin = Stopwatch.GetTimestamp();
        var purchases = await Task.WhenAll(baskets.Select((b, i) => Task.Run(() => TryAsync(buyer, b, $"flash-{i}", ct), ct)));
        var settled = Stopwatch.GetElapsedTime(begin);
        var sorted = purchases.Where(p => p is not null).Select(p => p!.Took).Order().ToArray();
        return new FlashSaleResult(
            buyers, purchases.Count(p => p is { IsPaid: true }), purchases.Count(p => p is { IsPaid: false, IsClear: true }), purchases.Count(p => p is not { IsClear: true }), settled,
            Percentile(sorted, 0.5), Percentile(sorted, 0.99),
            purchases.Where(p => p is not { IsPaid: true }).GroupBy(p => p?.Code ?? p?.Status ?? "no answer").ToDictionary(g => g.Key, g => g.Count()));
    }

    public static TimeSpan Percentile(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static async Task<Purchase?> TryAsync(Buyer buyer, Basket basket, string key, CancellationToken ct)
    {
        try
        {
            return await buyer.PayAsync(basket, "tok_visa", key, ct);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <param name="Unclear">Buyers without an answer that says where they stand.</param>
public sealed record FlashSaleResult(
    int Buyers, int Sold, int Refused, int Unclear, TimeSpan Settled, TimeSpan Median, TimeSpan P99, IReadOnlyDictionary<string, int> Reasons);
