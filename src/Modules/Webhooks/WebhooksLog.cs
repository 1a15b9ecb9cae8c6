using Maru.Contracts.Webhooks;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Webhooks;

/// <summary>Ids and codes only.</summary>
internal static partial class WebhooksLog
{
    [LoggerMessage(3301, LogLevel.Warning, "Looking for webhooks to send failed; trying again.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(3302, LogLevel.Warning, "Sending webhooks to endpoint {Endpoint} failed; trying again.")]
    public static partial void QueueFailed(ILogger logger, WebhookEndpointId endpoint, Exception exception);

    [LoggerMessage(3303, LogLevel.Error, "Webhook endpoint {Endpoint} is disabled: nothing has arrived there since {Since}.")]
    public static partial void GivenUp(ILogger logger, WebhookEndpointId endpoint, DateTimeOffset since);
}
