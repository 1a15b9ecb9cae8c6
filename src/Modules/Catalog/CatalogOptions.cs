using System.Globalization;
using Maru.Contracts;
using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Catalog;

/// <summary>
/// The section "Catalog" of the configuration. <paramref name="Currency"/> is what prices are shown in when nobody says (Catalog:Currency);
/// <paramref name="Rates"/> is the worth of one unit of a currency in won (Catalog:Rates:USD), by which a product without a price in a currency gets one;
/// <paramref name="MayFetchPictures"/> allows pictures of imported products to be fetched from where the file says they are (Catalog:FetchPictures); <paramref name="PublicAddress"/> is where shoppers reach the shop (Shop:Address),
/// for feeds, which need whole addresses.
/// </summary>
internal sealed record CatalogOptions(Currency Currency, IReadOnlyDictionary<Currency, decimal> Rates, bool MayFetchPictures, string PublicAddress)
{
    public static CatalogOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Catalog");
        return new CatalogOptions(
            Currency.Parse(section["Currency"] ?? "KRW"),
            new Dictionary<Currency, decimal>
            {
                [Currency.Krw] = 1,
                [Currency.Usd] = Rate(section["Rates:USD"], 1380m),
                [Currency.Eur] = Rate(section["Rates:EUR"], 1500m),
                [Currency.Jpy] = Rate(section["Rates:JPY"], 9.2m),
            },
            bool.Parse(section["FetchPictures"] ?? "false"),
            (configuration["Shop:Address"] ?? "http://localhost:8080").TrimEnd('/'));
    }

    /// <summary>What an amount is worth in another currency, rounded as prices there are: to 100 won, 10 yen, or the cent.</summary>
    public long Convert(long amount, Currency from, Currency to)
    {
        var value = amount / Units(from) * Rates[from] / Rates[to] * Units(to);
        var step = to.Code switch { "KRW" => 100m, "JPY" => 10m, _ => 1m };
        return (long)(Math.Round(value / step, MidpointRounding.AwayFromZero) * step);
    }

    private static decimal Units(Currency currency) => currency.MinorDigits == 0 ? 1m : 100m;

    private static decimal Rate(string? text, decimal fallback) =>
        text is null ? fallback
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate
        : throw new FormatException($"Catalog:Rates: '{text}' is not a rate; a number above 0 is needed.");
}
