using FsCheck;
using FsCheck.Fluent;
using Maru.Admin.Tables;

namespace Maru.Admin.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://a\")", "\"'=HYPERLINK(\"\"http://a\"\")\"")]
    [InlineData("+82 10", "'+82 10")]
    [InlineData("@sum", "'@sum")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("김, 마루", "\"김, 마루\"")]
    [InlineData("", "")]
    public void Value_OfWordsThatASpreadsheetWouldRun_IsWords(string value, string written) => CsvText.Value(value).ShouldBe(written);

    [Fact]
    public void Value_OfAnything_NeverBeginsAFormula() => Prop.ForAll<string?>(value =>
    {
        var written = CsvText.Value(value ?? "");
        written = written.StartsWith('"') ? written[1..] : written;
        return written.Length == 0 || !"=+@\t\r\n".Contains(written[0], StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Line_OfAnything_HasAsManyFieldsAsThereAreValues() => Prop.ForAll<string?[]>(values =>
    {
        if (values.Length == 0)
        {
            return true;
        }

        // A reader that knows quotes and nothing else.
        var (fields, quoted) = (1, false);
        foreach (var c in CsvText.Line(values.Select(v => v ?? ""))[..^2])
        {
            quoted ^= c == '"';
            fields += c == ',' && !quoted ? 1 : 0;
        }

        return fields == values.Length && !quoted;
    }).QuickCheckThrowOnFailure();
}
