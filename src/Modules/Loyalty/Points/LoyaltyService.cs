using Maru.Contracts;
using Maru.Contracts.Loyalty;
using Maru.Platform.Data;

namespace Maru.Modules.Loyalty.Points;

/// <summary>The sale's door to points. Every call may be repeated: an order has one hold.</summary>
internal sealed class LoyaltyService(Database<LoyaltyModule> database, PointsLedger ledger, TimeProvider time) : ILoyalty
{
    public Task<long> GetBalanceAsync(UserId user, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<long>("select available from balances where user_id = @user", new { user }, ct);

    public async Task<Result<Done>> HoldAsync(OrderId order, UserId user, long points, CancellationToken ct)
    {
        if (points <= 0)
        {
            return points == 0 ? Done.Value : ValidationFailure.Of("points", "must not be negative");
        }

        await using var transaction = await database.BeginAsync(ct);
        var inserted = await InsertHoldAsync(transaction, order, user, points, HoldState.Held, ct);
        if (!inserted)
        {
            var hold = (await FindHoldAsync(transaction, order, ct))!;
            return hold.UserId == user && hold.State is HoldState.Held or HoldState.Committed
                ? Done.Value
                : new StateConflict("The points of this order were given back.");
        }

        var (available, _) = await ledger.LockAsync(transaction, user, ct);
        if (available < points)
        {
            return new NotEnoughPoints(points, Math.Max(available, 0));
        }

        await ledger.MoveAsync(transaction, TransferKind.Hold, user, order, Account.Available, Account.Held, points, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    public Task CommitAsync(OrderId order, CancellationToken ct) =>
        TurnAsync(order, HoldState.Held, HoldState.Committed, TransferKind.Commit, Account.Held, Account.Spent, ct);

    public async Task ReleaseAsync(OrderId order, CancellationToken ct)
    {
        await using (var transaction = await database.BeginAsync(ct))
        {
            // Remembered where there is none, so that a hold that comes late fails.
            if (await InsertHoldAsync(transaction, order, default, 0, HoldState.Released, ct))
            {
                await transaction.CommitAsync(ct);
                return;
            }
        }

        await TurnAsync(order, HoldState.Held, HoldState.Released, TransferKind.Release, Account.Held, Account.Available, ct);
    }

    /// <summary>Spent points of an order that was cancelled after all.</summary>
    public Task ReturnAsync(Transaction transaction, OrderId order, CancellationToken ct) =>
        TurnAsync(transaction, order, HoldState.Committed, HoldState.Returned, TransferKind.Return, Account.Spent, Account.Available, ct);

    private async Task TurnAsync(OrderId order, HoldState from, HoldState to, TransferKind kind, Account debit, Account credit, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await TurnAsync(transaction, order, from, to, kind, debit, credit, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task TurnAsync(
        Transaction transaction, OrderId order, HoldState from, HoldState to, TransferKind kind, Account debit, Account credit, CancellationToken ct)
    {
        if (await FindHoldAsync(transaction, order, ct) is not { } hold || hold.State != from)
        {
            return;
        }

        await ledger.LockAsync(transaction, hold.UserId, ct);
        await transaction.ExecuteAsync("update holds set state = @to where order_id = @order", new { order, to = to.ToString() }, ct);
        await ledger.MoveAsync(transaction, kind, hold.UserId, order, debit, credit, hold.Points, ct);
    }

    private async Task<bool> InsertHoldAsync(Transaction transaction, OrderId order, UserId user, long points, HoldState state, CancellationToken ct) =>
        await transaction.ExecuteAsync(
            "insert into holds (order_id, user_id, points, state, at) values (@order, @user, @points, @state, @now) on conflict do nothing",
            new { order, user, points, state = state.ToString(), now = time.GetUtcNow() }, ct) == 1;

    private static async Task<HoldRow?> FindHoldAsync(Transaction transaction, OrderId order, CancellationToken ct) =>
        await transaction.QuerySingleOrDefaultAsync<HoldRow>("select user_id, points, state from holds where order_id = @order for update", new { order }, ct);

    private enum HoldState
    {
        Held,
        Committed,
        Released,
        Returned,
    }

    private sealed record HoldRow(UserId UserId, long Points, HoldState State);
}
