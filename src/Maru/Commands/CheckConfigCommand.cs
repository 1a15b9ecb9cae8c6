using System.CommandLine;
using Maru.Hosting;

namespace Maru.Commands;

/// <summary><c>maru check-config</c>: says what would keep the shop from starting, or surprise its operator, without starting anything.</summary>
internal static class CheckConfigCommand
{
    private const int Wrong = 1;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => 8080 };
        var host = new Option<string>("--host") { Description = "Address to listen on.", DefaultValueFactory = _ => "localhost" };
        var data = CommonOptions.Data();
        var modules = new Option<string?>("--modules") { Description = "Names of the modules to run, by comma; all if left out." };
        var command = new Command("check-config", "Check options, environment, data directory, database and ports, and start nothing.") { port, host, data, modules };
        command.SetAction(async (parsed, ct) =>
        {
            var options = new ShopOptions(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(port), CommonOptions.Names(parsed.GetValue(modules)),
                Environment.GetEnvironmentVariable("MARU_POSTGRES"), Demo: false)
            {
                Host = parsed.GetRequiredValue(host),
            };
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentVariables("MARU__").Build();
            var findings = await new ConfigurationCheck(options, configuration).RunAsync(ct);
            foreach (var finding in findings)
            {
                Console.WriteLine($"{(finding.IsError ? "error" : "warning"),-9}{finding.Sentence}");
            }

            var errors = findings.Count(f => f.IsError);
            Console.WriteLine($"{errors} errors, {findings.Count - errors} warnings.");
            return errors == 0 ? 0 : Wrong;
        });
        return command;
    }
}
