using System.Text;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Shell;

/// <summary>What a form came to. It travels in a cookie to the page that follows, so that nobody can put words into a link.</summary>
public sealed record Said(bool Good, string Text)
{
    private const string Cookie = "maru_desk_said";
    private const int MaxLength = 600;

    internal void Keep(HttpContext context) => context.Response.Cookies.Append(
        Cookie, (Good ? "+" : "-") + Convert.ToHexString(Encoding.UTF8.GetBytes(Text.Length > MaxLength ? Text[..MaxLength] : Text)),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromSeconds(30), Path = "/admin", IsEssential = true });

    internal static Said? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 1 } value || !HttpMethods.IsGet(context.Request.Method))
        {
            return null;
        }

        context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/admin" });
        try
        {
            return new Said(value[0] == '+', Encoding.UTF8.GetString(Convert.FromHexString(value.AsSpan(1))));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
