using Maru.Contracts;

namespace Maru.Modules.Shipping.Rates;

internal sealed record PostalRange(string From, string To)
{
    /// <summary>Compared as text of equal length: postal codes are no numbers ("SW1A", "01000").</summary>
    public bool Contains(string code) =>
        code.Length == From.Length && string.CompareOrdinal(code, From) >= 0 && string.CompareOrdinal(code, To) <= 0;
}

/// <summary>A part of the world. The most exact match wins: postal code, then region, then country, then '*'.</summary>
internal sealed record Zone(
    string Code, LocalizedText Name, IReadOnlyList<string> Countries, IReadOnlyList<string> Regions, IReadOnlyList<PostalRange> PostalRanges,
    IReadOnlyDictionary<string, long> Surcharge)
{
    public const string Everywhere = "*";

    /// <returns>0 if the place is not in this zone; more for a more exact match.</returns>
    public int Match(string country, string? region, string? postalCode)
    {
        if (!Countries.Contains(country))
        {
            return Countries.Contains(Everywhere) ? 1 : 0;
        }

        if (PostalRanges.Count > 0)
        {
            var compact = postalCode?.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
            return compact is not null && PostalRanges.Any(r => r.Contains(compact)) ? 4 : 0;
        }

        if (Regions.Count > 0)
        {
            return region is not null && Regions.Contains(region, StringComparer.OrdinalIgnoreCase) ? 3 : 0;
        }

        return 2;
    }
}

/// <param name="FromValue">Only for baskets worth at least this, by currency; null for any.</param>
internal sealed record RateStep(int UpToGrams, IReadOnlyDictionary<string, long> Price, IReadOnlyDictionary<string, long>? FromValue = null);

internal sealed record ShippingMethod(
    string Code, LocalizedText Name, string Carrier, IReadOnlyList<string> Zones, IReadOnlyList<RateStep> Steps, IReadOnlyDictionary<string, long> FreeOver,
    int VolumeDivisor, int MinDays, int MaxDays, TimeOnly CutOff, bool DeliversWeekends, bool Active, int Position);

internal sealed record RateBook(IReadOnlyList<Zone> Zones, IReadOnlyList<ShippingMethod> Methods)
{
    public Zone? ZoneOf(string country, string? region, string? postalCode) => Zones
        .Select(z => (Zone: z, Match: z.Match(country, region, postalCode)))
        .Where(m => m.Match > 0).OrderByDescending(m => m.Match).ThenBy(m => m.Zone.Code, StringComparer.Ordinal)
        .Select(m => m.Zone).FirstOrDefault();
}
