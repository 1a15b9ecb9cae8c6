using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Pricing;
using Maru.Platform.Http;
using Calendar = Maru.Modules.Pricing.Promotions.Calendar;

namespace Maru.Modules.Pricing.BackOffice;

/// <summary>What a promotion, coupon or price list must keep to. Every broken rule is named. Pure.</summary>
internal static class PricingRulesCheck
{
    private const int MaxName = 100;
    private const int MaxScope = 1_000;
    private const int WholePrice = 10_000;

    public static ValidationFailure? Check(Promotion promotion)
    {
        var errors = Common(promotion.Name, promotion.Scope, promotion.Benefit, promotion.Calendar);
        errors.Unless(promotion.Id != Guid.Empty, "id", "is needed");
        errors.Unless(promotion.MinBasket?.All(a => IsAmount(a)) ?? true, "minBasket", "must be amounts by currency");
        return errors.ToFailure();
    }

    public static ValidationFailure? Check(Coupon coupon)
    {
        var errors = Common(coupon.Name, coupon.Scope, coupon.Benefit, coupon.Calendar);
        errors.Unless(coupon.Code is { Length: >= 3 and <= 40 } && coupon.Code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "code", "must be 3 to 40 letters, digits, - and _");
        errors.Unless(coupon.TotalLimit is null or >= 0, "totalLimit", "must not be negative");
        errors.Unless(coupon.PerCustomerLimit is null or >= 1, "perCustomerLimit", "must be at least 1");
        errors.Unless(coupon.MinBasket?.All(a => IsAmount(a)) ?? true, "minBasket", "must be amounts by currency");
        return errors.ToFailure();
    }

    public static ValidationFailure? Check(PriceList list)
    {
        var errors = new FieldErrors().Text(list.Name.Ko ?? list.Name.En, "name", MaxName).Unless(list.Id != Guid.Empty, "id", "is needed");
        Check(errors, list.Calendar);
        return errors.ToFailure();
    }

    private static FieldErrors Common(LocalizedText name, GoodsScope scope, Benefit benefit, PromotionCalendar calendar)
    {
        var errors = new FieldErrors()
            .Text(name.Ko ?? name.En, "name", MaxName)
            .Unless(Sizes(scope).All(s => s <= MaxScope), "scope", $"may list {MaxScope} of a kind");
        Check(errors, benefit);
        Check(errors, calendar);
        return errors;
    }

    private static int[] Sizes(GoodsScope scope) =>
        [scope.Categories?.Count ?? 0, scope.Brands?.Count ?? 0, scope.ProductGroup?.Count ?? 0, scope.Sellers?.Count ?? 0, scope.Skus?.Count ?? 0];

    private static void Check(FieldErrors errors, Benefit benefit)
    {
        var percent = benefit.Kind is BenefitKind.PercentOff or BenefitKind.BasketPercentOff or BenefitKind.BuyXGetY;
        var amount = benefit.Kind is BenefitKind.AmountOff or BenefitKind.BasketAmountOff;
        errors
            .Unless(!percent || benefit.BasisPoints is > 0 and <= WholePrice, "benefit.basisPoints", $"must be 1 to {WholePrice}")
            .Unless(!amount || (benefit.Amounts is { Count: > 0 } amounts && amounts.All(a => IsAmount(a) && a.Value > 0)), "benefit.amounts", "must be at least one amount by currency")
            .Unless(benefit.Kind != BenefitKind.BuyXGetY || (benefit.Buy is > 0 and <= 100 && benefit.Get is > 0 and <= 100), "benefit.buy", "buy and get must be 1 to 100")
            .Unless(benefit.Cap?.All(a => IsAmount(a)) ?? true, "benefit.cap", "must be amounts by currency");
    }

    private static void Check(FieldErrors errors, PromotionCalendar calendar) => errors
        .Unless(calendar.From is null || calendar.Until is null || calendar.From < calendar.Until, "calendar.until", "must lie after the beginning")
        .Unless(calendar.DaysOfMonth?.All(d => d is Calendar.LastDayOfMonth or (>= 1 and <= 31)) ?? true, "calendar.daysOfMonth", "must be 1 to 31, or -1 for the last day")
        .Unless(calendar.DaysOfYear?.All(IsDayOfYear) ?? true, "calendar.daysOfYear", "must be days as MM-dd");

    private static bool IsDayOfYear(string day) =>
        DateOnly.TryParseExact("2024-" + day, "yyyy-" + Calendar.DayOfYearFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsAmount(KeyValuePair<string, long> amount) => Currency.TryParse(amount.Key, null, out _) && amount.Value >= 0;
}
