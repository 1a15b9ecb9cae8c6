using System.Diagnostics;

namespace Maru.Bench.Events;

/// <summary>Does something so many times a second, by the clock: a slow one does not slow those after it.</summary>
internal static class Pace
{
    /// <returns>How often it was done.</returns>
    public static async Task<long> RunAsync(int perSecond, TimeSpan duration, Func<long, Task> act)
    {
        var begin = Stopwatch.GetTimestamp();
        var total = (long)(perSecond * duration.TotalSeconds);
        var running = new List<Task>();
        for (long done = 0; done < total;)
        {
            var due = Math.Min(total, (long)(Stopwatch.GetElapsedTime(begin).TotalSeconds * perSecond));
            for (; done < due; done++)
            {
                running.Add(act(done));
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(running);
        return total;
    }
}
