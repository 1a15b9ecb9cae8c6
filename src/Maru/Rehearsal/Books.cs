using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Inventory;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Contracts.Payments;

namespace Maru.Rehearsal;

/// <summary>Lays orders, ledger, provider, stock and mail side by side. Reads only.</summary>
public sealed class Books(IOrderAdministration orders, ILedger ledger, IInventoryProof stock, INotificationsAdministration messages)
{
    private const string Confirmation = "order-paid";

    /// <summary>Mail is written when the news of an order is read, a moment after the order is paid.</summary>
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(30);

    private const int PageSize = 5000;
    private const int DifferencesShown = 20;

    public async Task<BooksVerdict> CompareAsync(bool withProviders, CancellationToken ct)
    {
        var differences = new List<string>();
        var booked = await LedgerAsync(ct);
        long count = 0, paidOrders = 0, mails = 0;
        OrderId? after = null;
        while (true)
        {
            var page = await orders.GetBooksAsync(after, PageSize, ct);
            foreach (var order in page)
            {
                count++;
                paidOrders += order.Paid.Amount > 0 ? 1 : 0;
                booked.Remove(order.Order, out var money);
                Compare(order, money, differences);
            }

            mails += await CompareMailAsync([.. page.Where(o => o.Paid.Amount > 0)], differences, ct);

            if (page.Count < PageSize)
            {
                break;
            }

            after = page[^1].Order;
        }

        differences.AddRange(booked.Values.Where(m => m.Captured.Amount != m.Refunded.Amount).Select(m => $"{m.Captured - m.Refunded} are booked for order {m.Order}, which does not exist."));
        var balance = await ledger.GetTrialBalanceAsync(ct);
        if (!balance.Balanced)
        {
            differences.Add("The ledger does not balance.");
        }

        var reached = true;
        foreach (var provider in withProviders ? await ledger.CompareProvidersAsync(ct) : [])
        {
            reached &= provider.Reached;
            if (provider is { Reached: true, Agrees: false })
            {
                differences.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{provider.Provider} says it took {provider.ProviderCaptured} and gave back {provider.ProviderRefunded} {provider.Currency}; the ledger says {provider.LedgerCaptured} and {provider.LedgerRefunded}."));
            }
        }

        var proof = await stock.CheckAsync(ct);
        differences.AddRange(proof.Differences.Select(d => string.Create(
            CultureInfo.InvariantCulture, $"{d.Sku} in {d.Warehouse}: {d.Counter} counts {d.Counted}, expected {d.Expected}.")));
        var open = await orders.GetOpenWorkAsync(ct);
        return new BooksVerdict(count, paidOrders, mails, balance.Entries, proof.Held, open, reached, [.. differences.Take(DifferencesShown)], differences.Count);
    }

    /// <returns>How many of these orders have their confirmation.</returns>
    private async Task<int> CompareMailAsync(OrderBooks[] paid, List<string> differences, CancellationToken ct)
    {
        var told = new HashSet<OrderId>();
        await ScratchShop.UntilAsync(
            async () =>
            {
                var missing = paid.Where(o => !told.Contains(o.Order)).Select(o => o.Order).ToArray();
                var found = (await messages.GetOfOrdersAsync(missing, ct)).Where(m => m.Topic == Confirmation).ToArray();
                differences.AddRange(found.GroupBy(m => (m.Order, m.Channel)).Where(g => g.Count() > 1).Select(g => string.Create(
                    CultureInfo.InvariantCulture, $"Order {g.Key.Order} was confirmed {g.Count()} times by {g.Key.Channel}.")));
                told.UnionWith(found.Select(m => m.Order));
                return missing.All(told.Contains);
            },
            MailPatience, ct);
        differences.AddRange(paid.Where(o => !told.Contains(o.Order)).Select(o => $"Order {o.Number} is paid, and nobody was told."));
        return told.Count;
    }

    private async Task<Dictionary<OrderId, OrderMoney>> LedgerAsync(CancellationToken ct)
    {
        var all = new Dictionary<OrderId, OrderMoney>();
        OrderId? after = null;
        while (true)
        {
            var page = await ledger.GetOrderMoneyAsync(after, PageSize, ct);
            foreach (var money in page)
            {
                all[money.Order] = money;
            }

            if (page.Count < PageSize)
            {
                return all;
            }

            after = page[^1].Order;
        }
    }

    private static void Compare(OrderBooks order, OrderMoney? money, List<string> differences)
    {
        var captured = money?.Captured.Amount ?? 0;
        var refunded = money?.Refunded.Amount ?? 0;
        var agrees = order.Paid.Amount > 0
            ? captured == order.Paid.Amount && refunded == order.Refunded.Amount

            // What failed may have taken money only to give all of it back.
            : captured == refunded;
        if (!agrees)
        {
            differences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Order {order.Number} ({order.Status}) says paid {order.Paid}, refunded {order.Refunded.Amount}; the ledger says {captured} and {refunded}."));
        }
    }
}

/// <param name="Confirmed">Paid orders whose buyer got one confirmation.</param>
/// <param name="Reached">Every payment provider could be asked.</param>
public sealed record BooksVerdict(
    long Orders, long PaidOrders, long Confirmed, long LedgerEntries, long StockHeld, OpenWork Open, bool Reached, IReadOnlyList<string> Differences, int DifferenceCount)
{
    public bool Holds => DifferenceCount == 0;
}
