namespace Maru.Modules.Notifications.Channels.Texting;

/// <summary>Telephone numbers as people write them, in the form networks take (E.164).</summary>
internal static class PhoneNumber
{
    private static readonly Dictionary<string, string> Prefixes = new() { ["KR"] = "82", ["JP"] = "81", ["DE"] = "49", ["FR"] = "33", ["GB"] = "44" };

    /// <param name="country">Whose numbers are written without a country's prefix.</param>
    /// <returns>Null if it is no number, or nobody can say of which country.</returns>
    public static string? International(string? written, string country)
    {
        if (written is null || written.Length > 40 || written.Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '-' or '.' or '(' or ')' or '+')))
        {
            return null;
        }

        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        var number = written.TrimStart().StartsWith('+') ? digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : digits.StartsWith('0') && Prefixes.TryGetValue(country, out var prefix) ? prefix + digits[1..]
            : country == "US" && digits.Length == 10 ? "1" + digits
            : "";
        return number.Length is >= 8 and <= 15 && number[0] != '0' ? "+" + number : null;
    }
}
