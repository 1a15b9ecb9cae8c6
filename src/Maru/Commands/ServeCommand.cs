using System.CommandLine;
using System.Diagnostics;
using Maru.Hosting;
using Maru.Platform.Caching;
using Maru.Platform.Telemetry;
using Maru.Platform.Transports;

namespace Maru.Commands;

/// <summary><c>maru serve</c>: runs the shop, or some of its modules, until told to stop.</summary>
internal static class ServeCommand
{
    private const int CannotStart = 3;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => 8080 };
        var host = new Option<string>("--host") { Description = "Address to listen on.", DefaultValueFactory = _ => "localhost" };
        var data = CommonOptions.Data();
        var modules = new Option<string?>("--modules") { Description = "Names of the modules to run, by comma; all if left out." };
        var noDemo = new Option<bool>("--no-demo") { Description = "Do not load the demo shop into an empty database." };
        var log = new Option<string?>("--log") { Description = "How to write logs: text, or json for one object a line." };
        log.AcceptOnlyFromAmong("text", "json");
        var cache = new Option<string?>("--cache") { Description = "Where to keep what may be forgotten: memory, or a Redis that all processes share (redis://host, unix:///socket)." };
        var transport = new Option<string?>("--transport") { Description = "What carries events to parts of the shop with another database: postgres or rabbitmq." };
        var uri = new Option<string?>("--transport-uri") { Description = "Where the carrier is: a connection string, or amqp://user:password@host." };
        var sends = new Option<string?>("--transport-sends") { Description = "Modules whose events are needed elsewhere, by comma." };
        var receives = new Option<string?>("--transport-receives") { Description = "Modules that live elsewhere and whose events are needed here, by comma." };
        (Option<string?> Option, string Setting)[] settings =
        [
            (log, TelemetryServices.LogFormat), (cache, CacheServices.Setting), (transport, TransportOptions.KindSetting), (uri, TransportOptions.UriSetting),
            (sends, TransportOptions.SendsSetting), (receives, TransportOptions.ReceivesSetting),
        ];
        var command = new Command("serve", "Run the shop, or some of its modules.") { port, host, data, modules, noDemo, log, cache, transport, uri, sends, receives };
        command.SetAction(async (parsed, ct) =>
        {
            var options = new ShopOptions(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(port), CommonOptions.Names(parsed.GetValue(modules)),
                Environment.GetEnvironmentVariable("MARU_POSTGRES"), !parsed.GetValue(noDemo))
            {
                Host = parsed.GetRequiredValue(host),
                Settings = settings.Where(s => parsed.GetValue(s.Option) is not null).ToDictionary(s => s.Setting, s => parsed.GetValue(s.Option)),
            };
            return await RunAsync(options, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(ShopOptions options, CancellationToken ct)
    {
        var watch = Stopwatch.GetTimestamp();
        var start = await Shop.StartAsync(options, ct);
        if (start.Shop is not { } shop)
        {
            Console.Error.WriteLine(start.Problem);
            return CannotStart;
        }

        await using (shop)
        {
            Console.WriteLine($"Maru is open at {shop.Address} ({Stopwatch.GetElapsedTime(watch).TotalSeconds:0.0} s). Ctrl-C closes it.");
            if (options is { Demo: true, Modules: null })
            {
                await LoadDemoAsync(shop, ct);
            }

            await shop.App.WaitForShutdownAsync(ct);
        }

        return 0;
    }

    private static async Task LoadDemoAsync(Shop shop, CancellationToken ct)
    {
        var loaded = await new DemoLoader(shop.App.Services, TimeProvider.System).LoadAsync(Console.WriteLine, ct);
        if (loaded)
        {
            Console.WriteLine("The demo shop is ready. Accounts, all with the password \"" + DemoLoader.Password + "\":");
            foreach (var (role, email) in DemoLoader.Accounts)
            {
                Console.WriteLine($"  {role,-10}{email}");
            }
        }
    }
}
