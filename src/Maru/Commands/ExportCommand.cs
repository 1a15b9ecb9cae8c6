using System.CommandLine;
using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Catalog;
using Maru.Hosting;

namespace Maru.Commands;

/// <summary><c>maru export FILE --format ...</c>: writes the goods of the shop into a file.</summary>
internal static class ExportCommand
{
    private const int CannotStart = 3;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write." };
        var data = CommonOptions.Data();
        var format = FileFormats.Option();
        format.Description = "The file's format.";
        format.Required = true;
        var currency = new Option<string>("--currency") { Description = "Currency of the prices, where the format has one only.", DefaultValueFactory = _ => "USD" };
        currency.AcceptOnlyFromAmong("KRW", "USD", "EUR", "JPY");
        var command = new Command("export", "Export products into a file.") { file, data, format, currency };
        command.SetAction(async (parsed, ct) => await RunAsync(
            parsed.GetRequiredValue(data), new ExportFile(Path.GetFullPath(parsed.GetRequiredValue(file)), FileFormats.Parse(parsed.GetValue(format))!.Value,
                Currency.Parse(parsed.GetRequiredValue(currency))), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, ExportFile file, CancellationToken ct)
    {
        var (room, problem) = await BackRoom.OpenAsync(data, Environment.GetEnvironmentVariable("MARU_POSTGRES"), new HashSet<string> { "catalog" }, ct);
        if (room is null)
        {
            Console.Error.WriteLine(problem);
            return CannotStart;
        }

        await using (room)
        {
            var result = await room.Services.GetRequiredService<ICatalogFiles>().ExportAsync(file, ct);
            if (!result.Succeeded)
            {
                Console.Error.WriteLine(result.Failure.Message);
                return CannotStart;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Value.Products} products with {result.Value.Variants} variants, {result.Value.Bytes} bytes."));
            return 0;
        }
    }
}
