using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Maru.Contracts;

/// <summary>An amount in the minor units of its currency (won, cents). Sums are checked: an overflow or a mix of currencies is a bug and throws.</summary>
public readonly record struct Money(long Amount, Currency Currency)
{
    public static Money Zero(Currency currency) => new(0, currency);

    public static Money operator +(Money a, Money b) => new(checked(a.Amount + b.In(a.Currency)), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Amount - b.In(a.Currency)), a.Currency);

    public static Money operator *(Money a, int quantity) => new(checked(a.Amount * quantity), a.Currency);

    /// <summary>The share of this amount in basis points (1/100 of a percent), rounded half away from zero to a minor unit.</summary>
    public Money BasisPoints(int basisPoints) =>
        new((long)Math.Round((decimal)Amount * basisPoints / 10_000m, MidpointRounding.AwayFromZero), Currency);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");

    private long In(Currency currency) =>
        currency == Currency ? Amount : throw new InvalidOperationException($"{Currency} cannot be added to {currency}.");
}

/// <summary>An ISO 4217 currency. Only those listed can be sold in; an unknown code is refused where it enters.</summary>
[JsonConverter(typeof(CurrencyJsonConverter))]
public readonly record struct Currency
{
    public static readonly Currency Krw = new("KRW");
    public static readonly Currency Usd = new("USD");
    public static readonly Currency Eur = new("EUR");
    public static readonly Currency Jpy = new("JPY");

    private Currency(string code) => Code = code;

    public string Code { get; }

    /// <summary>Digits after the decimal point: 0 for won and yen, 2 for the others.</summary>
    public int MinorDigits => Code is "KRW" or "JPY" ? 0 : 2;

    public static Currency Parse(string code) =>
        TryParse(code, null, out var currency) ? currency : throw new FormatException($"'{code}' is not a currency this shop sells in.");

    public static bool TryParse(string? code, IFormatProvider? provider, out Currency currency)
    {
        currency = code switch { "KRW" => Krw, "USD" => Usd, "EUR" => Eur, "JPY" => Jpy, _ => default };
        return currency.Code is not null;
    }

    public override string ToString() => Code ?? "";
}

internal sealed class CurrencyJsonConverter : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Currency.TryParse(reader.GetString(), null, out var currency)
            ? currency
            : throw new JsonException("Not a currency this shop sells in; allowed are KRW, USD, EUR and JPY.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}
