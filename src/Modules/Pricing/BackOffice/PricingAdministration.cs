using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Promotions;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Pricing.BackOffice;

/// <summary>The back office's door to prices. Every change raises the version that the copies in memory go by.</summary>
internal sealed class PricingAdministration(Database<PricingModule> database, PricingRulesStore rules, TimeProvider time) : IPricingAdministration
{
    private const int MaxPrices = 10_000;
    private const int MaxDays = 400;
    private const string Changed = "update pricing_version set version = version + 1;";

    public async Task<IReadOnlyList<PromotionStatus>> ListPromotionsAsync(CancellationToken ct) =>
    [
        .. (await database.QueryAsync<string>("select definition::text from promotions", null, ct)).Select(MaruJson.Read<Promotion>)
            .OrderBy(p => p.Priority).ThenBy(p => p.Id).Select(p => new PromotionStatus(p, p.Active && p.Calendar.Holds(time.GetUtcNow(), rules.Zone))),
    ];

    public async Task<IReadOnlyList<PromotionDay>> ListPromotionDaysAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var days = Enumerable.Range(0, Math.Clamp(to.DayNumber - from.DayNumber + 1, 0, MaxDays)).Select(from.AddDays).ToArray();
        return
        [
            .. from p in await ListPromotionsAsync(ct)
               where p.Promotion.Active
               from day in days
               where p.Promotion.Calendar.HoldsOn(day, rules.Zone)
               select new PromotionDay(p.Promotion.Id, p.Promotion.Name, day),
        ];
    }

    public async Task<Result<Promotion>> SavePromotionAsync(Promotion promotion, CancellationToken ct)
    {
        if (PricingRulesCheck.Check(promotion) is { } invalid)
        {
            return invalid;
        }

        await ChangeAsync(
            "insert into promotions (id, definition) values (@Id, @definition::jsonb) on conflict (id) do update set definition = excluded.definition",
            new { promotion.Id, definition = MaruJson.Write(promotion) }, ct);
        return promotion;
    }

    public async Task<Result<Done>> RemovePromotionAsync(Guid id, CancellationToken ct) =>
        await ChangeAsync("delete from promotions where id = @id", new { id }, ct) ? Done.Value : new NotFound("promotion");

    public async Task<Page<CouponStatus>> ListCouponsAsync(string? text, PageRequest page, CancellationToken ct)
    {
        var rows = await database.QueryAsync<(string Definition, int Used, long Total)>(
            """
            select definition::text, used, count(*) over () from coupons where @text::text is null or position(upper(@text) in code) > 0
            order by code limit @Size offset @Offset
            """,
            new { text, page.Size, page.Offset }, ct);
        var now = time.GetUtcNow();
        return new Page<CouponStatus>(
            [
                .. rows.Select(r => (Coupon: MaruJson.Read<Coupon>(r.Definition), r.Used))
                    .Select(r => new CouponStatus(r.Coupon, r.Used, Baskets.CouponReasons.WhyNot(r.Coupon, r.Used, now, rules.Zone) is null)),
            ],
            rows.Count == 0 ? 0 : rows[0].Total, page.Number, page.Size);
    }

    public async Task<Result<Coupon>> SaveCouponAsync(Coupon coupon, CancellationToken ct)
    {
        var clean = coupon with { Code = coupon.Code.Trim().ToUpperInvariant() };
        if (PricingRulesCheck.Check(clean) is { } invalid)
        {
            return invalid;
        }

        // A limit below what is used already would break the promise that used never passes it.
        var saved = await ChangeAsync(
            """
            insert into coupons (code, definition, total_limit, per_customer_limit) values (@Code, @definition::jsonb, @TotalLimit, @PerCustomerLimit)
            on conflict (code) do update set definition = excluded.definition, total_limit = excluded.total_limit, per_customer_limit = excluded.per_customer_limit
            where excluded.total_limit is null or coupons.used <= excluded.total_limit
            """,
            new { clean.Code, definition = MaruJson.Write(clean), clean.TotalLimit, clean.PerCustomerLimit }, ct);
        return saved ? clean : ValidationFailure.Of("totalLimit", "must not be less than the orders that used the coupon");
    }

    public async Task<Result<Done>> RemoveCouponAsync(string code, CancellationToken ct) =>
        await ChangeAsync("delete from coupons where code = upper(@code)", new { code }, ct) ? Done.Value : new NotFound("coupon");

    public async Task<IReadOnlyList<PriceList>> ListPriceListsAsync(CancellationToken ct) =>
        [.. (await database.QueryAsync<string>("select definition::text from price_lists", null, ct)).Select(MaruJson.Read<PriceList>).OrderBy(l => l.Priority).ThenBy(l => l.Id)];

    public async Task<Result<PriceList>> SavePriceListAsync(PriceList list, CancellationToken ct)
    {
        if (PricingRulesCheck.Check(list) is { } invalid)
        {
            return invalid;
        }

        await ChangeAsync(
            "insert into price_lists (id, definition) values (@Id, @definition::jsonb) on conflict (id) do update set definition = excluded.definition",
            new { list.Id, definition = MaruJson.Write(list) }, ct);
        return list;
    }

    public async Task<Result<Done>> RemovePriceListAsync(Guid id, CancellationToken ct) =>
        await ChangeAsync("delete from price_lists where id = @id", new { id }, ct) ? Done.Value : new NotFound("price list");

    public async Task<Page<ListedPrice>> ListPricesAsync(Guid list, string? text, PageRequest page, CancellationToken ct)
    {
        var rows = await database.QueryAsync<(string Sku, long Amount, long Total)>(
            """
            select sku, amount, count(*) over () from listed_prices where list = @list and (@text::text is null or position(lower(@text) in lower(sku)) > 0)
            order by sku limit @Size offset @Offset
            """,
            new { list, text, page.Size, page.Offset }, ct);
        return new Page<ListedPrice>([.. rows.Select(r => new ListedPrice(r.Sku, r.Amount))], rows.Count == 0 ? 0 : rows[0].Total, page.Number, page.Size);
    }

    public async Task<Result<Done>> SetPricesAsync(Guid list, IReadOnlyDictionary<string, long?> prices, CancellationToken ct)
    {
        if (prices.Count is 0 or > MaxPrices || prices.Values.Any(p => p < 0))
        {
            return ValidationFailure.Of("prices", $"must be 1 to {MaxPrices}, none of them negative");
        }

        await using var transaction = await database.BeginAsync(ct);
        if (!await transaction.QuerySingleOrDefaultAsync<bool>("select exists (select from price_lists where id = @list for update)", new { list }, ct))
        {
            return new NotFound("price list");
        }

        var set = prices.Where(p => p.Value is not null).ToArray();
        await transaction.ExecuteAsync(
            $"""
            delete from listed_prices where list = @list and sku = any(@gone);
            insert into listed_prices (list, sku, amount) select @list, p.* from unnest(@skus, @amounts) p on conflict (list, sku) do update set amount = excluded.amount;
            {Changed}
            """,
            new
            {
                list, gone = prices.Where(p => p.Value is null).Select(p => p.Key).ToArray(), skus = set.Select(p => p.Key).ToArray(),
                amounts = set.Select(p => p.Value!.Value).ToArray(),
            }, ct);
        await transaction.CommitAsync(ct);
        rules.Invalidate();
        return Done.Value;
    }

    /// <returns>Whether a row was changed.</returns>
    private async Task<bool> ChangeAsync(string sql, object args, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var rows = await transaction.ExecuteAsync(sql, args, ct);
        await transaction.ExecuteAsync(Changed, null, ct);
        await transaction.CommitAsync(ct);
        rules.Invalidate();
        return rows > 0;
    }
}
