using Maru.Contracts.Identity;
using Maru.Platform.Events;

namespace Maru.Modules.Carts.Carts;

/// <summary>Drops the carts, wishlists and links of a member who is gone.</summary>
internal sealed class CartErasure : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct) => context.Transaction.ExecuteAsync(
        """
        delete from shares where target in (select id from carts where owner = @UserId union select id from wishlists where owner = @UserId);
        delete from carts where owner = @UserId;
        delete from wishlists where owner = @UserId;
        """,
        new { happened.UserId }, ct);
}
