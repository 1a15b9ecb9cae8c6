using Maru.Contracts;
using Maru.Contracts.Shipping;
using Maru.Modules.Shipping.Rates;
using Maru.Testing.Shop;

namespace Maru.Modules.Shipping.Tests;

/// <summary>The rates that a new shop comes with.</summary>
public sealed class QuotingTests(QuotingTests.ShippingShop shop) : IClassFixture<QuotingTests.ShippingShop>
{
    private static readonly DateTime MondayMorning = new(2026, 3, 2, 10, 0, 0);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("06236", 800, 20_000, 3_000)]
    [InlineData("06236", 800, 50_000, 0)]
    [InlineData("06236", 7_000, 20_000, 5_000)]
    [InlineData("63000", 800, 20_000, 6_000)]
    [InlineData("63644", 800, 90_000, 3_000)]
    [InlineData("40210", 800, 20_000, 6_000)]
    public async Task Quote_WhenSentInKorea_GoesByWeightValueAndPostalCode(string postalCode, int grams, long value, long price)
    {
        var options = await shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("KR", postalCode, grams, 1_000, new Money(value, Currency.Krw)), Ct);

        options.Single(o => o.Code == "standard").Price.ShouldBe(new Money(price, Currency.Krw));
    }

    [Fact]
    public async Task Quote_WhenPlaceIsRemote_OffersNoNextDay() =>
        (await shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("KR", "63100", 500, 1_000, new Money(1_000, Currency.Krw)), Ct))
            .ShouldNotContain(o => o.Code == "express");

    [Fact]
    public async Task Quote_WhenSentAbroadInDollars_IsInDollars()
    {
        var options = await shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("DE", "10115", 1_500, 2_000, new Money(5_000, Currency.Usd)), Ct);

        options.Select(o => (o.Code, o.Price)).ShouldBe([("intl-economy", new Money(1_800, Currency.Usd)), ("intl-express", new Money(3_900, Currency.Usd))]);
    }

    [Fact]
    public async Task Quote_WhenParcelIsBulky_CountsItsVolume()
    {
        var light = await shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("JP", null, 400, 20_000, new Money(5_000, Currency.Krw)), Ct);

        light.Single(o => o.Code == "intl-express").Price.Amount.ShouldBe(125_000, "20,000 cm3 count as 4 kg");
    }

    [Fact]
    public async Task Quote_WhenParcelIsHeavierThanAnyStep_OffersNothing() =>
        (await shop.Get<IShipping>().QuoteAsync(new ShippingQuoteRequest("US", null, 40_000, 1_000, new Money(5_000, Currency.Krw)), Ct)).ShouldBeEmpty();

    [Fact]
    public async Task Quote_WhenAPromotionPays_TheCheapestIsFreeAndOthersCostTheDifference()
    {
        var options = await shop.Get<IShipping>().QuoteAsync(
            new ShippingQuoteRequest("KR", "06236", 500, 1_000, new Money(1_000, Currency.Krw), FreeShipping: true), Ct);

        options.Select(o => (o.Code, o.Price.Amount)).ShouldBe([("standard", 0), ("express", 2_500)]);
    }

    [Theory]
    [InlineData("2026-03-02T10:00", "2026-03-03", "Monday before the cut-off")]
    [InlineData("2026-03-02T17:30", "2026-03-04", "Monday after the cut-off")]
    [InlineData("2026-03-06T17:30", "2026-03-10", "Friday evening leaves on Monday")]
    [InlineData("2026-03-07T09:00", "2026-03-10", "Saturday leaves on Monday")]
    public void Estimate_WhenCutOffOrWeekendLiesBetween_IsLater(string at, string expected, string which)
    {
        var method = Method with { CutOff = new TimeOnly(17, 0) };
        Quoting.Estimate(method, DateTime.Parse(at)).Earliest.ShouldBe(DateOnly.Parse(expected), which);
    }

    [Fact]
    public void Estimate_WhenCarrierWorksOnWeekends_CountsEveryDay() =>
        Quoting.Estimate(Method with { DeliversWeekends = true, MinDays = 6 }, MondayMorning).Earliest.ShouldBe(new DateOnly(2026, 3, 8));

    private static ShippingMethod Method => new("m", LocalizedText.Same("m"), "simulated", ["kr"], [], new Dictionary<string, long>(), 0, 1, 2, new TimeOnly(17, 0), false, true, 1);

    public sealed class ShippingShop : ShopFixture
    {
        protected override IReadOnlySet<string>? Modules => new HashSet<string> { "shipping" };
    }
}
