using Maru.Contracts;

namespace Maru.Modules.Shipping.Carriers;

internal static class Amounts
{
    /// <summary>Carriers write amounts with a decimal point; Maru counts minor units.</summary>
    public static Money FromDecimal(decimal amount, Currency currency)
    {
        var scale = currency.MinorDigits == 0 ? 1m : 100m;
        return new Money((long)Math.Round(amount * scale, MidpointRounding.AwayFromZero), currency);
    }
}
