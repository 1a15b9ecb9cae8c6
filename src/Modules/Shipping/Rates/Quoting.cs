using Maru.Contracts;
using Maru.Contracts.Shipping;

namespace Maru.Modules.Shipping.Rates;

/// <summary>What each way of sending costs and when it arrives. Pure.</summary>
internal static class Quoting
{
    private const int GramsPerKilogram = 1000;

    /// <param name="localNow">The shop's own clock: cut-off times and days are the shop's.</param>
    public static IReadOnlyList<ShippingOption> Quote(RateBook book, ShippingQuoteRequest request, DateTime localNow)
    {
        if (book.ZoneOf(request.Country, request.Region, request.PostalCode) is not { } zone)
        {
            return [];
        }

        var options = new List<ShippingOption>();
        foreach (var method in book.Methods.Where(m => m.Active && m.Zones.Contains(zone.Code)))
        {
            if (PriceOf(method, zone, request) is { } price)
            {
                var (earliest, latest) = Estimate(method, localNow);
                options.Add(new ShippingOption(method.Code, method.Name, price, method.Carrier, method.MinDays, method.MaxDays, earliest, latest));
            }
        }

        return request.FreeShipping ? WithoutTheCheapest(options) : options;
    }

    /// <summary>Free shipping pays for the cheapest way; a faster one costs the difference.</summary>
    private static List<ShippingOption> WithoutTheCheapest(List<ShippingOption> options)
    {
        var cheapest = options.Count == 0 ? 0 : options.Min(o => o.Price.Amount);
        return options.ConvertAll(o => o with { Price = o.Price with { Amount = o.Price.Amount - cheapest } });
    }

    /// <summary>A light but bulky parcel counts as heavy as its volume.</summary>
    internal static long ChargeableGrams(ShippingMethod method, ShippingQuoteRequest request) => method.VolumeDivisor == 0
        ? request.WeightGrams
        : Math.Max(request.WeightGrams, ((long)request.VolumeCm3 * GramsPerKilogram + method.VolumeDivisor - 1) / method.VolumeDivisor);

    /// <returns>Null if the method does not take such a parcel or is not sold in the currency.</returns>
    internal static Money? PriceOf(ShippingMethod method, ShippingZone zone, ShippingQuoteRequest request)
    {
        var currency = request.Subtotal.Currency.Code;
        var grams = ChargeableGrams(method, request);
        var step = method.Steps
            .Where(s => s.UpToGrams >= grams && s.Price.ContainsKey(currency) && Worth(s, request.Subtotal))
            .OrderBy(s => s.UpToGrams).ThenBy(s => s.Price[currency]).FirstOrDefault();
        if (step is null)
        {
            return null;
        }

        var free = method.FreeOver.TryGetValue(currency, out var limit) && request.Subtotal.Amount >= limit;

        // Islands cost more even where the parcel itself is free.
        var surcharge = zone.Surcharge.GetValueOrDefault(currency);
        return new Money((free ? 0 : step.Price[currency]) + surcharge, request.Subtotal.Currency);
    }

    internal static (DateOnly Earliest, DateOnly Latest) Estimate(ShippingMethod method, DateTime localNow)
    {
        var leaves = DateOnly.FromDateTime(localNow);
        if (!IsWorkday(leaves) || TimeOnly.FromDateTime(localNow) > method.CutOff)
        {
            do
            {
                leaves = leaves.AddDays(1);
            }
            while (!IsWorkday(leaves));
        }

        return (After(leaves, method.MinDays, method.DeliversWeekends), After(leaves, method.MaxDays, method.DeliversWeekends));
    }

    private static bool Worth(RateStep step, Money subtotal) =>
        step.FromValue is null || (step.FromValue.TryGetValue(subtotal.Currency.Code, out var from) && subtotal.Amount >= from);

    private static DateOnly After(DateOnly day, int days, bool weekends)
    {
        for (var i = 0; i < days; i++)
        {
            do
            {
                day = day.AddDays(1);
            }
            while (!weekends && !IsWorkday(day));
        }

        return day;
    }

    private static bool IsWorkday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
