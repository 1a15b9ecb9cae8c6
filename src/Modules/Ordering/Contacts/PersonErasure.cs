using Maru.Contracts.Identity;
using Maru.Platform.Events;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>Forgets a person: destroys the key of all contacts, and the index by which they could be found.</summary>
internal sealed class PersonErasure : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        delete from person_keys where id = @user;
        update order_contacts set email_hash = null where key_id = @user;
        """,
        new { user = happened.UserId.Value }, ct);
}
