using Dapper;
using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Baskets;
using Maru.Platform.Json;
using Maru.Testing.Shop;
using Npgsql;

namespace Maru.Modules.Pricing.Tests;

/// <summary>Coupons are used no more often than they may be, whoever comes at once.</summary>
public sealed class RedemptionTests(RedemptionTests.PricingShop shop) : IClassFixture<RedemptionTests.PricingShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPricing Pricing => shop.Get<IPricing>();

    [Fact]
    public async Task Redeem_When200OrdersWantACouponOf20_Exactly20GetIt()
    {
        var code = await shop.CouponAsync(total: 20, perCustomer: null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Pricing.RedeemAsync(OrderId.New(), [code], null, $"b{i}@example.com", Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(20);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Failure == new CouponNotUsable(code, CouponReasons.UsedUp));
        (await shop.UsedAsync(code)).ShouldBe(20);
    }

    [Fact]
    public async Task Redeem_WhenOneCustomerComesManyTimesAtOnce_CountsHisLimit()
    {
        var code = await shop.CouponAsync(total: null, perCustomer: 1);
        var user = UserId.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Pricing.RedeemAsync(OrderId.New(), [code], user, "x@example.com", Ct)));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        (await Pricing.RedeemAsync(OrderId.New(), [code], UserId.New(), "y@example.com", Ct)).Succeeded.ShouldBeTrue("another customer is not concerned");
    }

    [Fact]
    public async Task Redeem_WhenRepeatedForTheOrder_CountsOnce()
    {
        var code = await shop.CouponAsync(total: 5, perCustomer: 1);
        var order = OrderId.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Pricing.RedeemAsync(order, [code], null, "a@example.com", Ct)));

        answers.ShouldAllBe(a => a.Succeeded);
        (await shop.UsedAsync(code)).ShouldBe(1);
    }

    [Fact]
    public async Task Redeem_WhenOneOfSeveralIsUsedUp_UsesNone()
    {
        var good = await shop.CouponAsync(total: 5, perCustomer: null);
        var gone = await shop.CouponAsync(total: 0, perCustomer: null);

        (await Pricing.RedeemAsync(OrderId.New(), [good, gone], null, "a@example.com", Ct)).Failure.ShouldBe(new CouponNotUsable(gone, CouponReasons.UsedUp));
        (await shop.UsedAsync(good)).ShouldBe(0);
    }

    [Fact]
    public async Task Release_WhenRepeated_GivesBackOnce()
    {
        var code = await shop.CouponAsync(total: 1, perCustomer: 1);
        var order = OrderId.New();
        await Pricing.RedeemAsync(order, [code], null, "a@example.com", Ct);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Pricing.ReleaseAsync(order, Ct)));

        (await shop.UsedAsync(code)).ShouldBe(0);
        (await Pricing.RedeemAsync(OrderId.New(), [code], null, "a@example.com", Ct)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Redeem_WhenTheOrderWasReleasedBefore_IsRefused()
    {
        var code = await shop.CouponAsync(total: 1, perCustomer: 1);
        var order = OrderId.New();
        await Pricing.ReleaseAsync(order, Ct);

        (await Pricing.RedeemAsync(order, [code], null, "a@example.com", Ct)).Succeeded.ShouldBeFalse();
        (await shop.UsedAsync(code)).ShouldBe(0);
    }

    public sealed class PricingShop : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "pricing" };

        public async Task<string> CouponAsync(int? total, int? perCustomer)
        {
            var code = "C" + Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
            var coupon = BasketPricingTests.Coupon(code, new Benefit(BenefitKind.BasketPercentOff, 1_000)) with { TotalLimit = total, PerCustomerLimit = perCustomer };
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.ExecuteAsync(
                "insert into pricing.coupons (code, definition, total_limit, per_customer_limit) values (@code, @definition::jsonb, @total, @perCustomer)",
                new { code, definition = MaruJson.Write(coupon), total, perCustomer });
            return code;
        }

        public async Task<int> UsedAsync(string code)
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            return await connection.ExecuteScalarAsync<int>("select used from pricing.coupons where code = @code", new { code });
        }
    }
}
