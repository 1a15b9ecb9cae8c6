using System.CommandLine;
using System.Globalization;
using Maru.Contracts.Inventory;
using Maru.Hosting;
using Maru.Rehearsal;

namespace Maru.Commands;

/// <summary><c>maru prove money</c> and <c>maru prove no-oversell</c>: what a merchant need not believe but can check.</summary>
internal static class ProveCommand
{
    private const int Fails = 1;
    private const int NotReached = 2;
    private const int CannotStart = 3;
    private static readonly HashSet<string> Modules = ["ordering", "payments", "inventory", "notifications"];

    public static Command Create() => new("prove", "Check that money and stock add up.") { CreateMoney(), CreateNoOversell() };

    private static Command CreateMoney()
    {
        var data = CommonOptions.Data();
        var command = new Command("money", "Compare orders, ledger and provider of the real shop, to the unit. Reads only.") { data };
        command.SetAction(async (parsed, ct) => await MoneyAsync(parsed.GetRequiredValue(data), ct));
        return command;
    }

    private static Command CreateNoOversell()
    {
        var pieces = new Option<int>("--pieces") { Description = "Each sale offers from 1 to so many pieces.", DefaultValueFactory = _ => 8 };
        var buyers = new Option<int>("--buyers") { Description = "Buyers at once in each sale (at most 1,000).", DefaultValueFactory = _ => 100 };
        var command = new Command("no-oversell", "Let many buyers run for few pieces in a scratch shop.") { pieces, buyers };
        command.SetAction(async (parsed, ct) => await NoOversellAsync(Math.Clamp(parsed.GetValue(pieces), 1, 100), Math.Clamp(parsed.GetValue(buyers), 1, 1000), ct));
        return command;
    }

    private static async Task<int> MoneyAsync(string data, CancellationToken ct)
    {
        var (room, problem) = await BackRoom.OpenAsync(data, Environment.GetEnvironmentVariable("MARU_POSTGRES"), Modules, ct);
        if (room is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (room)
        {
            var books = ActivatorUtilities.CreateInstance<Books>(room.Services);
            var verdict = await books.CompareAsync(withProviders: true, ct);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{verdict.Orders} orders, {verdict.PaidOrders} of them paid, {verdict.Confirmed} of these confirmed to their buyers; {verdict.LedgerEntries} ledger entries; {verdict.Open.Awaiting} payments awaited, {verdict.Open.Tasks} tasks open."));
            foreach (var difference in verdict.Differences)
            {
                Console.WriteLine("  " + difference);
            }

            if (!verdict.Holds)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FAILS: {verdict.DifferenceCount} differences."));
                return Fails;
            }

            Console.WriteLine(verdict.Reached ? "HOLDS: orders, ledger, provider and stock agree to the unit, and every paid order was confirmed once." : "HOLDS as far as could be seen: a payment provider could not be asked.");
            return verdict.Reached ? 0 : NotReached;
        }
    }

    private static async Task<int> NoOversellAsync(int pieces, int buyers, CancellationToken ct)
    {
        var (shop, problem) = await ScratchShop.OpenAsync(ct);
        if (shop is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (shop)
        {
            var good = true;
            for (var left = 1; left <= pieces; left = left < 2 ? 2 : left * 2)
            {
                var sku = string.Create(CultureInfo.InvariantCulture, $"PROOF-{left}");
                await shop.StockAsync(sku, left, 10_000, ct);
                var sale = await FlashSale.RunAsync(shop.Address, sku, buyers, ct);
                var holds = sale.Sold == Math.Min(left, buyers) && sale.Unclear == 0;
                good &= holds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{buyers} buyers for {left}: {sale.Sold} sold, {sale.Refused} refused, {sale.Unclear} unclear{(holds ? "" : "   <-- FAILS")}"));
            }

            var proof = await shop.Services.GetRequiredService<IInventoryProof>().CheckAsync(ct);
            good &= proof is { Holds: true, Oversold: 0 };
            Console.WriteLine(good ? "HOLDS: never more was sold than there was, and the stock ledger agrees." : "FAILS: more or less was sold than there was.");
            return good ? 0 : Fails;
        }
    }
}
