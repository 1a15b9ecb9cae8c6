using Microsoft.Extensions.Logging;

namespace Maru.Platform.Transports;

internal static partial class TransportLog
{
    [LoggerMessage(1501, LogLevel.Warning, "Events of {Source} could not be sent; trying again.")]
    public static partial void SendFailed(ILogger logger, string source, Exception exception);

    [LoggerMessage(1502, LogLevel.Warning, "Taking in events of {Source} was interrupted; trying again.")]
    public static partial void ReceiveFailed(ILogger logger, string source, Exception exception);
}
