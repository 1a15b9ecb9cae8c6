using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Webhooks;

/// <summary>
/// The section "Webhooks" of the configuration: whether endpoints may be in the shop's own network and speak plain HTTP (Webhooks:AllowPrivateNetworks), how
/// long an answer may take (Webhooks:TimeoutSeconds), after how long without a success an endpoint is given up (Webhooks:DisableAfterHours), and how
/// long messages are kept for replay (Webhooks:KeepDays).
/// </summary>
internal sealed record WebhooksOptions(bool AllowPrivateNetworks, TimeSpan Timeout, TimeSpan DisableAfter, TimeSpan Keep)
{
    public static WebhooksOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Webhooks");
        return new WebhooksOptions(
            bool.Parse(section["AllowPrivateNetworks"] ?? "false"),
            TimeSpan.FromSeconds(Number(section["TimeoutSeconds"], "TimeoutSeconds", 15, 120)),
            TimeSpan.FromHours(Number(section["DisableAfterHours"], "DisableAfterHours", 120, 8760)),
            TimeSpan.FromDays(Number(section["KeepDays"], "KeepDays", 30, 3650)));
    }

    private static int Number(string? text, string key, int fallback, int most) =>
        text is null ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Webhooks:{key}: '{text}' is not a whole number from 1 to {most}."));
}
