using System.Globalization;
using Maru.Admin.Shell;
using Maru.Contracts;

namespace Maru.Admin.Tables;

/// <summary>Columns of the kinds that come again and again.</summary>
internal static class Columns
{
    public static Column<TRow> Count<TRow>(Desk desk, string key, string title, Func<TRow, long> count) => new(key, title, r => desk.Count(count(r)))
    {
        IsNumber = true, InFile = r => count(r).ToString(CultureInfo.InvariantCulture), By = r => count(r),
    };

    public static Column<TRow> Sum<TRow>(Desk desk, string key, string title, Func<TRow, Money?> sum) => new(key, title, r => desk.Price(sum(r)))
    {
        IsNumber = true, InFile = r => sum(r) is { } money ? Desk.Plain(money) : "", By = r => sum(r)?.Amount,
    };

    public static Column<TRow> At<TRow>(Desk desk, string key, string title, Func<TRow, DateTimeOffset?> at) => new(key, title, r => desk.Minute(at(r)))
    {
        InFile = r => desk.Time(at(r)), By = r => at(r), IsMoment = true,
    };

    public static Column<TRow> Words<TRow>(string key, string title, Func<TRow, string> text) => new(key, title, text) { By = text };
}
