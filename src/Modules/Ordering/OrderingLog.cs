using Maru.Contracts;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Ordering;

internal static partial class OrderingLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The checkout of order {Order} stopped in stage {Stage} (attempt {Attempt}); it is taken up again.")]
    public static partial void CheckoutStopped(ILogger logger, OrderId order, string stage, int attempt, Exception exception);

    [LoggerMessage(5002, LogLevel.Warning, "Looking for checkouts and tasks that are due failed; trying again.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(5003, LogLevel.Warning, "The task {Kind} of order {Order} failed (attempt {Attempt}); it is tried again.")]
    public static partial void TaskFailed(ILogger logger, string kind, OrderId order, int attempt, Exception exception);

    [LoggerMessage(5004, LogLevel.Error, "The refund {Refund} of order {Order} was refused by the payment provider: {Code}.")]
    public static partial void RefundRefused(ILogger logger, RefundId refund, OrderId order, string code);
}
