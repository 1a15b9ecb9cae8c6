using System.Globalization;
using Maru.Contracts;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Shell;

/// <summary>A form as somebody filled it in. What is empty or cannot be read is absent; whether that is allowed the module says.</summary>
internal sealed class Filled(IFormCollection form)
{
    public static async Task<Filled> ReadAsync(HttpContext context, CancellationToken ct) => new(await context.Request.ReadFormAsync(ct));

    public string Text(string name) => form[name].ToString().Trim();

    public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool IsOn(string name) => form[name] == "true";

    public IReadOnlyList<string> All(string name) => [.. form[name].OfType<string>().Where(v => v.Length > 0)];

    public IFormFile? File(string name) => Files(name).FirstOrDefault();

    public IEnumerable<IFormFile> Files(string name) => form.Files.GetFiles(name).Where(f => f.Length > 0);

    public int Number(string name) => Whole(name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : 0;

    public long? Whole(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;

    public decimal? Fraction(string name) =>
        decimal.TryParse(Text(name), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A percentage as basis points.</summary>
    public int BasisPoints(string name) => Fraction(name) is { } percent and >= -1000 and <= 1000 ? (int)decimal.Round(percent * 100) : 0;

    public LocalizedText Both(string name) => new(Optional(name + "-ko"), Optional(name + "-en"));

    public T? Choice<T>(string name) where T : struct, Enum =>
        Text(name) is { Length: > 0 } text && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>Words and names put down one after another, by comma or line.</summary>
    public IReadOnlyList<string> Listed(string name) =>
        [.. form[name].OfType<string>().SelectMany(v => v.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    /// <summary>An amount as people write it ("12.50", "1,000"), in minor units.</summary>
    public long? Amount(string name, Currency currency)
    {
        if (!decimal.TryParse(Text(name), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value is < 0 or > 1_000_000_000_000m)
        {
            return null;
        }

        return (long)decimal.Round(value * Factor(currency), MidpointRounding.AwayFromZero);
    }

    /// <summary>Amounts in every currency that has one, by code.</summary>
    public IReadOnlyDictionary<string, long>? Amounts(string name)
    {
        var amounts = new Dictionary<string, long>();
        foreach (var currency in Desk.Currencies)
        {
            if (Amount($"{name}-{currency}", currency) is { } amount and > 0)
            {
                amounts[currency.Code] = amount;
            }
        }

        return amounts.Count == 0 ? null : amounts;
    }

    /// <summary>A moment of the shop's clock, as the browser's own field writes it.</summary>
    public DateTimeOffset? Moment(string name) =>
        DateTime.TryParseExact(Text(name), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? Desk.At(at) : null;

    public TimeOnly? Clock(string name) => TimeOnly.TryParseExact(Text(name), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    public static decimal Factor(Currency currency) => currency.MinorDigits == 0 ? 1 : 100;
}
