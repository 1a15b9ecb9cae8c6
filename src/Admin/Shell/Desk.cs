using System.Globalization;
using Maru.Contracts;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Shell;

/// <summary>Who works in the back office, in which language, and what the last act came to. Made once per request and handed to every component.</summary>
/// <param name="Path">Of the page, with its query.</param>
/// <param name="Said">What is told once, on the page after a form.</param>
public sealed record Desk(string Language, Caller Caller, string Path, Said? Said)
{
    public const string LanguageCookie = "maru_desk_language";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    public static IReadOnlyList<Currency> Currencies { get; } = [Currency.Krw, Currency.Usd, Currency.Eur, Currency.Jpy];

    public bool IsKorean => Language == "ko";

    /// <summary>The text in the reader's language; both stand side by side where they are used.</summary>
    public string Say(string korean, string english) => IsKorean ? korean : english;

    public string Say(LocalizedText text) => text.In(Language);

    public bool May(string permission) => Caller.May(permission);

    public string Price(Money money) => (money.Amount < 0 ? "-" : "") + (money.Currency.Code switch
    {
        "KRW" => "₩", "USD" => "$", "EUR" => "€", "JPY" => "¥", _ => "",
    }) + (Math.Abs((decimal)money.Amount) / Filled.Factor(money.Currency)).ToString("N" + money.Currency.MinorDigits, CultureInfo.InvariantCulture);

    public string Price(Money? money) => money is { } sum ? Price(sum) : "";

    /// <summary>Without a sign, as a form's field and a table's file want it.</summary>
    public static string Plain(Money money) => (money.Amount / Filled.Factor(money.Currency)).ToString("F" + money.Currency.MinorDigits, CultureInfo.InvariantCulture);

    public string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public string Time(DateTimeOffset at) => Write(at, "yyyy-MM-dd HH:mm:ss");

    public string Time(DateTimeOffset? at) => at is { } time ? Time(time) : "";

    /// <summary>To the minute: enough for lists.</summary>
    public string Minute(DateTimeOffset at) => Write(at, "yyyy-MM-dd HH:mm");

    public string Minute(DateTimeOffset? at) => at is { } time ? Minute(time) : "";

    /// <summary>As the browser's own date and time field wants it.</summary>
    public static string Field(DateTimeOffset? at) => at is { } time ? Write(time, "yyyy-MM-ddTHH:mm") : "";

    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The shop's day at a moment.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    public static DateTimeOffset StartOf(DateOnly day) => At(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The moment at which the shop's clock shows this.</summary>
    public static DateTimeOffset At(DateTime clock) => new DateTimeOffset(clock, Zone.GetUtcOffset(clock)).ToUniversalTime();

    /// <summary>The same address with some parts of its query changed; null takes one out.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        var (path, query) = Path.Split('?', 2) is [var p, var q] ? (p, q) : (Path, "");
        var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => changes.All(c => !part.StartsWith(c.Name + "=", StringComparison.Ordinal)));
        var all = string.Join('&', kept.Concat(changes.Where(c => c.Value is not null).Select(c => $"{c.Name}={Uri.EscapeDataString(c.Value!)}")));
        return all.Length == 0 ? path : $"{path}?{all}";
    }

    public static Desk Of(HttpContext context) => new(
        context.Request.Cookies[LanguageCookie] switch
        {
            "en" => "en",
            "ko" => "ko",
            _ => context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "ko",
        },
        context.Caller(), context.Request.Path + context.Request.QueryString.ToString(), Said.Take(context));

    private static string Write(DateTimeOffset at, string format) => TimeZoneInfo.ConvertTime(at, Zone).ToString(format, CultureInfo.InvariantCulture);
}
