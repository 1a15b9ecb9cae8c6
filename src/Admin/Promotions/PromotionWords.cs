using System.Globalization;
using Maru.Admin.Shell;
using Maru.Contracts;
using Maru.Contracts.Pricing;

namespace Maru.Admin.Promotions;

/// <summary>Rules of prices, told in a few words.</summary>
internal static class PromotionWords
{
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Kind(BenefitKind kind, Desk desk) => kind switch
    {
        BenefitKind.PercentOff => desk.Say("상품마다 %", "% off each piece"),
        BenefitKind.AmountOff => desk.Say("상품마다 얼마", "Amount off each piece"),
        BenefitKind.BasketPercentOff => desk.Say("모두 합해 %", "% off the goods together"),
        BenefitKind.BasketAmountOff => desk.Say("모두 합해 얼마", "Amount off the goods together"),
        BenefitKind.BuyXGetY => desk.Say("몇 개 사면 몇 개 더", "Buy some, get some"),
        _ => desk.Say("무료 배송", "Free shipping"),
    };

    public static string Benefit(Benefit benefit, Desk desk) => benefit.Kind switch
    {
        BenefitKind.PercentOff or BenefitKind.BasketPercentOff => "-" + desk.Percent(benefit.BasisPoints),
        BenefitKind.AmountOff or BenefitKind.BasketAmountOff => "-" + Amounts(benefit.Amounts, desk),
        BenefitKind.BuyXGetY => string.Create(CultureInfo.InvariantCulture, $"{benefit.Buy} + {benefit.Get}{(benefit.BasisPoints < 10_000 ? " -" + desk.Percent(benefit.BasisPoints) : "")}"),
        _ => desk.Say("무료 배송", "Free shipping"),
    };

    public static string Goods(GoodsScope scope, Desk desk)
    {
        string?[] parts =
        [
            Join(scope.Categories), Join(scope.Brands), scope.ProductGroup is { Count: > 0 } products ? desk.Say($"상품 {products.Count}개", $"{products.Count} products") : null,
            scope.Sellers is { Count: > 0 } sellers ? desk.Say($"판매자 {sellers.Count}명", $"{sellers.Count} sellers") : null, Join(scope.Skus),
        ];
        return parts.OfType<string>().ToArray() is { Length: > 0 } some ? string.Join(" · ", some) : desk.Say("모든 물건", "All goods");
    }

    public static string Calendar(PromotionCalendar calendar, Desk desk)
    {
        var parts = new List<string>();
        if (calendar.From is not null || calendar.Until is not null)
        {
            parts.Add($"{desk.Minute(calendar.From)} – {desk.Minute(calendar.Until)}");
        }

        if (calendar.Weekdays is { Count: > 0 } weekdays)
        {
            parts.Add(string.Join(" ", weekdays.Select(d => Day(d, desk))));
        }

        if (calendar.DaysOfMonth is { Count: > 0 } days)
        {
            parts.Add(desk.Say("달마다 ", "monthly ") + string.Join(", ", days.Select(d => d == -1 ? desk.Say("마지막 날", "last day") : d.ToString(CultureInfo.InvariantCulture))));
        }

        if (calendar.DaysOfYear is { Count: > 0 } dates)
        {
            parts.Add(desk.Say("해마다 ", "yearly ") + string.Join(", ", dates));
        }

        if (calendar.DailyFrom is not null || calendar.DailyUntil is not null)
        {
            parts.Add($"{calendar.DailyFrom?.ToString("HH:mm", CultureInfo.InvariantCulture)}–{calendar.DailyUntil?.ToString("HH:mm", CultureInfo.InvariantCulture)}");
        }

        return parts.Count == 0 ? desk.Say("늘", "Always") : string.Join(" · ", parts);
    }

    public static string Day(DayOfWeek day, Desk desk) => day switch
    {
        DayOfWeek.Monday => desk.Say("월", "Mon"),
        DayOfWeek.Tuesday => desk.Say("화", "Tue"),
        DayOfWeek.Wednesday => desk.Say("수", "Wed"),
        DayOfWeek.Thursday => desk.Say("목", "Thu"),
        DayOfWeek.Friday => desk.Say("금", "Fri"),
        DayOfWeek.Saturday => desk.Say("토", "Sat"),
        _ => desk.Say("일", "Sun"),
    };

    private static string Amounts(IReadOnlyDictionary<string, long>? amounts, Desk desk) =>
        string.Join(" / ", (amounts ?? new Dictionary<string, long>()).Select(a => desk.Price(new Money(a.Value, Currency.Parse(a.Key)))));

    private static string? Join(IReadOnlyList<string>? names) => names is { Count: > 0 } some ? string.Join(", ", some) : null;
}
