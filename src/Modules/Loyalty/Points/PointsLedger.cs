using Maru.Contracts;
using Maru.Platform.Data;

namespace Maru.Modules.Loyalty.Points;

internal enum TransferKind
{
    Earn,
    Hold,
    Commit,
    Release,
    Return,
    Reverse,
    Expire,
}

internal enum Account
{
    Available,
    Held,
    Issued,
    Spent,
    Expired,
}

/// <summary>Moves points from one account to another: two entries that add up to nothing, and the balances with them.</summary>
internal sealed class PointsLedger(TimeProvider time)
{
    /// <summary>Makes the user's balance row if need be and locks it, so that a user's transfers go one after the other.</summary>
    public async Task<(long Available, long Held)> LockAsync(Transaction transaction, UserId user, CancellationToken ct)
    {
        await transaction.ExecuteAsync("insert into balances (user_id) values (@user) on conflict do nothing", new { user }, ct);
        return await transaction.QuerySingleOrDefaultAsync<(long, long)>("select available, held from balances where user_id = @user for update", new { user }, ct);
    }

    public async Task MoveAsync(Transaction transaction, TransferKind kind, UserId user, OrderId? order, Account from, Account to, long points, CancellationToken ct)
    {
        if (points == 0)
        {
            return;
        }

        await transaction.ExecuteAsync(
            """
            with t as (insert into transfers (kind, user_id, order_id, at) values (@kind, @user, @order, @now) returning id)
            insert into entries (transfer, account, amount) select id, a, m from t, unnest(@accounts, @amounts) e (a, m)
            """,
            new
            {
                kind = kind.ToString(), user, order, now = time.GetUtcNow(),
                accounts = new[] { NameOf(from), NameOf(to) }, amounts = new[] { -points, points },
            }, ct);
        await transaction.ExecuteAsync(
            "update balances set available = available + @available, held = held + @held where user_id = @user",
            new { user, available = ChangeOf(Account.Available), held = ChangeOf(Account.Held) }, ct);

        long ChangeOf(Account account) => (to == account ? points : 0) - (from == account ? points : 0);
    }

    private static string NameOf(Account account) => account.ToString().ToLowerInvariant();
}
