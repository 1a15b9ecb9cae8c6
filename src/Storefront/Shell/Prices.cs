using System.Globalization;
using Maru.Contracts;

namespace Maru.Storefront.Shell;

/// <summary>Amounts as people read them: 128,000원 in Korean, ₩128,000 and $98.00 in English.</summary>
public static class Prices
{
    public static string Format(Money money, string language)
    {
        var value = Number(money);
        return (money.Currency.Code, language) switch
        {
            ("KRW", "ko") => value + "원",
            ("KRW", _) => "₩" + value,
            ("USD", _) => "$" + value,
            ("EUR", _) => "€" + value,
            ("JPY", _) => "¥" + value,
            _ => $"{value} {money.Currency}",
        };
    }

    /// <summary>For machines: digits and a point, no grouping.</summary>
    public static string Plain(Money money) => Divide(money).ToString("F" + money.Currency.MinorDigits, CultureInfo.InvariantCulture);

    private static string Number(Money money) => Divide(money).ToString("N" + money.Currency.MinorDigits, CultureInfo.InvariantCulture);

    private static decimal Divide(Money money)
    {
        var value = (decimal)money.Amount;
        for (var i = 0; i < money.Currency.MinorDigits; i++)
        {
            value /= 10;
        }

        return value;
    }
}
