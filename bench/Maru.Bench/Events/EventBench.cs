using System.Diagnostics;
using System.Globalization;
using Maru.Platform.Data;
using Npgsql;

namespace Maru.Bench.Events;

/// <summary>
/// The event log end to end: told in transactions of one module, handled in lanes of another, every event with its effect in a table, fsync on. Then
/// RabbitMQ on the same machine, which moves messages only.
/// </summary>
internal static class EventBench
{
    private const int Keys = 1000;
    private const int MostAhead = 20_000;
    private const int Rate = 1000;

    public static int Run(BenchOptions options) => RunAsync(options).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(BenchOptions options)
    {
        var duration = TimeSpan.FromSeconds(options.Get("seconds", 10));
        var batch = options.Get("batch", 100);
        var directory = Directory.CreateTempSubdirectory("maru-bench-").FullName;
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        try
        {
            await using (var log = await LogUnderTest.StartAsync(directory))
            {
                await FlowAsync(log, TimeSpan.FromSeconds(3), batch, options.Get("tellers", 4));
                var perSecond = await FlowAsync(log, duration, batch, options.Get("tellers", 4));
                Say($"event log   {perSecond,9:0} events/s end to end (transactions of {batch}, fsync on, an effect in a table for each)");
                await log.Listener.ExecuteAsync("truncate effects", null, CancellationToken.None);
                Say($"event log   {await TrickleAsync(log, duration)} from commit to committed effect at {Rate} events/s, one a transaction");
            }

            if (!options.Has("no-peer"))
            {
                await RabbitPeer.RunAsync(duration, batch, Rate, Say);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public static string Percentiles(double[] milliseconds)
    {
        Array.Sort(milliseconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {milliseconds[milliseconds.Length / 2]:0.0} ms, p99 {milliseconds[(int)(milliseconds.Length * 0.99)]:0.0} ms, most {milliseconds[^1]:0.0} ms");
    }

    public static Sold EventOf(long number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"order-{number % Keys}"), number, "SKU-4711-BLUE-L", 2, 25_900, "Two pieces, to be sent today, in one parcel.");

    /// <summary>As much as goes through, told no further ahead than a few batches, so that the rate is that of the slower end.</summary>
    private static async Task<double> FlowAsync(LogUnderTest log, TimeSpan duration, int batch, int tellers)
    {
        var begin = Stopwatch.GetTimestamp();
        var before = log.Effects.Handled;
        long told = before;
        await Task.WhenAll(Enumerable.Range(0, tellers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begin) < duration)
            {
                if (Interlocked.Read(ref told) - log.Effects.Handled > MostAhead)
                {
                    await Task.Delay(1);
                    continue;
                }

                await TellAsync(log.Teller, Interlocked.Add(ref told, batch), batch);
            }
        })));
        while (log.Effects.Handled < told)
        {
            await Task.Delay(1);
        }

        return (told - before) / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task<string> TrickleAsync(LogUnderTest log, TimeSpan duration)
    {
        var before = log.Effects.Handled;
        var told = await Pace.RunAsync(Rate, duration, number => TellAsync(log.Teller, number + 1, 1));
        while (log.Effects.Handled < before + told)
        {
            await Task.Delay(1);
        }

        await using var source = NpgsqlDataSource.Create(log.OwnerConnectionString);
        await using var command = source.CreateCommand(
            """
            select extract(epoch from pg_xact_commit_timestamp(e.xmin) - pg_xact_commit_timestamp(o.xmin))::float8 * 1000
            from listener.effects e join teller.outbox o using (position)
            """);
        var times = new List<double>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            times.Add(reader.GetDouble(0));
        }

        return Percentiles([.. times]);
    }

    private static async Task TellAsync(Database<TellerModule> teller, long upTo, int count)
    {
        await using var transaction = await teller.BeginAsync(CancellationToken.None);
        for (var number = upTo - count; number < upTo; number++)
        {
            transaction.Publish(EventOf(number));
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
