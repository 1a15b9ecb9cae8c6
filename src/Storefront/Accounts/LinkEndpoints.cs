using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>Where the links in mails lead. Opening a link changes nothing, because mail programs open links by themselves; the button does.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        foreach (var (path, resets) in new[] { ("/account/verify-email", false), ("/account/reset-password", true) })
        {
            root.MapGet(path, (HttpContext context) => TypedResults.LocalRedirect("/ko" + path + context.Request.QueryString)).ExcludeFromDescription();
            root.MapPage(path, (string? token, HttpContext context) => Pages.Show<LinkPage>(context, Visit.Of(context), new { Resets = resets, Token = token }));
        }

        root.MapForm("/account/verify-email", async ([FromForm] string token, HttpContext context, IAccounts accounts, CancellationToken ct) =>
            Answer(context, false, token, await accounts.VerifyEmailAsync(token, ct)));
        root.MapForm("/account/reset-password", async ([FromForm] string token, [FromForm] string password, HttpContext context, IAccounts accounts, CancellationToken ct) =>
            Answer(context, true, token, await accounts.ResetPasswordAsync(token, password, ct)));
    }

    private static IResult Answer(HttpContext context, bool resets, string token, Result<Done> result)
    {
        var visit = Visit.Of(context);
        return result.Succeeded
            ? Pages.Show<LinkPage>(context, visit, new { Resets = resets, Done = true })
            : Pages.Show<LinkPage>(
                context, visit,
                new
                {
                    Resets = resets, Token = token,
                    Problem = result.Failure is LinkNotValid ? visit.Say("이미 썼거나 기한이 지난 링크예요. 새 링크를 받아 주세요.", "This link was used or has expired. Ask for a new one.") : Problems.Say(result.Failure, visit),
                },
                400);
    }
}
