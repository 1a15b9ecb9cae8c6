using System.Net;
using Maru.Contracts;
using Maru.Contracts.Pricing;

namespace Maru.Modules.Pricing.Tests;

public sealed class AdministrationTests(RedemptionTests.PricingShop shop) : IClassFixture<RedemptionTests.PricingShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IPricingAdministration Administration => shop.Get<IPricingAdministration>();

    [Fact]
    public async Task SavePromotion_WhenSaved_PricesAtOnceAndStopsWhenRemoved()
    {
        var line = BasketPricingTests.Line("A", 1, 10_000, "coats");
        var promotion = BasketPricingTests.Promotion(new Benefit(BenefitKind.PercentOff, 3_000)) with { Scope = new GoodsScope(Categories: ["coats"]) };
        (await UnitAsync(line)).ShouldBe(10_000);

        (await Administration.SavePromotionAsync(promotion, Ct)).Succeeded.ShouldBeTrue();
        (await UnitAsync(line)).ShouldBe(7_000);
        (await shop.Get<IPromotionPrices>().GetPromotionPricesAsync([line], null, Ct))["A"].Price.Amount.ShouldBe(7_000);
        (await Administration.ListPromotionsAsync(Ct)).ShouldContain(p => p.Promotion.Id == promotion.Id && p.RunsNow);

        (await Administration.RemovePromotionAsync(promotion.Id, Ct)).Succeeded.ShouldBeTrue();
        (await UnitAsync(line)).ShouldBe(10_000);
    }

    [Fact]
    public async Task SavePromotion_WhenRulesAreBroken_NamesEveryOne()
    {
        var broken = BasketPricingTests.Promotion(new Benefit(BenefitKind.PercentOff, 10_001)) with
        {
            Name = new LocalizedText(null, null),
            Calendar = new PromotionCalendar(From: DateTimeOffset.UtcNow, Until: DateTimeOffset.UtcNow.AddDays(-1), DaysOfMonth: [0], DaysOfYear: ["13-01"]),
        };

        var failure = (await Administration.SavePromotionAsync(broken, Ct)).Failure.ShouldBeOfType<ValidationFailure>();

        failure.Errors.Keys.ShouldBe(["name", "benefit.basisPoints", "calendar.until", "calendar.daysOfMonth", "calendar.daysOfYear"], ignoreOrder: true);
    }

    [Fact]
    public async Task SaveCoupon_WhenLimitIsBelowItsUse_IsRefused()
    {
        var code = await shop.CouponAsync(total: 5, perCustomer: null);
        await shop.Get<IPricing>().RedeemAsync(OrderId.New(), [code], null, "a@example.com", Ct);
        var coupon = BasketPricingTests.Coupon(code, new Benefit(BenefitKind.BasketPercentOff, 1_000));

        (await Administration.SaveCouponAsync(coupon with { TotalLimit = 0 }, Ct)).Failure.ShouldBeOfType<ValidationFailure>();
        (await Administration.SaveCouponAsync(coupon with { TotalLimit = 1 }, Ct)).Succeeded.ShouldBeTrue();
        (await Administration.ListCouponsAsync(code, PageRequest.First, Ct)).Items.Single().ShouldSatisfyAllConditions(c => c.Used.ShouldBe(1), c => c.RunsNow.ShouldBeFalse());
    }

    [Fact]
    public async Task SetPrices_WhenSet_PriceTheSegmentOnly()
    {
        var list = new PriceList(Guid.NewGuid(), LocalizedText.Same("VIP"), true, Currency.Krw, "vip", 1, PromotionCalendar.Always);
        await Administration.SavePriceListAsync(list, Ct);
        await Administration.SetPricesAsync(list.Id, new Dictionary<string, long?> { ["V"] = 6_000 }, Ct);
        var line = BasketPricingTests.Line("V", 1, 10_000);

        (await shop.Get<IPromotionPrices>().GetPromotionPricesAsync([line], "vip", Ct))["V"].Price.Amount.ShouldBe(6_000);
        (await shop.Get<IPromotionPrices>().GetPromotionPricesAsync([line], null, Ct)).ShouldBeEmpty();
        await Administration.SetPricesAsync(list.Id, new Dictionary<string, long?> { ["V"] = null }, Ct);
        (await shop.Get<IPromotionPrices>().GetPromotionPricesAsync([line], "vip", Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("promotions")]
    [InlineData("coupons")]
    [InlineData("price-lists")]
    public async Task Admin_WhenNotSignedIn_IsClosed(string what) =>
        (await shop.Client.GetAsync("/api/v1/admin/" + what, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    private async Task<long> UnitAsync(PriceLine line) =>
        (await shop.Get<IPricing>().PriceAsync(new PriceRequest([line], [], null, null, Currency.Krw), Ct)).Lines[0].UnitPrice.Amount;
}
