using System.Text;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Sending;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Messages;

/// <summary>
/// Makes one message of each event people are told of, in the transaction that moves the cursor: none is lost, none is made twice. It asks nobody;
/// the sender finds out later who gets the message.
/// </summary>
internal sealed class MessageRecorder(MasterKey master, MailChannels channels, TimeProvider time) : IEventBatchHandler
{
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var drafts = events.Select(e => (Cause: e.Id, Draft: DraftOf(e.Event))).Where(d => d.Draft is not null).Select(d => (d.Cause, Id: MessageId.New(), Draft: d.Draft!)).ToArray();
        if (drafts.Length == 0)
        {
            return;
        }

        await transaction.ExecuteAsync(
            """
            insert into messages (id, cause, topic, channel, state, order_id, user_id, facts, secret, next_attempt_at, created_at)
            select id, cause, topic, @channel, 'Queued', order_id, user_id, facts::jsonb, secret, @now, @now
            from unnest(@ids, @causes, @topics, @orders::uuid[], @users::uuid[], @facts, @secrets::bytea[]) as d (id, cause, topic, order_id, user_id, facts, secret)
            on conflict (cause, topic) do nothing
            """,
            new
            {
                now,
                channel = channels.Mail.Name,
                ids = Array.ConvertAll(drafts, d => d.Id.Value),
                causes = Array.ConvertAll(drafts, d => d.Cause),
                topics = Array.ConvertAll(drafts, d => d.Draft.Topic),
                orders = Array.ConvertAll(drafts, d => d.Draft.Order?.Value.ToString()),
                users = Array.ConvertAll(drafts, d => d.Draft.User?.Value.ToString()),
                facts = Array.ConvertAll(drafts, d => MaruJson.Write(d.Draft.Facts)),
                secrets = Array.ConvertAll(drafts, d => d.Draft.Secret is { } secret
                    ? @"\x" + Convert.ToHexString(master.Seal(Encoding.UTF8.GetBytes(secret), d.Id.Value.ToByteArray()))
                    : null),
            }, ct);
    }

    /// <summary>Null for what nobody needs to be told.</summary>
    internal static Draft? DraftOf(IEvent happened) => happened switch
    {
        OrderPaid e => new(Topics.OrderPaid, e.OrderId, e.User, new Facts(e.Number, e.Total)),
        OrderAwaitingPayment { Action.Kind: "bank-transfer" } e => new(Topics.OrderAwaitingPayment, e.OrderId, e.User, new Facts(e.Number, e.Total, Action: e.Action, Until: e.Action.DueAt)),

        // A declined card is seen on the page at once; these two come when the shopper has long left it.
        OrderFailed { Code: "payment-timed-out" or "sold-out-after-payment" } e => new(Topics.OrderFailed, e.OrderId, e.User, new Facts(e.Number, Code: e.Code)),
        OrderShipped e => new(Topics.OrderShipped, e.OrderId, e.User, new Facts(e.Number, Carrier: e.Carrier, Tracking: e.TrackingNumber)),
        OrderDelivered e => new(Topics.OrderDelivered, e.OrderId, e.User, new Facts(e.Number)),
        OrderCancelled e => new(Topics.OrderCancelled, e.OrderId, e.User, new Facts(e.Number, e.Refunded)),
        OrderRefunded e => new(Topics.OrderRefunded, e.OrderId, e.User, new Facts(e.Number, e.Amount)),
        UserRegistered e => new(Topics.Welcome, null, e.UserId, new Facts()),
        IdentityLinkRequested e => new(
            e.Purpose.Contains("reset", StringComparison.OrdinalIgnoreCase) ? Topics.ResetPassword : Topics.VerifyEmail, null, e.UserId, new Facts(Until: e.ExpiresAt), e.Token),
        _ => null,
    };

    internal sealed record Draft(string Topic, OrderId? Order, UserId? User, Facts Facts, string? Secret = null);
}
