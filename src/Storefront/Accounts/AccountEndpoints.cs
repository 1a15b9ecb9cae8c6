using Maru.Contracts;
using Maru.Contracts.Carts;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http.Limits;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>Signing in and out by page: the session's token travels in a cookie no script can read.</summary>
internal static class AccountEndpoints
{
    private static readonly TimeSpan PageSession = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/sign-in", (string? next, HttpContext context) => Pages.Show<SignInPage>(context, Visit.Of(context), new { Next = Pages.Inside(next) }));
        root.MapPage("/sign-up", (string? next, HttpContext context) => Pages.Show<SignInPage>(context, Visit.Of(context), new { New = true, Next = Pages.Inside(next) }));
        root.MapForm("/sign-in", SignInAsync, RateLimits.SignInAnyAccount);
        root.MapForm("/sign-up", SignUpAsync, RateLimits.Register);
        root.MapForm("/sign-out", SignOutAsync);
        root.MapPage("/forgot", (HttpContext context) => Pages.Show<ForgotPage>(context, Visit.Of(context)));
        root.MapForm("/forgot", ForgotAsync, RateLimits.PasswordReset);
        root.MapPage("/goodbye", (HttpContext context) => Pages.Show<GoodbyePage>(context, Visit.Of(context)));
        root.MapForm("/currency", Currency);
    }

    private static async Task<IResult> SignInAsync([FromForm] string email, [FromForm] string password, [FromForm] string? code, [FromForm] string? next, HttpContext context, IAccounts accounts, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var result = await accounts.SignInAsync(new Credentials(email, password, code, visit.Cart, context.Request.Headers.UserAgent), ct);
        if (!result.Succeeded)
        {
            return Pages.Show<SignInPage>(
                context, visit, new { Email = email, NeedsCode = result.Failure is SecondFactorNeeded || code is not null, Problem = Say(result.Failure, visit), Next = Pages.Inside(next) }, 401);
        }

        return await EnterAsync(context, visit, result.Value, next, carts, ct);
    }

    private static async Task<IResult> SignUpAsync([FromForm] string name, [FromForm] string email, [FromForm] string password, [FromForm] string? next, HttpContext context, IAccounts accounts, ICarts carts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        var result = await accounts.RegisterAsync(new Registration(email, password, name, visit.Language, context.Request.Headers.UserAgent), ct);
        return result.Succeeded
            ? await EnterAsync(context, visit, result.Value, next, carts, ct)
            : Pages.Show<SignInPage>(context, visit, new { New = true, Email = email, Name = name, Problem = Say(result.Failure, visit), Next = Pages.Inside(next) }, 400);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (Guid.TryParse(visit.Caller.SessionId, out var session))
        {
            await accounts.SignOutAsync(session, ct);
        }

        SessionCookie.Clear(context);
        context.Response.Cookies.Delete(Visit.CartCookie);
        return Pages.SeeOther(visit.To(""));
    }

    /// <summary>The answer is the same whether there is such an account or not.</summary>
    private static async Task<IResult> ForgotAsync([FromForm] string? email, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        await accounts.RequestPasswordResetAsync(email ?? "", ct);
        return Pages.Show<ForgotPage>(context, Visit.Of(context), new { Sent = true });
    }

    private static IResult Currency([FromForm] string currency, [FromForm] string? back, HttpContext context)
    {
        var visit = Visit.Of(context);
        if (Contracts.Currency.TryParse(currency, null, out var chosen))
        {
            context.Response.Cookies.Append(Visit.CurrencyCookie, chosen.Code, new CookieOptions { SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true });
        }

        return Pages.SeeOther(visit.To(Pages.Inside(back)));
    }

    private static async Task<IResult> EnterAsync(HttpContext context, Visit visit, SignedIn signedIn, string? next, ICarts carts, CancellationToken ct)
    {
        SessionCookie.Set(context, signedIn.PageToken, PageSession);
        if (visit.Cart is { } cart && (await carts.MergeAsync(cart, signedIn.User, ct)) is { Succeeded: true } merged)
        {
            context.Response.Cookies.Append(Visit.CartCookie, merged.Value!.Id.ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(60), IsEssential = true });
        }

        return Pages.SeeOther(visit.To(Pages.Inside(next) is { Length: > 0 } asked ? asked : "/account"));
    }

    private static string Say(Failure failure, Visit visit) => failure switch
    {
        WrongCredentials => visit.Say("이메일이나 비밀번호가 맞지 않아요.", "The e-mail address or the password is not right."),
        SecondFactorNeeded => visit.Say("인증 앱의 코드를 적어 주세요.", "Enter the code of your authenticator app."),
        AccountLocked => visit.Say("여러 번 틀렸어요. 잠시 뒤에 다시 해 주세요.", "Too many attempts. Try again later."),
        EmailTaken => visit.Say("이미 가입한 이메일이에요.", "There is an account with this address already."),
        _ => Problems.Say(failure, visit),
    };
}
