using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Modules.Pricing.Baskets;

namespace Maru.Modules.Pricing.Tests;

public sealed class BasketPricingTests
{
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Price_WhenNothingApplies_IsTheListPrice()
    {
        var basket = Price([], [], [], Line("A", 2, 10_000));

        basket.Total.ShouldBe(Won(20_000));
        basket.Discount.ShouldBe(Won(0));
    }

    [Fact]
    public void Price_WhenCategoryIsReduced_LowersTheUnitPriceOfItsGoodsOnly()
    {
        var sale = Promotion(new Benefit(BenefitKind.PercentOff, 2_000)) with { Scope = new GoodsScope(Categories: ["shoes"]) };

        var basket = Price([sale], [], [], Line("A", 1, 10_000, category: "shoes"), Line("B", 1, 10_000, category: "hats"));

        basket.Lines.Select(l => l.UnitPrice.Amount).ShouldBe([8_000, 10_000]);
        basket.Subtotal.ShouldBe(Won(18_000));
    }

    [Fact]
    public void Price_WhenExclusivePromotionComesFirst_NothingComesOnTop()
    {
        var exclusive = Promotion(new Benefit(BenefitKind.PercentOff, 1_000)) with { Priority = 1, Exclusive = true };
        var other = Promotion(new Benefit(BenefitKind.PercentOff, 5_000)) with { Priority = 2 };

        Price([exclusive, other], [], [], Line("A", 1, 10_000)).Total.ShouldBe(Won(9_000));
    }

    [Fact]
    public void Price_WhenPromotionsStack_TheyApplyOneAfterTheOther()
    {
        var first = Promotion(new Benefit(BenefitKind.PercentOff, 1_000)) with { Priority = 1 };
        var second = Promotion(new Benefit(BenefitKind.AmountOff, Amounts: Krw(500))) with { Priority = 2 };

        Price([first, second], [], [], Line("A", 1, 10_000)).Total.ShouldBe(Won(8_500));
    }

    [Fact]
    public void Price_WhenTwoPlusOne_TheCheapestPieceIsFree()
    {
        var twoPlusOne = Promotion(new Benefit(BenefitKind.BuyXGetY, 10_000, Buy: 2, Get: 1));

        var basket = Price([twoPlusOne], [], [], Line("A", 2, 10_000), Line("B", 1, 4_000));

        basket.Discount.ShouldBe(Won(4_000));
        basket.Total.ShouldBe(Won(20_000));
    }

    [Fact]
    public void Price_WhenCouponIsWorthMoreThanTheGoods_TakesNoMoreThanTheGoods()
    {
        var coupon = Coupon("BIG", new Benefit(BenefitKind.BasketAmountOff, Amounts: Krw(50_000)));

        var basket = Price([], [coupon], ["big"], Line("A", 1, 10_000));

        basket.Total.ShouldBe(Won(0));
        basket.Discounts.ShouldBe([new AppliedDiscount("BIG", LocalizedText.Same("BIG"), Won(10_000))]);
    }

    [Theory]
    [InlineData("NONE", CouponReasons.Unknown)]
    [InlineData("USED", CouponReasons.UsedUp)]
    [InlineData("LARGE", CouponReasons.BasketTooSmall)]
    [InlineData("LATER", CouponReasons.NotNow)]
    [InlineData("HATS", CouponReasons.NoGoods)]
    public void Price_WhenCouponDoesNotCount_SaysWhy(string code, string reason)
    {
        var off = new Benefit(BenefitKind.BasketPercentOff, 1_000);
        Coupon[] coupons =
        [
            Coupon("USED", off) with { TotalLimit = 0 }, Coupon("LARGE", off) with { MinBasket = Krw(99_999) },
            Coupon("LATER", off) with { Calendar = new PromotionCalendar(From: Now.AddDays(1)) }, Coupon("HATS", off) with { Scope = new GoodsScope(Categories: ["hats"]) },
        ];

        var basket = Price([], coupons, [code], Line("A", 1, 10_000));

        basket.Total.ShouldBe(Won(10_000));
        basket.Rejected.Single().Reason.ShouldBe(reason);
    }

    [Fact]
    public void Price_WhenCouponsDoNotCombine_TheFirstCounts()
    {
        var off = new Benefit(BenefitKind.BasketAmountOff, Amounts: Krw(1_000));

        var basket = Price([], [Coupon("A1", off), Coupon("B1", off)], ["A1", "B1"], Line("A", 1, 10_000));

        basket.Total.ShouldBe(Won(9_000));
        basket.Rejected.Single().ShouldBe(CouponReasons.Reject("B1", CouponReasons.NotCombinable));
    }

    [Fact]
    public void Price_WhenCapIsSet_TakesNoMore() =>
        Price([Promotion(new Benefit(BenefitKind.BasketPercentOff, 5_000, Cap: Krw(3_000)))], [], [], Line("A", 1, 10_000)).Discount.ShouldBe(Won(3_000));

    [Fact]
    public void Price_WhenPriceListCoversTheSku_StartsFromItsPrice()
    {
        var list = new PriceList(Guid.NewGuid(), LocalizedText.Same("VIP"), true, Currency.Krw, "vip", 1, PromotionCalendar.Always);
        var rules = Rules([], []) with { PriceLists = [new PriceListRule(list, new Dictionary<string, long> { ["A"] = 7_000 }.ToFrozenDictionary())] };

        PricedBasket For(string? segment) => new BasketPricing(rules, new PriceRequest([Line("A", 1, 10_000)], [], null, segment, Currency.Krw), Now).Price();

        For("vip").Total.ShouldBe(Won(7_000));
        For(null).Total.ShouldBe(Won(10_000));
    }

    [Fact]
    public void Price_WhateverApplies_AddsUpToTheMinorUnit()
    {
        var benefit = Gen.OneOf(
            Gen.Choose(1, 10_000).Select(p => new Benefit(BenefitKind.PercentOff, p)),
            Gen.Choose(1, 10_000).Select(p => new Benefit(BenefitKind.BasketPercentOff, p)),
            Gen.Choose(1, 30_000).Select(a => new Benefit(BenefitKind.BasketAmountOff, Amounts: Krw(a))),
            Gen.Choose(1, 3_000).Select(a => new Benefit(BenefitKind.AmountOff, Amounts: Krw(a))),
            Gen.Choose(1, 3).Select(b => new Benefit(BenefitKind.BuyXGetY, 10_000, Buy: b, Get: 1)));
        var cases =
            from quantities in Gen.Choose(1, 7).NonEmptyListOf()
            from prices in Gen.Choose(0, 50_000).ListOf(quantities.Count)
            from promotions in benefit.ListOf(3)
            from coupon in benefit
            select (quantities, prices, promotions, coupon);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var lines = c.quantities.Select((q, i) => Line("S" + i, q, c.prices[i])).ToArray();
            var basket = Price([.. c.promotions.Select(Promotion)], [Coupon("C", c.coupon)], ["C"], lines);
            basket.Lines.Sum(l => l.Total.Amount).ShouldBe(basket.Total.Amount);
            basket.Lines.Sum(l => l.Discount.Amount).ShouldBe(basket.Discount.Amount);
            basket.Discounts.Sum(d => d.Amount.Amount).ShouldBe(basket.Discount.Amount);
            (basket.Subtotal - basket.Discount).ShouldBe(basket.Total);
            basket.Lines.ShouldAllBe(l => l.Total.Amount >= 0 && l.Discount.Amount >= 0 && l.Total.Amount + l.Discount.Amount == l.UnitPrice.Amount * l.Quantity);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Divide_WhateverTheWeights_GivesAwayExactlyTheAmountAndNoMoreThanEachHas()
    {
        var cases = from weights in Gen.Choose(0, 100_000).Select(w => (long)w).NonEmptyListOf()
                    from share in Gen.Choose(0, 1000)
                    select (weights, amount: weights.Sum() * share / 1000);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var parts = Shares.Divide(c.amount, [.. c.weights]);
            parts.Sum().ShouldBe(c.amount);
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i].ShouldBeInRange(0, c.weights[i]);
            }
        }).QuickCheckThrowOnFailure();
    }

    internal static Promotion Promotion(Benefit benefit) =>
        new(Guid.CreateVersion7(), LocalizedText.Same("sale"), true, 10, false, GoodsScope.Everything, benefit, PromotionCalendar.Always);

    internal static Coupon Coupon(string code, Benefit benefit) =>
        new(code, LocalizedText.Same(code), true, GoodsScope.Everything, benefit, PromotionCalendar.Always, null, null);

    internal static Dictionary<string, long> Krw(long amount) => new() { ["KRW"] = amount };

    internal static PriceLine Line(string sku, int quantity, long price, string category = "c") =>
        new(sku, ProductId.New(), category, "brand", SellerId.New(), quantity, Won(price));

    private static Money Won(long amount) => new(amount, Currency.Krw);

    private static PricingRules Rules(Promotion[] promotions, Coupon[] coupons) => new(
        [.. promotions.OrderBy(p => p.Priority).Select(p => new PromotionRule(p, new ScopeMatch(p.Scope)))],
        coupons.ToFrozenDictionary(c => c.Code, c => new CouponRule(c, new ScopeMatch(c.Scope), 0), StringComparer.OrdinalIgnoreCase), [], Seoul);

    private static PricedBasket Price(Promotion[] promotions, Coupon[] coupons, string[] codes, params PriceLine[] lines) =>
        new BasketPricing(Rules(promotions, coupons), new PriceRequest(lines, codes, null, null, Currency.Krw), Now).Price();
}
