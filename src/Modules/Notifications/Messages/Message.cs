using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Notifications.Messages;

/// <summary>A message whose turn has come.</summary>
internal sealed record Message(MessageId Id, string Topic, OrderId? Order, UserId? User, Facts Facts, string? Secret, int Attempts);

/// <summary>What the event said that the text needs. No personal data: this is kept as it is.</summary>
internal sealed record Facts(
    string? Number = null, Money? Amount = null, string? Carrier = null, string? Tracking = null, string? Code = null, PaymentAction? Action = null,
    DateTimeOffset? Until = null);

internal static class Topics
{
    public const string OrderPaid = "order-paid";
    public const string OrderAwaitingPayment = "order-awaiting-payment";
    public const string OrderFailed = "order-failed";
    public const string OrderShipped = "order-shipped";
    public const string OrderDelivered = "order-delivered";
    public const string OrderCancelled = "order-cancelled";
    public const string OrderRefunded = "order-refunded";
    public const string Welcome = "welcome";
    public const string VerifyEmail = "verify-email";
    public const string ResetPassword = "reset-password";
}
