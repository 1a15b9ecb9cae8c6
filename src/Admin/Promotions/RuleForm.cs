using System.Globalization;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Pricing;

namespace Maru.Admin.Promotions;

/// <summary>What promotions and coupons have in common, between form and rule: goods, benefit, calendar.</summary>
internal static class RuleForm
{
    public static GoodsScope Scope(Filled form) => new(
        Some(form.Listed("categories")), Some(form.Listed("brands")),
        Some<ProductId>([.. form.Listed("products").Select(p => ProductId.TryParse(p, null, out var id) ? id : default).Where(p => p != default)]),
        Some<SellerId>([.. form.All("sellers").Select(s => SellerId.TryParse(s, null, out var id) ? id : default).Where(s => s != default)]),
        Some(form.Listed("skus")));

    public static Benefit Benefit(Filled form) => new(
        form.Choice<BenefitKind>("kind") ?? BenefitKind.PercentOff, form.BasisPoints("percent"), form.Amounts("amount"), form.Number("buy"), form.Number("get"), form.Amounts("cap"));

    public static PromotionCalendar Calendar(Filled form) => new(
        form.Moment("from"), form.Moment("until"), form.Clock("dailyFrom"), form.Clock("dailyUntil"),
        Some<DayOfWeek>([.. form.All("weekday").Select(d => Enum.TryParse<DayOfWeek>(d, out var day) ? day : (DayOfWeek?)null).OfType<DayOfWeek>()]),
        Some<int>([.. form.Listed("daysOfMonth").Select(d => int.TryParse(d, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day) ? day : 0).Where(d => d != 0)]),
        Some(form.Listed("daysOfYear")));

    /// <summary>An empty list means "any", and so does none: one way to say it.</summary>
    private static IReadOnlyList<T>? Some<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
