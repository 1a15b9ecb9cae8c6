using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Notifications.Messages;

/// <summary>
/// Makes messages of each event people are told of, in the transaction that moves the cursor: none is lost, none is made twice. It asks no other module;
/// the sender finds out later who gets the message.
/// </summary>
internal sealed class MessageRecorder(MessageQueue queue, MasterKey master) : IEventBatchHandler
{
    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct) =>
        queue.AddAsync(transaction, [.. events.Select(e => (e.Id, Draft: DraftOf(e.Event, master))).Where(d => d.Draft is not null).Select(d => (d.Id, d.Draft!))], ct);

    /// <summary>Null for what nobody needs to be told.</summary>
    internal static Draft? DraftOf(IEvent happened, MasterKey master) => happened switch
    {
        OrderPaid e => new(Topics.OrderPaid, e.OrderId, e.User, new Facts(e.Number, e.Total)),
        OrderAwaitingPayment { Action.Kind: "bank-transfer" } e => new(Topics.OrderAwaitingPayment, e.OrderId, e.User, new Facts(e.Number, e.Total, Action: e.Action, Until: e.Action.DueAt)),

        // A declined card is seen on the page at once; these two come when the shopper has long left it.
        OrderFailed { Code: "payment-timed-out" or "sold-out-after-payment" } e => new(Topics.OrderFailed, e.OrderId, e.User, new Facts(e.Number)),
        OrderShipped e => new(Topics.OrderShipped, e.OrderId, e.User, new Facts(e.Number, Carrier: e.Carrier, Tracking: e.TrackingNumber)),
        OrderDelivered e => new(Topics.OrderDelivered, e.OrderId, e.User, new Facts(e.Number)),
        OrderCancelled e => new(Topics.OrderCancelled, e.OrderId, e.User, new Facts(e.Number, e.Refunded)),
        OrderRefunded e => new(Topics.OrderRefunded, e.OrderId, e.User, new Facts(e.Number, e.Amount)),
        ReturnRequested e => new(Topics.ReturnRequested, e.OrderId, e.User, new Facts(e.Number)),
        ReturnSettled e => new(Topics.ReturnSettled, e.OrderId, e.User, new Facts(e.Number, e.Refunded.Amount > 0 ? e.Refunded : null)),
        UserRegistered e => new(Topics.Welcome, null, e.UserId, new Facts()),
        IdentityLinkRequested e => new(
            e.Purpose.Contains("reset", StringComparison.OrdinalIgnoreCase) ? Topics.ResetPassword : Topics.VerifyEmail, null, e.UserId, new Facts(Until: e.ExpiresAt), SecretOf(e, master)),
        RefreshTokenReused e => new(Topics.SessionEnded, null, e.UserId, new Facts()),
        _ => null,
    };

    /// <summary>Null where it cannot be opened any more: the master key was changed since, and the link is worth nothing by then.</summary>
    private static string? SecretOf(IdentityLinkRequested e, MasterKey master)
    {
        if (e.SealedToken is null)
        {
            return e.Token is { Length: > 0 } token ? token : null;
        }

        try
        {
            return Encoding.UTF8.GetString(master.Open(Convert.FromBase64String(e.SealedToken), e.UserId.Value.ToByteArray()));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
