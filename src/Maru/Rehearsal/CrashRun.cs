using System.Collections.Concurrent;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;

namespace Maru.Rehearsal;

/// <summary>
/// Buyers who never give up, a shop and a database that are killed at random moments, a provider that loses, repeats and delays: afterwards the books must
/// agree and every buyer must own what he paid for, once, and have been written to about it, once.
/// </summary>
public static class CrashRun
{
    private const string Sku = "CRASH";
    private const long Price = 10_000;
    private static readonly HashSet<string> Sellers = ["catalog", "inventory"];
    private static readonly HashSet<string> Proof = ["ordering", "payments", "inventory", "notifications"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<CrashResult> RunAsync(ServedShop shop, int checkouts, int atOnce, TimeSpan longestLife, int seed, CancellationToken ct)
    {
        var pieces = checkouts * 2;
        await shop.StartAsync(ct);
        await using (var room = await shop.EnterAsync(Sellers, ct))
        {
            await Shelf.PutOnSaleAsync(room.Services, Sku, pieces, Price, ct);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var kills = KillAgainAndAgainAsync(shop, longestLife, new Random(seed), over.Token);
        var answers = new ConcurrentBag<Purchase>();
        await Parallel.ForAsync(0, checkouts, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = ct }, async (i, stop) =>
            answers.Add(await BuyAsync(shop.Address, Token(i), stop)));
        await over.CancelAsync();
        var killed = await kills;

        await using var back = await shop.EnterAsync(Proof, ct);
        var orders = back.Services.GetRequiredService<IOrderAdministration>();
        var quiet = await ScratchShop.UntilAsync(
            async () => await orders.GetOpenWorkAsync(ct) is { Running: 0, Awaiting: 0, Compensating: 0, Tasks: 0 }, Patience, ct);
        var (code, output) = await shop.CommandAsync(ct, "prove", "money");
        var paid = await PaidAsync(orders, ct);
        var messages = back.Services.GetRequiredService<INotificationsAdministration>();
        var written = await ScratchShop.UntilAsync(async () => await AllWereWrittenToOnceAsync(messages, paid, ct), Patience, ct);
        var left = (await back.Services.GetRequiredService<IInventory>().GetAvailableAsync([Sku], ct))[Sku];
        return new CrashResult(checkouts, killed, paid.Count, answers.Count(a => a.IsPaid), pieces - left, quiet, code == 0, written, output.Trim());
    }

    /// <summary>Buys one piece; whatever breaks, asks again with the same key until somebody answers.</summary>
    private static async Task<Purchase> BuyAsync(string address, string token, CancellationToken ct)
    {
        var key = Guid.NewGuid().ToString();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(40) };
        var buyer = new Buyer(http);
        Basket? basket = null;
        while (true)
        {
            try
            {
                basket ??= await buyer.FillAsync(Sku, 1, ct);
                var purchase = await buyer.PayAsync(basket, token, key, ct);
                if ((int)purchase.Http < 500)
                {
                    return purchase;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or System.Text.Json.JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // The shop is down, or went down while answering.
            }

            await Task.Delay(200, ct);
        }
    }

    private static async Task<int> KillAgainAndAgainAsync(ServedShop shop, TimeSpan longestLife, Random random, CancellationToken over)
    {
        var kills = 0;
        while (true)
        {
            try
            {
                await Task.Delay(longestLife * (0.2 + (0.8 * random.NextDouble())), over);
            }
            catch (OperationCanceledException)
            {
                return kills;
            }

            // The process, the machine, and the database under a process that goes on.
            switch (kills++ % 3)
            {
                case 1 when shop.HasOwnDatabase:
                    await shop.KillAsync();
                    await shop.KillDatabaseAsync();
                    await shop.StartAsync(CancellationToken.None);
                    break;
                case 2 when shop.HasOwnDatabase:
                    shop.CrashDatabase();
                    break;
                default:
                    await shop.KillAsync();
                    await shop.StartAsync(CancellationToken.None);
                    break;
            }
        }
    }

    private static async Task<bool> AllWereWrittenToOnceAsync(INotificationsAdministration messages, IReadOnlyList<OrderId> paid, CancellationToken ct)
    {
        var written = (await messages.GetOfOrdersAsync(paid, ct)).Where(m => m.Topic == "order-paid").ToArray();
        return written.Length == paid.Count && written.All(m => m.State == MessageState.Sent) && written.DistinctBy(m => m.Order).Count() == paid.Count;
    }

    private static async Task<IReadOnlyList<OrderId>> PaidAsync(IOrderAdministration orders, CancellationToken ct)
    {
        var paid = new List<OrderId>();
        OrderId? after = null;
        while (true)
        {
            var page = await orders.GetBooksAsync(after, 10_000, ct);
            paid.AddRange(page.Where(o => o.Paid.Amount > 0).Select(o => o.Order));
            if (page.Count < 10_000)
            {
                return paid;
            }

            after = page[^1].Order;
        }
    }

    private static string Token(int i) => (i % 10) switch { 3 => "tok_declined", 7 => "tok_timeout", _ => "tok_visa" };
}

/// <param name="Quiet">Everything came to an end by itself.</param>
/// <param name="AllWrittenTo">For every paid order one mail was sent.</param>
/// <param name="PaidAnswers">Buyers who were told that they had paid; the others learn it from their order.</param>
public sealed record CrashResult(int Checkouts, int Kills, int PaidOrders, int PaidAnswers, int PiecesGone, bool Quiet, bool BooksAgree, bool AllWrittenTo, string Verdict)
{
    public bool Holds => Quiet && BooksAgree && AllWrittenTo && PiecesGone == PaidOrders && PaidAnswers <= PaidOrders;
}
