using System.Globalization;
using Maru.Contracts;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Shell;

/// <summary>Who works in the back office, in which language, and what the last act came to. Made once per request and handed to every component.</summary>
/// <param name="Said">What is told once, on the page after a form.</param>
public sealed record Desk(string Language, Caller Caller, string Path, Said? Said)
{
    public const string LanguageCookie = "maru_desk_language";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    public bool IsKorean => Language == "ko";

    /// <summary>The text in the reader's language; both stand side by side where they are used.</summary>
    public string Say(string korean, string english) => IsKorean ? korean : english;

    public string Say(LocalizedText text) => text.In(Language);

    public bool May(string permission) => Caller.May(permission);

    public string Price(Money money)
    {
        var value = (decimal)money.Amount;
        for (var i = 0; i < money.Currency.MinorDigits; i++)
        {
            value /= 10;
        }

        return $"{value.ToString("N" + money.Currency.MinorDigits, CultureInfo.InvariantCulture)} {money.Currency}";
    }

    public string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Time(DateTimeOffset? at) => at is { } time ? Time(time) : "";

    /// <summary>The shop's day at a moment.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public static Desk Of(HttpContext context) => new(
        context.Request.Cookies[LanguageCookie] switch
        {
            "en" => "en",
            "ko" => "ko",
            _ => context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "ko",
        },
        context.Caller(), context.Request.Path + context.Request.QueryString.ToString(), Said.Take(context));
}
