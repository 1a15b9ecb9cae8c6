using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Modules.Reviews.Ratings;
using Maru.Platform.Events;

namespace Maru.Modules.Reviews.Persons;

/// <summary>
/// A member is gone: what he wrote about goods stays, without his name, his pictures and his orders; what he asked in private goes. His voices still count,
/// but nobody can tell whose they were.
/// </summary>
internal sealed class PersonErasure(RatingBook ratings) : IEventHandler<UserErased>
{
    public async Task HandleAsync(UserErased happened, EventContext context, CancellationToken ct)
    {
        var args = new { happened.UserId };
        var products = await context.Transaction.QueryAsync<ProductId>("select distinct product_id from reviews where user_id = @UserId", args, ct);
        await context.Transaction.ExecuteAsync(
            """
            update reviews set user_id = null, author = null, order_id = null, line = null, pictures = '[]' where user_id = @UserId;
            update questions set user_id = null, author = null, body = case when private then '' else body end, state = case when private then 'Withdrawn' else state end
            where user_id = @UserId;
            update answers set user_id = null, author = null where user_id = @UserId;
            update reviews set helpful_base = helpful_base + 1 where id in (select subject_id from votes where user_id = @UserId);
            update answers set helpful_base = helpful_base + 1 where id in (select subject_id from votes where user_id = @UserId);
            delete from votes where user_id = @UserId;
            update reports set text = null, reporter = gen_random_uuid() where reporter = @UserId;
            delete from purchases where user_id = @UserId;
            delete from pictures where user_id = @UserId;
            update fingerprints set user_id = null, address_hash = null where user_id = @UserId;
            """,
            args, ct);
        await ratings.RecountAsync(context.Transaction, products, ct);
    }
}
