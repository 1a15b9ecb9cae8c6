using Maru.Contracts.Identity;
using Maru.Modules.Search.Records;
using Maru.Platform.Events;

namespace Maru.Modules.Search.Personal;

/// <summary>Who leaves takes the own history along; the searches stay as counts that belong to nobody.</summary>
internal sealed class SearchErasure(Visitors visitors) : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        delete from history where user_id = @UserId;
        delete from history_off where user_id = @UserId;
        update searches set visitor = uuid_send(gen_random_uuid()) where visitor = @Visitor;
        delete from trend_counts where visitor = @Visitor
        """,
        new { happened.UserId, Visitor = visitors.Of(happened.UserId) }, ct);
}
