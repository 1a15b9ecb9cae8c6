using Microsoft.Extensions.Logging;

namespace Maru.Platform.Events;

internal static partial class EventLog
{
    [LoggerMessage(1001, LogLevel.Warning, "Following the logs failed; trying again.")]
    public static partial void WatcherFailed(ILogger logger, Exception exception);

    [LoggerMessage(1002, LogLevel.Warning, "Lane {Lane} of {Subscription} failed; trying again.")]
    public static partial void LaneFailed(ILogger logger, string subscription, int lane, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "{Subscription} could not handle {Type} {Id} (attempt {Attempt}); its key waits.")]
    public static partial void Parked(ILogger logger, string subscription, string type, Guid id, int attempt, Exception exception);

    [LoggerMessage(1004, LogLevel.Error, "{Subscription} gave {Type} {Id} up after {Attempts} attempts; its key waits for somebody to look.")]
    public static partial void Dead(ILogger logger, string subscription, string type, Guid id, int attempts, Exception exception);

    [LoggerMessage(1005, LogLevel.Warning, "Moving delayed events of {Module} into its log failed; trying again.")]
    public static partial void DelayedFailed(ILogger logger, string module, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "A follower of {Type} {Id} failed.")]
    public static partial void FollowerFailed(ILogger logger, string type, Guid id, Exception exception);
}
