using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Baskets;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Pricing.Coupons;

/// <summary>
/// Uses coupons for orders and gives them back. A coupon's row is locked before its redemptions are counted, so no limit is ever passed, however
/// many buyers come at once; coupons are locked in the order of their codes.
/// </summary>
internal sealed class Redemption(Database<PricingModule> database, PricingRulesStore rules, TimeProvider time)
{
    public async Task<Result<Done>> RedeemAsync(OrderId order, IReadOnlyList<string> coupons, UserId? user, string email, CancellationToken ct)
    {
        var codes = coupons.Select(c => c.Trim().ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (codes.Length == 0)
        {
            return Done.Value;
        }

        var customer = CustomerOf(user, email);
        await using var transaction = await database.BeginAsync(ct);
        await LockAsync(transaction, order, ct);
        var locked = await transaction.QueryAsync<(string Code, string Definition, int Used, int? TotalLimit, int? PerCustomerLimit)>(
            "select code, definition::text, used, total_limit, per_customer_limit from coupons where code = any(@codes) order by code for update", new { codes }, ct);
        var mine = await transaction.QueryAsync<(string Code, bool Released)>(
            "select code, released_at is not null from redemptions where order_id = @order", new { order }, ct);
        if (await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from released_orders where order_id = @order)", new { order }, ct))
        {
            return new CouponNotUsable(codes[0], "released");
        }

        var wanted = codes.Except(mine.Select(m => m.Code)).ToArray();
        if (wanted.Length == 0)
        {
            return Done.Value;
        }

        var uses = (await transaction.QueryAsync<(string Code, int Uses)>(
            "select code, count(*)::int from redemptions where code = any(@wanted) and customer = @customer and released_at is null group by code",
            new { wanted, customer }, ct)).ToDictionary(u => u.Code, u => u.Uses);
        foreach (var code in wanted)
        {
            var row = locked.FirstOrDefault(l => l.Code == code);
            var reason = row.Code is null ? CouponReasons.Unknown
                : CouponReasons.WhyNot(MaruJson.Read<Coupon>(row.Definition), row.Used, time.GetUtcNow(), rules.Zone)
                    ?? (uses.GetValueOrDefault(code) >= row.PerCustomerLimit ? CouponReasons.UsedByCustomer : null);
            if (reason is not null)
            {
                return new CouponNotUsable(code, reason);
            }
        }

        await transaction.ExecuteAsync(
            """
            update coupons set used = used + 1 where code = any(@wanted);
            insert into redemptions (order_id, code, customer, at) select @order, c, @customer, @now from unnest(@wanted) c;
            update pricing_version set version = version + 1 where exists (select from coupons where code = any(@wanted) and used >= total_limit);
            """,
            new { wanted, order, customer, now = time.GetUtcNow() }, ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }

    /// <summary>Repeating it changes nothing; one that comes before the redemption makes that fail.</summary>
    public async Task ReleaseAsync(OrderId order, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await LockAsync(transaction, order, ct);
        await transaction.ExecuteAsync(
            """
            insert into released_orders (order_id, at) values (@order, @now) on conflict do nothing;
            select from coupons where code in (select code from redemptions where order_id = @order) order by code for update;
            update pricing_version set version = version + 1
            where exists (select from coupons where used >= total_limit and code in (select code from redemptions where order_id = @order and released_at is null));
            with given_back as (update redemptions set released_at = @now where order_id = @order and released_at is null returning code)
            update coupons c set used = c.used - 1 from given_back g where g.code = c.code;
            """,
            new { order, now = time.GetUtcNow() }, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Redeeming and giving back the coupons of one order wait for one another.</summary>
    private static Task LockAsync(Transaction transaction, OrderId order, CancellationToken ct) =>
        transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@order::text, 0))", new { order }, ct);

    private static string CustomerOf(UserId? user, string email) =>
        user?.ToString() ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
}
