using System.Globalization;
using System.Text.Json;
using Maru.Contracts;

namespace Maru.Modules.Payments.Providers;

/// <summary>Reading others' JSON: what is missing or of another kind is null, all the way down.</summary>
internal static class Wire
{
    private const int LongestAmount = 20;

    public static JsonElement? Parse(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? At(this JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static string? Text(this JsonElement? json, string name) => json.At(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long? Number(this JsonElement? json, string name) =>
        json.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement? json) => json is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>"12.34" in minor units; null where it is no amount of that currency.</summary>
    public static long? MinorUnits(string? text, Currency currency) =>
        text?.Length <= LongestAmount &&
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) &&
        amount * Scale(currency) is var minor && minor == decimal.Truncate(minor) && Math.Abs(minor) < long.MaxValue
            ? (long)minor
            : null;

    public static string MajorUnits(long amount, Currency currency) =>
        (amount / (decimal)Scale(currency)).ToString(currency.MinorDigits == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);

    private static int Scale(Currency currency) => currency.MinorDigits == 0 ? 1 : 100;
}
