using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Hosting;

namespace Maru.Commands;

/// <summary><c>maru import FILE</c>: brings goods from a file into the shop, whether it is open or not.</summary>
internal static class ImportCommand
{
    private const int SomeRefused = 1;
    private const int CannotStart = 3;
    private const int ProblemsShown = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Shopify's product CSV, a Google Merchant feed (tabs or XML), or JSON Lines." };
        var data = CommonOptions.Data();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and change nothing." };
        var format = FileFormats.Option();
        var seller = new Option<string?>("--seller") { Description = "Slug of the seller whose goods they are; the shop's own if left out. Made if there is none." };
        var currency = new Option<string>("--currency") { Description = "Currency of prices that name none.", DefaultValueFactory = _ => "USD" };
        currency.AcceptOnlyFromAmong("KRW", "USD", "EUR", "JPY");
        var command = new Command("import", "Import products from a file.") { file, data, dryRun, format, seller, currency };
        command.SetAction(async (parsed, ct) => await RunAsync(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(file), FileFormats.Parse(parsed.GetValue(format)), Currency.Parse(parsed.GetRequiredValue(currency)),
            parsed.GetValue(seller), parsed.GetValue(dryRun), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string file, FileFormat? format, Currency currency, string? sellerSlug, bool dryRun, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"There is no file {file}.");
            return CannotStart;
        }

        var (room, problem) = await BackRoom.OpenAsync(data, Environment.GetEnvironmentVariable("MARU_POSTGRES"), new HashSet<string> { "catalog" }, ct);
        if (room is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (room)
        {
            var seller = Sellers.House;
            if (sellerSlug is not null)
            {
                var found = await SellerAsync(room.Services.GetRequiredService<ICatalogImport>(), sellerSlug, dryRun, ct);
                if (!found.Succeeded)
                {
                    Console.Error.WriteLine(found.Failure.Message);
                    return CannotStart;
                }

                seller = found.Value;
            }

            var files = room.Services.GetRequiredService<ICatalogFiles>();
            var watch = Stopwatch.GetTimestamp();
            var start = await files.StartImportAsync(new ImportFile(Path.GetFullPath(file), format, currency, seller, dryRun), ct);
            if (!start.Succeeded)
            {
                Console.Error.WriteLine(start.Failure.Message);
                return CannotStart;
            }

            var run = await FollowAsync(files, start.Value, ct);
            return Report(run, Stopwatch.GetElapsedTime(watch));
        }
    }

    private static async Task<Result<SellerId>> SellerAsync(ICatalogImport import, string slug, bool dryRun, CancellationToken ct) =>
        await import.FindSellerAsync(slug, ct) is { } known ? known
        : dryRun ? SellerId.New()
        : await import.EnsureSellerAsync(slug, slug, ct);

    private static async Task<ImportRun> FollowAsync(ICatalogFiles files, ImportRun run, CancellationToken ct)
    {
        while (run.Status == ImportStatus.Running)
        {
            Bar(run);
            await Task.Delay(Pace, ct);
            run = (await files.FindImportAsync(run.Id, ct))!;
        }

        Bar(run);
        return run;
    }

    /// <summary>Drawn on a terminal only; a log needs no bar.</summary>
    private static void Bar(ImportRun run)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        const int Width = 30;
        var share = run.BytesTotal == 0 ? 1 : Math.Clamp((double)run.BytesRead / run.BytesTotal, 0, 1);
        var filled = (int)(share * Width);
        Console.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {share * 100,3:0} %  {run.Created + run.Updated + run.Unchanged} products"));
        if (run.Status != ImportStatus.Running)
        {
            Console.Error.WriteLine();
        }
    }

    private static int Report(ImportRun run, TimeSpan took)
    {
        foreach (var problem in run.Problems.Take(ProblemsShown))
        {
            var line = problem.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number}: ") : "";
            Console.Error.WriteLine($"  {line}{(problem.Slug is null ? "" : problem.Slug + ": ")}{problem.Reason}");
        }

        if (run.Failed > ProblemsShown)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {run.Failed - ProblemsShown} more"));
        }

        var would = run.DryRun ? "would be " : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{run.Created} {would}new, {run.Updated} {would}changed, {run.Unchanged} as they were, {run.Failed} refused ({took.TotalSeconds:0.0} s)."));
        if (run.Status == ImportStatus.Failed)
        {
            Console.Error.WriteLine(run.Error);
            return CannotStart;
        }

        return run.Failed > 0 ? SomeRefused : 0;
    }
}
