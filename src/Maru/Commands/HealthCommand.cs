using System.CommandLine;

namespace Maru.Commands;

/// <summary><c>maru health</c>: asks a running process whether it lives. Exit code 0 if so, 1 if not: for supervisors and containers.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Where the process answers.", DefaultValueFactory = _ => "http://localhost:8080" };
        var command = new Command("health", "Ask a running process whether it lives.") { address };
        command.SetAction(async (parsed, ct) =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            try
            {
                var answer = await http.GetAsync(parsed.GetRequiredValue(address).TrimEnd('/') + "/health/live", ct);
                Console.WriteLine(answer.IsSuccessStatusCode ? "live" : $"answers {(int)answer.StatusCode}");
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
            {
                Console.Error.WriteLine($"{parsed.GetRequiredValue(address)} does not answer.");
                return 1;
            }
        });
        return command;
    }
}
