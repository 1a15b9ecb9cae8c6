using Maru.Contracts.Identity;
using Maru.Platform.Events;

namespace Maru.Modules.Notifications.Messages;

/// <summary>Drops the mail of somebody who is gone; that messages were sent stays on record, without what they said or to which address.</summary>
internal sealed class PersonErasure : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        delete from mailbox where message_id in (select id from messages where user_id = @UserId);
        update messages set secret = null, state = case when state = 'Queued' then 'Failed' else state end, error = case when state = 'Queued' then 'erased' else error end,
            next_attempt_at = null where user_id = @UserId
        """,
        new { happened.UserId }, ct);
}
