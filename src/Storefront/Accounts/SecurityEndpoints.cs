using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Storefront.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Storefront.Accounts;

/// <summary>Password, second factor, and where the member is signed in.</summary>
internal static class SecurityEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/account/security", ShowAsync);
        root.MapForm("/account/password", PasswordAsync);
        root.MapForm("/account/two-factor", BeginAsync);
        root.MapForm("/account/two-factor/confirm", ConfirmAsync);
        root.MapForm("/account/two-factor/off", SwitchOffAsync);
        root.MapForm("/account/sessions", EndSessionAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IIdentity identity, IAccounts accounts, CancellationToken ct) =>
        await PageAsync(context, Visit.Of(context), identity, accounts, null, null, ct);

    private static async Task<IResult> PasswordAsync([FromForm] string? current, [FromForm] string? password, HttpContext context, IIdentity identity, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var keep = Guid.TryParse(visit.Caller.SessionId, out var session) ? session : (Guid?)null;
        var changed = await accounts.ChangePasswordAsync(user, current ?? "", password ?? "", keep, ct);
        return changed.Succeeded
            ? Pages.SeeOther(visit.To("/account/security" + Said.Saved))
            : await PageAsync(context, visit, identity, accounts, PasswordProblem(changed.Failure, "current", visit), null, ct);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, IIdentity identity, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var setup = await accounts.BeginTotpAsync(user, ct);
        return setup.Succeeded
            ? Pages.Show<TwoFactorPage>(context, visit, new { Setup = setup.Value })
            : await PageAsync(context, visit, identity, accounts, null, Problems.Say(setup.Failure, visit), ct);
    }

    private static async Task<IResult> ConfirmAsync([FromForm] string? code, [FromForm] string? secret, [FromForm] string? uri, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var confirmed = await accounts.ConfirmTotpAsync(user, code ?? "", ct);
        return confirmed.Succeeded
            ? Pages.Show<TwoFactorPage>(context, visit, new { Codes = confirmed.Value })
            : Pages.Show<TwoFactorPage>(
                context, visit,
                new { Setup = new TotpSetup(secret ?? "", uri ?? ""), Problems = FormProblems.At("code", visit.Say("코드가 맞지 않아요. 앱에 지금 보이는 여섯 자리를 적어 주세요.", "That is not the code. Enter the six digits the app shows now.")) }, 400);
    }

    private static async Task<IResult> SwitchOffAsync([FromForm] string? confirm, HttpContext context, IIdentity identity, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        var off = await accounts.DisableTotpAsync(user, confirm ?? "", ct);
        return off.Succeeded
            ? Pages.SeeOther(visit.To("/account/security" + Said.Off))
            : await PageAsync(context, visit, identity, accounts, PasswordProblem(off.Failure, "confirm", visit), null, ct);
    }

    private static async Task<IResult> EndSessionAsync([FromForm] Guid? session, HttpContext context, IAccounts accounts, CancellationToken ct)
    {
        var visit = Visit.Of(context);
        if (visit.Caller.User is not { } user)
        {
            return Pages.SignIn(visit);
        }

        if (session is null)
        {
            await accounts.SignOutEverywhereAsync(user, Guid.TryParse(visit.Caller.SessionId, out var own) ? own : null, ct);
        }
        else if ((await accounts.GetSessionsAsync(user, ct)).Any(s => s.Id == session))
        {
            await accounts.SignOutAsync(session.Value, ct);
        }

        return Pages.SeeOther(visit.To("/account/security" + Said.SignedOut));
    }

    /// <summary>Two forms on this page ask for the password; the wrong one belongs to the form that was sent.</summary>
    private static FormProblems PasswordProblem(Failure failure, string field, Visit visit) =>
        failure is WrongCredentials || (failure is ValidationFailure invalid && invalid.Errors.Values.Any(e => e.Contains("is not right")))
            ? FormProblems.At(field, visit.Say("지금 비밀번호가 맞지 않아요.", "That is not your password."))
            : FormProblems.Of(failure, visit);

    private static async Task<IResult> PageAsync(
        HttpContext context, Visit visit, IIdentity identity, IAccounts accounts, FormProblems? problems, string? problem, CancellationToken ct) =>
        visit.Caller.User is { } user && await identity.FindAsync(user, ct) is { } profile
            ? Pages.Show<SecurityPage>(
                context, visit,
                new { Profile = profile, Sessions = await accounts.GetSessionsAsync(user, ct), Problems = problems, Problem = problem ?? problems?.General, Said = Said.Read(context, visit) },
                problems is null && problem is null ? 200 : 400)
            : Pages.SignIn(visit);
}
