using System.CommandLine;
using System.Text.Json;

namespace Maru.Commands;

/// <summary><c>maru health</c>: asks a running process whether it is ready. Exit code 0 if so, 1 if not: for supervisors and containers.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Where the process answers.", DefaultValueFactory = _ => "http://localhost:8080" };
        var live = new Option<bool>("--live") { Description = "Ask only whether it lives, not whether it is ready." };
        var command = new Command("health", "Ask a running process whether it is ready for requests.") { address, live };
        command.SetAction((parsed, ct) => AskAsync(parsed.GetRequiredValue(address).TrimEnd('/'), parsed.GetValue(live) ? "/health/live" : "/health/ready", ct));
        return command;
    }

    private static async Task<int> AskAsync(string address, string path, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.GetAsync(address + path, ct);
            using var report = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(ct));
            Console.WriteLine(report.RootElement.GetProperty("status").GetString());
            if (report.RootElement.TryGetProperty("checks", out var checks))
            {
                foreach (var check in checks.EnumerateArray())
                {
                    Console.WriteLine($"  {check.GetProperty("name").GetString(),-12}{(check.TryGetProperty("detail", out var detail) ? detail.GetString() : "ok")}");
                }
            }

            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
        {
            Console.Error.WriteLine($"{address} does not answer.");
            return 1;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            Console.Error.WriteLine($"{address} answers, but is no Maru.");
            return 1;
        }
    }
}
