using System.Globalization;
using Dapper;
using Npgsql;

namespace Maru.Bench;

/// <summary>What the machine and the database have spent so far. The difference of two of them over the checkouts between is what one costs.</summary>
internal sealed record CheckoutCosts(
    double Shop, double Postgres, double Provider, double Buyers, double Machine, long Commits, long Rollbacks, long WalBytes, long WalSyncs)
{
    private const double TicksPerSecond = 100;
    private static readonly int ThisProcess = Environment.ProcessId;

    public static async Task<CheckoutCosts> ReadAsync(NpgsqlDataSource database, int shop, int provider, int postmaster)
    {
        await using var connection = await database.OpenConnectionAsync();
        var (commits, rollbacks) = await connection.QuerySingleAsync<(long, long)>("select xact_commit, xact_rollback from pg_stat_database where datname = current_database()");
        var (bytes, syncs) = await connection.QuerySingleAsync<(long, long)>("select wal_bytes::bigint, wal_sync from pg_stat_wal");
        return new CheckoutCosts(
            OwnSeconds(shop), PostgresSeconds(postmaster), OwnSeconds(provider), OwnSeconds(ThisProcess), MachineSeconds(), commits, rollbacks, bytes, syncs);
    }

    public string Per(int checkouts, CheckoutCosts before)
    {
        double Ms(Func<CheckoutCosts, double> of) => (of(this) - of(before)) * 1000 / checkouts;
        double Each(Func<CheckoutCosts, long> of) => (of(this) - of(before)) / (double)checkouts;
        var own = Ms(c => c.Shop + c.Postgres + c.Provider + c.Buyers);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            each took {own:0.00} ms of processor: shop {Ms(c => c.Shop):0.00}, PostgreSQL {Ms(c => c.Postgres):0.00}, provider {Ms(c => c.Provider):0.00}, buyers {Ms(c => c.Buyers):0.00}; others on this machine took {Ms(c => c.Machine) - own:0.00} beside it
            each took {Each(c => c.Commits):0.0} commits, {Each(c => c.Rollbacks):0.0} rollbacks, {Each(c => c.WalBytes) / 1024:0.0} kB of log, forced to disk {Each(c => c.WalSyncs):0.00} times
            """);
    }

    /// <summary>The server's processes come and go: those that ended are in their parent's account.</summary>
    private static double PostgresSeconds(int postmaster)
    {
        var sum = Stat(postmaster) is { } own ? own.Own + own.Ended : 0;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Stat(id) is { } child && child.Parent == postmaster)
            {
                sum += child.Own;
            }
        }

        return sum;
    }

    private static double OwnSeconds(int process) => Stat(process)?.Own ?? 0;

    private static (int Parent, double Own, double Ended)? Stat(int process)
    {
        const int parent = 1, user = 11, system = 12, childrenUser = 13, childrenSystem = 14;
        try
        {
            var text = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");

            // The name in brackets may hold anything; what follows the last bracket is regular.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double Seconds(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond;
            return (int.Parse(fields[parent], CultureInfo.InvariantCulture), Seconds(user) + Seconds(system), Seconds(childrenUser) + Seconds(childrenSystem));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double MachineSeconds()
    {
        const int idle = 4, waiting = 5, guest = 9;
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, guest - 1).Where(i => i is not idle and not waiting).Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
