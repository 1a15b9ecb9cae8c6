using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Maru.Platform.Telemetry;

/// <summary>The section Metrics: who may read /metrics.</summary>
/// <param name="Port">A port of its own (Metrics:Port), on which nothing else answers; then the shop's own port does not show them.</param>
/// <param name="Token">Must come as a bearer token (Metrics:Token).</param>
public sealed record MetricsOptions(int? Port, string? Token)
{
    /// <exception cref="InvalidOperationException">The port is none.</exception>
    public static MetricsOptions Read(IConfiguration configuration)
    {
        var port = configuration["Metrics:Port"];
        return port is null or ""
            ? new MetricsOptions(null, configuration["Metrics:Token"] is { Length: > 0 } token ? token : null)
            : new MetricsOptions(
                int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
                    ? number
                    : throw new InvalidOperationException($"Metrics:Port: '{port}' is not a port; a number from 1 to 65535 is needed."),
                configuration["Metrics:Token"] is { Length: > 0 } given ? given : null);
    }
}
