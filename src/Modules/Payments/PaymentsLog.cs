using Maru.Contracts;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Payments;

/// <summary>Ids and codes only: no tokens, no secrets, no personal data.</summary>
internal static partial class PaymentsLog
{
    [LoggerMessage(2701, LogLevel.Error, "Payment {Payment} does not agree with its provider and is left alone: {Mismatch}")]
    public static partial void Mismatch(ILogger logger, PaymentId payment, string mismatch);

    [LoggerMessage(2702, LogLevel.Warning, "The provider would not start payment {Payment}: {Code}.")]
    public static partial void StartRefused(ILogger logger, PaymentId payment, string code);

    [LoggerMessage(2703, LogLevel.Warning, "The provider would not make refund {Refund} of payment {Payment}: {Code}.")]
    public static partial void RefundRefused(ILogger logger, RefundId refund, PaymentId payment, string code);

    [LoggerMessage(2704, LogLevel.Warning, "Looking after payment {Payment} failed; trying again later.")]
    public static partial void RecoveryFailed(ILogger logger, PaymentId payment, Exception exception);

    [LoggerMessage(2705, LogLevel.Warning, "The payments that are due for a look could not be read; trying again.")]
    public static partial void RecoveryUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(2706, LogLevel.Warning, "A webhook of {Provider} was refused: {Why}")]
    public static partial void WebhookRefused(ILogger logger, string provider, string why);

    [LoggerMessage(2707, LogLevel.Warning, "{Provider} could not be asked for its payments.")]
    public static partial void ProviderNotListed(ILogger logger, string provider, Exception exception);
}
