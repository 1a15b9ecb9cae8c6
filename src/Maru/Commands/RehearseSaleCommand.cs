using System.CommandLine;
using System.Globalization;
using Maru.Rehearsal;

namespace Maru.Commands;

/// <summary><c>maru rehearse-sale</c>: a flash sale on this machine, in a scratch shop, with a plain verdict.</summary>
internal static class RehearseSaleCommand
{
    private const int Failed = 1;
    private const int CannotStart = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var pieces = new Option<int>("--pieces") { Description = "Pieces on sale.", DefaultValueFactory = _ => 100 };
        var buyers = new Option<int>("--buyers") { Description = "Buyers at the same moment (at most 5,000).", DefaultValueFactory = _ => 2000 };
        var command = new Command("rehearse-sale", "Play a flash sale against a scratch shop: sold, refused, settled in, p99.") { pieces, buyers };
        command.SetAction(async (parsed, ct) => await RunAsync(parsed.GetValue(pieces), Math.Clamp(parsed.GetValue(buyers), 1, 5000), ct));
        return command;
    }

    /// <returns>The exit code: 0 if exactly as many were sold as there were, everybody got a clear answer and the books agree.</returns>
    public static async Task<int> RunAsync(int pieces, int buyers, CancellationToken ct)
    {
        var (shop, problem) = await ScratchShop.OpenAsync(ct);
        if (shop is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (shop)
        {
            await shop.StockAsync("REHEARSAL", Math.Max(buyers, pieces) + 1, 10_000, ct);
            await WarmUpAsync(shop, ct);
            await shop.StockAsync("FLASH", pieces, 10_000, ct);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{buyers} buyers want {pieces} pieces ..."));
            var sale = await FlashSale.RunAsync(shop.Address, "FLASH", buyers, ct);
            var books = ActivatorUtilities.CreateInstance<Books>(shop.Services);
            await ScratchShop.UntilAsync(async () => await books.CompareAsync(false, ct) is { Open: { Running: 0, Awaiting: 0, Compensating: 0, Tasks: 0 }, StockHeld: 0 }, Patience, ct);
            return Report(pieces, sale, await books.CompareAsync(withProviders: true, ct));
        }
    }

    private static async Task WarmUpAsync(ScratchShop shop, CancellationToken ct) => await FlashSale.RunAsync(shop.Address, "REHEARSAL", 50, ct);

    private static int Report(int pieces, FlashSaleResult sale, BooksVerdict books)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            sold      {sale.Sold} of {pieces}
            refused   {sale.Refused}   {string.Join(", ", sale.Reasons.Select(r => $"{r.Key} {r.Value}"))}
            unclear   {sale.Unclear}
            settled   {sale.Settled.TotalSeconds:0.00} s   median {sale.Median.TotalMilliseconds:0} ms   p99 {sale.P99.TotalMilliseconds:0} ms
            books     {books.Orders} orders, {books.PaidOrders} paid, {books.Confirmed} confirmed, {books.LedgerEntries} ledger entries, {books.StockHeld} pieces still held
            """));
        foreach (var difference in books.Differences)
        {
            Console.WriteLine("  " + difference);
        }

        var good = sale.Sold == Math.Min(pieces, sale.Buyers) && sale.Unclear == 0 && books is { Holds: true, StockHeld: 0 };
        Console.WriteLine(good ? "HOLDS: exactly what was there was sold, and money and stock agree." : "FAILS: see above.");
        return good ? 0 : Failed;
    }
}
