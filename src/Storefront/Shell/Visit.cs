using System.Globalization;
using Maru.Contracts;
using Maru.Platform.Auth;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Shell;

/// <summary>Who looks at a page, in which language and currency. Made once per request and handed to every component.</summary>
/// <param name="Path">Of the page without its language, for the link to the other one.</param>
public sealed record Visit(string Language, Currency Currency, Caller Caller, CartId? Cart, string Path, string Origin)
{
    public const string CartCookie = "maru_cart";
    public const string CurrencyCookie = "maru_currency";

    public bool IsKorean => Language == "ko";

    /// <summary>The text in the visitor's language; both stand side by side where they are used.</summary>
    public string Say(string korean, string english) => IsKorean ? korean : english;

    public string Say(LocalizedText text) => text.In(Language);

    /// <summary>A link within the shop, in the visitor's language.</summary>
    public string To(string path) => $"/{Language}{path}";

    /// <summary>The same page in another language.</summary>
    public string In(string language) => $"/{language}{Path}";

    /// <summary>The address search engines should know the page by: without what only filters, sorts or identifies.</summary>
    public string Canonical(string language)
    {
        var query = Path.IndexOf('?', StringComparison.Ordinal);
        return $"/{language}{(query < 0 ? Path : Path[..query])}";
    }

    public string Price(Money money) => Prices.Format(money, Language);

    public string Date(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString(IsKorean ? "yyyy년 M월 d일" : "MMM d, yyyy", Culture);

    public string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString(IsKorean ? "M월 d일 (ddd) HH:mm" : "ddd, MMM d, HH:mm", Culture);

    public string Day(DateOnly day) => day.ToString(IsKorean ? "M월 d일 (ddd)" : "ddd, MMM d", Culture);

    public string Count(long number) => number.ToString("N0", Culture);

    private CultureInfo Culture => CultureInfo.GetCultureInfo(IsKorean ? "ko-KR" : "en-US");

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    public static Visit Of(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var language = path.StartsWith("/en", StringComparison.Ordinal) && (path.Length == 3 || path[3] == '/') ? "en" : "ko";
        var rest = path.Length > 3 ? path[3..] : "";
        var currency = Currency.TryParse(context.Request.Cookies[CurrencyCookie], null, out var chosen) ? chosen : language == "ko" ? Currency.Krw : Currency.Usd;
        CartId? cart = CartId.TryParse(context.Request.Cookies[CartCookie], null, out var id) ? id : null;
        return new Visit(language, currency, context.Caller(), cart, rest + context.Request.QueryString, $"{context.Request.Scheme}://{context.Request.Host}");
    }
}
