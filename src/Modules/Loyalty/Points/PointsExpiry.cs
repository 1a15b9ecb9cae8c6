using Maru.Contracts;
using Maru.Platform.Configuration;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Loyalty.Points;

/// <summary>
/// Takes back points nobody used in time. The oldest are spent first, so what is left of those earned before the line is what was earned before
/// it less everything that ever went out; no lots need to be kept.
/// </summary>
internal sealed class PointsExpiry(Database<LoyaltyModule> database, PointsLedger ledger, ISettings settings, TimeProvider time) : IJob
{
    private const int BatchSize = 500;

    private const string OverdueSql =
        """
        select t.user_id, (coalesce(sum(e.amount) filter (where t.kind = 'Earn' and t.at < @line), 0)
                         + coalesce(sum(e.amount) filter (where t.kind <> 'Earn'), 0))::bigint as points
        from transfers t join entries e on e.transfer = t.id and e.account = 'available'
        """;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var line = time.GetUtcNow().AddDays(-settings.Get(LoyaltySettings.ExpiryDays));
        var overdue = await database.QueryAsync<(UserId User, long Points)>(
            $"select * from ({OverdueSql} group by t.user_id) o where points > 0 limit @BatchSize", new { line, BatchSize }, ct);
        foreach (var (user, _) in overdue)
        {
            await using var transaction = await database.BeginAsync(ct);
            var (available, _) = await ledger.LockAsync(transaction, user, ct);
            var (_, points) = await transaction.QuerySingleOrDefaultAsync<(UserId, long)>($"{OverdueSql} where t.user_id = @user group by t.user_id", new { line, user }, ct);
            await ledger.MoveAsync(transaction, TransferKind.Expire, user, null, Account.Available, Account.Expired, Math.Clamp(points, 0, Math.Max(available, 0)), ct);
            await transaction.CommitAsync(ct);
        }
    }
}
