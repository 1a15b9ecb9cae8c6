using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Maru.Contracts.Vision;
using Maru.Hosting;

namespace Maru.Commands;

/// <summary>
/// `maru vision-rebuild`: looks at every product picture anew. A shop that runs on the same data takes part, answers from what it has meanwhile, and puts
/// the new index in place when all is done. Stopped or crashed half-way, the shop or the next call goes on where it stood.
/// </summary>
internal static class VisionRebuildCommand
{
    private const int CannotStart = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("vision-rebuild", "Looks at every product picture anew and rebuilds the picture index, without stopping searches.") { data };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, CancellationToken ct)
    {
        var (room, problem) = await BackRoom.OpenAsync(data, Environment.GetEnvironmentVariable("MARU_POSTGRES"), new HashSet<string> { "catalog", "vision" }, ct);
        if (room is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (room)
        {
            var vision = room.Services.GetRequiredService<IVisionAdministration>();
            var watch = Stopwatch.GetTimestamp();
            var rebuild = await vision.StartRebuildAsync(ct);
            var done = -1;
            while (rebuild.FinishedAt is null)
            {
                if (rebuild.Done == done)
                {
                    // Another process is at it; its progress is told all the same.
                    await Task.Delay(Pace, ct);
                }

                done = rebuild.Done;
                rebuild = (await vision.ContinueRebuildAsync(ct))!;
                if (!Console.IsErrorRedirected)
                {
                    Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{rebuild.Done} of {rebuild.Total} pictures"));
                }
            }

            Console.Error.WriteLine();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rebuild.Done} pictures looked at with {rebuild.Model} ({Stopwatch.GetElapsedTime(watch).TotalSeconds:0.0} s)."));
            return 0;
        }
    }
}
