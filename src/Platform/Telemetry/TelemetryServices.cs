using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Maru.Platform.Telemetry;

/// <summary>Where a process's logs and traces go.</summary>
public static class TelemetryServices
{
    public const string LogFormat = "Log:Format";

    /// <exception cref="InvalidOperationException">With what is wrong.</exception>
    public static void AddMaruTelemetry(this IServiceCollection services, ILoggingBuilder logging, IConfiguration configuration)
    {
        var errors = new List<string>();
        TraceExport.Add(services, configuration, errors);
        switch (configuration[LogFormat])
        {
            case null or "" or "text":
                break;
            case "json":
                logging.ClearProviders();
                logging.AddConsole(options => options.FormatterName = JsonLines.FormatterName);
                services.AddSingleton<ConsoleFormatter, JsonLines>();
                break;
            case var other:
                errors.Add($"{LogFormat}: '{other}' is not a format of logs; text or json.");
                break;
        }

        if (errors.Count > 0)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }
    }
}
