using Maru.Platform.Data;

namespace Maru.Platform.Tests.Events;

/// <summary>
/// A process that tells and hears events until it is killed. What it tells it counts in the same transaction, so that afterwards the database says
/// what must have been heard.
/// </summary>
internal static class LogWorker
{
    public const string Word = "log-worker";
    public const int Counters = 24;
    private const int MostAhead = 200;

    public static async Task<int> RunAsync(string connectionString, int seed)
    {
        await using var host = await LogHost.StartAsync(connectionString);
        host.Mishaps.Fails = _ => Random.Shared.Next(60) == 0;
        var telling = TellAsync(host, new Random(seed), CancellationToken.None);

        // The test's end closes the pipe, however it ends: no worker outlives it.
        await Task.WhenAny(telling, Console.In.ReadToEndAsync());
        return 0;
    }

    /// <summary>Goes on through every failure of the database, as a program that is asked again would.</summary>
    public static async Task TellAsync(LogHost host, Random random, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await AheadAsync(host) < MostAhead)
                {
                    await TellSomeAsync(host.Teller, $"counter {random.Next(Counters)}", random.Next(1, 6));
                }
                else
                {
                    await Task.Delay(5, CancellationToken.None);
                }
            }
            catch (Npgsql.NpgsqlException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static async Task TellSomeAsync(Database<TellerModule> teller, string counter, int count)
    {
        await using var transaction = await teller.BeginAsync(CancellationToken.None);
        var last = await transaction.QuerySingleOrDefaultAsync<int>(
            """
            insert into counters (counter, number) values (@counter, @count)
            on conflict (counter) do update set number = counters.number + @count returning number
            """,
            new { counter, count }, CancellationToken.None);
        for (var number = last - count + 1; number <= last; number++)
        {
            transaction.Publish(new Counted(counter, number));
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<long> AheadAsync(LogHost host) =>
        await host.Teller.QuerySingleOrDefaultAsync<long>("select coalesce(sum(number), 0) from counters", null, CancellationToken.None)
        - await host.Listener.QuerySingleOrDefaultAsync<long>("select count(*) from heard", null, CancellationToken.None);
}
