using Maru.Contracts.Shipping;

namespace Maru.Modules.Shipping.Rates;

internal sealed record RateBook(IReadOnlyList<ShippingZone> Zones, IReadOnlyList<ShippingMethod> Methods)
{
    private const string Everywhere = "*";

    public ShippingZone? ZoneOf(string country, string? region, string? postalCode) => Zones
        .Select(z => (Zone: z, Match: MatchOf(z, country, region, postalCode)))
        .Where(m => m.Match > 0).OrderByDescending(m => m.Match).ThenBy(m => m.Zone.Code, StringComparer.Ordinal)
        .Select(m => m.Zone).FirstOrDefault();

    /// <returns>0 if the place is not in the zone; more for a more exact match.</returns>
    internal static int MatchOf(ShippingZone zone, string country, string? region, string? postalCode)
    {
        if (!zone.Countries.Contains(country))
        {
            return zone.Countries.Contains(Everywhere) ? 1 : 0;
        }

        if (zone.PostalRanges.Count > 0)
        {
            var compact = postalCode?.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
            return compact is not null && zone.PostalRanges.Any(r => Contains(r, compact)) ? 4 : 0;
        }

        if (zone.Regions.Count > 0)
        {
            return region is not null && zone.Regions.Contains(region, StringComparer.OrdinalIgnoreCase) ? 3 : 0;
        }

        return 2;
    }

    /// <summary>Compared as text of equal length: postal codes are no numbers ("SW1A", "01000").</summary>
    private static bool Contains(PostalRange range, string code) =>
        code.Length == range.From.Length && string.CompareOrdinal(code, range.From) >= 0 && string.CompareOrdinal(code, range.To) <= 0;
}
