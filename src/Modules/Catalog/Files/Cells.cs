using System.Globalization;
using Maru.Contracts;

namespace Maru.Modules.Catalog.Files;

/// <summary>How values stand in the cells of tables.</summary>
internal static class Cells
{
    /// <summary>
    /// A spreadsheet takes a cell that begins with one of these for a formula and runs it. Such a cell goes out with an apostrophe before it, which
    /// spreadsheets hide; so does one that begins with an apostrophe, so that <see cref="Restore"/> gives back exactly what there was.
    /// </summary>
    public static string Neutralise(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'' or '＝' or '＋' or '－' or '＠' ? "'" + cell : cell;

    public static string Restore(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\'' or '＝' or '＋' or '－' or '＠' ? cell[1..] : cell;

    /// <summary>Text goes to the language its letters are of.</summary>
    public static LocalizedText Localise(string? text) =>
        string.IsNullOrWhiteSpace(text) ? new LocalizedText(null, null)
        : text.Any(c => c is >= '\uAC00' and <= '\uD7A3' or >= '\u3131' and <= '\u318E') ? new LocalizedText(text.Trim(), null)
        : new LocalizedText(null, text.Trim());

    /// <summary>"9.99" or "1,299.00" in minor units. More digits after the point than the currency has must be zeros.</summary>
    public static Money? Price(string text, Currency currency)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount) || amount is < 0 or > 10_000_000_000m)
        {
            return null;
        }

        var minor = amount * (currency.MinorDigits == 0 ? 1 : 100);
        return minor == decimal.Truncate(minor) ? new Money((long)minor, currency) : null;
    }

    public static string Format(Money money) => money.Currency.MinorDigits == 0
        ? money.Amount.ToString(CultureInfo.InvariantCulture)
        : (money.Amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Names of options that the shop knows by another word.</summary>
    public static string OptionName(string name) => name.Trim().ToLowerInvariant() switch
    {
        "color" or "colour" or "색상" or "컬러" => "color",
        "size" or "사이즈" or "크기" => "size",
        var other => Products.Slugs.From(other) is { Length: > 0 } slug ? slug : "option",
    };
}
