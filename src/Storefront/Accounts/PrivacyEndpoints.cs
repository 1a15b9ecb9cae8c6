using System.Text;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>Taking one's data along, and taking it away for good.</summary>
internal static class PrivacyEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account/privacy", (HttpContext context) =>
        {
            var visit = Visit.Of(context);
            return visit.Caller.User is null ? Pages.SignIn(visit) : Pages.Show<PrivacyPage>(context, visit);
        });
        root.MapPage("/account/export", ExportAsync);
        root.MapForm("/account/erase", EraseAsync);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var export = await accounts.ExportAsync(user, ct);
        context.Response.Headers.CacheControl = "no-store";
        return export.Succeeded
            ? TypedResults.File(Encoding.UTF8.GetBytes(export.Value), "application/json", "maru-my-data.json")
            : Pages.Show<PrivacyPage>(context, visit, new { Problems = FormProblems.Of(export.Failure, visit) }, 409);
    }

    private static async Task<IResult> EraseAsync([FromForm] string? password, [FromForm] string? sure, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        if (sure != "true")
        {
            return Show(FormProblems.At("sure", visit.Say("되돌릴 수 없다는 것을 확인해 주세요.", "Please confirm that it cannot be undone.")));
        }

        var erased = await accounts.EraseAsync(user, password ?? "", ct);
        if (!erased.Succeeded)
        {
            return Show(erased.Failure is WrongCredentials
                ? FormProblems.At("password", visit.Say("비밀번호가 맞지 않아요.", "That is not your password."))
                : FormProblems.Of(erased.Failure, visit));
        }

        SessionCookie.Clear(context);
        context.Response.Cookies.Delete(Visit.CartCookie);
        return Pages.SeeOther(visit.To("/goodbye"));

        IResult Show(FormProblems problems) => Pages.Show<PrivacyPage>(context, visit, new { Problems = problems }, 400);
    }
}
