using System.Collections.Frozen;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Baskets;
using Maru.Platform.Data;
using Maru.Platform.Json;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Pricing;

/// <summary>The rules in memory. A change here is seen at once, one made in another process within a second.</summary>
internal sealed class PricingRulesStore : IDisposable
{
    private readonly Database<PricingModule> _database;
    private readonly Snapshot<PricingRules> _snapshot;

    public PricingRulesStore(Database<PricingModule> database, IConfiguration configuration, TimeProvider time)
    {
        _database = database;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(configuration["shop:timeZone"] ?? "Asia/Seoul");
        _snapshot = new Snapshot<PricingRules>(
            ct => _database.QuerySingleOrDefaultAsync<long>("select version from pricing_version", null, ct), LoadAsync, TimeSpan.FromSeconds(1), time);
    }

    public TimeZoneInfo Zone { get; }

    public ValueTask<PricingRules> GetAsync(CancellationToken ct) => _snapshot.GetAsync(ct);

    public void Invalidate() => _snapshot.Invalidate();

    public void Dispose() => _snapshot.Dispose();

    private async Task<PricingRules> LoadAsync(CancellationToken ct)
    {
        var promotions = await _database.QueryAsync<string>("select definition::text from promotions", null, ct);
        var coupons = await _database.QueryAsync<(string Definition, int Used)>("select definition::text, used from coupons", null, ct);
        var lists = await _database.QueryAsync<string>("select definition::text from price_lists", null, ct);
        var prices = (await _database.QueryAsync<(Guid List, string Sku, long Amount)>("select list, sku, amount from listed_prices", null, ct)).ToLookup(p => p.List);
        return new PricingRules(
            [
                .. promotions.Select(MaruJson.Read<Promotion>).Where(p => p.Active).OrderBy(p => p.Priority).ThenBy(p => p.Id)
                    .Select(p => new PromotionRule(p, new ScopeMatch(p.Scope))),
            ],
            coupons.Select(c => (Coupon: MaruJson.Read<Coupon>(c.Definition), c.Used))
                .Select(c => new CouponRule(c.Coupon, new ScopeMatch(c.Coupon.Scope), c.Used))
                .ToFrozenDictionary(c => c.Coupon.Code, StringComparer.OrdinalIgnoreCase),
            [
                .. lists.Select(MaruJson.Read<PriceList>).Where(l => l.Active).OrderBy(l => l.Priority).ThenBy(l => l.Id)
                    .Select(l => new PriceListRule(l, prices[l.Id].ToFrozenDictionary(p => p.Sku, p => p.Amount))),
            ],
            Zone);
    }
}
