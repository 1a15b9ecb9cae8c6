using System.Diagnostics;
using System.Globalization;
using Maru.Platform.Postgres;
using Maru.Rehearsal;
using Npgsql;

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
                : await LoadAsync(shop, Path.Combine(directory, "data"), options);
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

    private static async Task<int> LoadAsync(ServedShop shop, string data, BenchOptions options)
    {
        await shop.StartAsync(CancellationToken.None);
        if (options.Has("statements"))
        {
            await shop.KillAsync();
            await File.WriteAllTextAsync(
                Path.Combine(data, "postgres", "postgresql.local.conf"), "shared_preload_libraries = 'pg_stat_statements'\npg_stat_statements.max = 2000\ntrack_io_timing = off\n");
            await StopPostgresAsync(data);
            await shop.StartAsync(CancellationToken.None);
        }

        await using (var room = await shop.EnterAsync(new HashSet<string> { "catalog", "inventory" }, CancellationToken.None))
        {
            await Shelf.PutOnSaleAsync(room.Services, Sku, 1_000_000, 10_000, CancellationToken.None);
            await Shelf.PutOnSaleAsync(room.Services, "FLASH", 100, 10_000, CancellationToken.None);
        }

        var atOnce = options.Get("at-once", 8);
        CheckoutBuyers.Run(shop.Port, Sku, atOnce, TimeSpan.FromSeconds(options.Get("warm-up", 10)));
        await MeasureAsync(shop, data, atOnce, TimeSpan.FromSeconds(options.Get("seconds", 60)), options.Has("statements"));
        if (options.Get("flash", 0) is > 0 and var flashBuyers)
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

    private static async Task MeasureAsync(ServedShop shop, string data, int atOnce, TimeSpan duration, bool statements)
    {
        var connection = RunningCluster.Find(data)!.ConnectionStringFor("maru", "maru");
        await using var database = NpgsqlDataSource.Create(connection);
        if (statements)
        {
            await StatementTable.BeginAsync(database);
        }

        Task<CheckoutCosts> CostsAsync() => CheckoutCosts.ReadAsync(database, shop.ProcessId, shop.ProviderProcessId, PostmasterOf(data));
        var before = await CostsAsync();
        var times = CheckoutBuyers.Run(shop.Port, Sku, atOnce, duration);
        var after = await CostsAsync();
        string Times(double[] sorted) => string.Create(
            CultureInfo.InvariantCulture, $"median {CheckoutTimes.Percentile(sorted, 0.5):0.0} ms, p99 {CheckoutTimes.Percentile(sorted, 0.99):0.0} ms, longest {CheckoutTimes.Percentile(sorted, 1):0.0} ms");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{times.Whole.Length} whole checkouts in {times.Took.TotalSeconds:0.0} s, {atOnce} at a time: {times.PerSecond:0.0}/s; whole {Times(times.Whole)}; the checkout call {Times(times.Calls)}"));
        Console.WriteLine(after.Per(times.Whole.Length, before));
        if (statements)
        {
            Console.WriteLine(await StatementTable.ReadAsync(database, times.Whole.Length));
        }
    }

    private static int PostmasterOf(string data) => int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>The server outlives its shop when that is killed; asked to, it ends in order.</summary>
    private static async Task StopPostgresAsync(string data)
    {
        var id = PostmasterOf(data);
        Process.Start("kill", ["-INT", id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        while (Directory.Exists($"/proc/{id.ToString(CultureInfo.InvariantCulture)}"))
        {
            await Task.Delay(50);
        }
    }
}
