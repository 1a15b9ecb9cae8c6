using Maru.Contracts.Notifications;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Notifications;

/// <summary>Ids and codes only: no addresses, no texts.</summary>
internal static partial class NotificationsLog
{
    [LoggerMessage(3101, LogLevel.Warning, "Sending messages by {Channel} failed; trying again.")]
    public static partial void RoundFailed(ILogger logger, string channel, Exception exception);

    [LoggerMessage(3102, LogLevel.Warning, "Message {Message} could not be written; trying again later.")]
    public static partial void NotWritten(ILogger logger, MessageId message, Exception exception);

    [LoggerMessage(3103, LogLevel.Warning, "{Channel} did not take message {Message}: {Code}.")]
    public static partial void NotSent(ILogger logger, MessageId message, string channel, string code);

    [LoggerMessage(3104, LogLevel.Warning, "A status report of {Provider} was refused: {Why}.")]
    public static partial void ReportRefused(ILogger logger, string provider, string why);
}
