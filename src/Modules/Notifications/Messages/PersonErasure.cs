using Maru.Contracts.Identity;
using Maru.Platform.Events;

namespace Maru.Modules.Notifications.Messages;

/// <summary>
/// Drops what is kept of somebody who is gone, also the mail that came to the same address for what was bought as a guest. That messages were sent stays
/// on record, without what they said or to which address.
/// </summary>
internal sealed class PersonErasure : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        delete from mailbox where address_digest in (select b.address_digest from mailbox b join messages m on m.id = b.message_id where m.user_id = @UserId);
        delete from inbox where user_id = @UserId;
        delete from push_subscriptions where user_id = @UserId;
        delete from preferences where user_id = @UserId;
        delete from person_settings where user_id = @UserId;
        delete from sending_hours where user_id = @UserId;
        update messages set secret = null, state = case when state in ('Queued', 'Collected') then 'Failed' else state end,
            error = case when state in ('Queued', 'Collected') then 'erased' else error end, next_attempt_at = null where user_id = @UserId
        """,
        new { happened.UserId }, ct);
}
