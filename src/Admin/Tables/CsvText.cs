namespace Maru.Admin.Tables;

/// <summary>Lines of comma-separated values (RFC 4180) that a spreadsheet reads as words and numbers, never as formulas.</summary>
internal static class CsvText
{
    public static string Line(IEnumerable<string> values) => string.Join(',', values.Select(Value)) + "\r\n";

    /// <summary>
    /// What begins as a formula would gets an apostrophe before it (OWASP, CSV injection): a customer's name could otherwise fetch a page, or worse, when
    /// somebody opens the file. A plain negative number stays one.
    /// </summary>
    public static string Value(string value)
    {
        var safe = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' && !IsNumber(value) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 && !safe.StartsWith(' ') && !safe.EndsWith(' ') ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static bool IsNumber(string value) => value[0] == '-' && value.Length > 1 && value.AsSpan(1).IndexOfAnyExcept("0123456789.,") < 0;
}
