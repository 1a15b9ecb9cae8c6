using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Identity.Accounts;

/// <summary>Registering, signing in and out, links by mail.</summary>
internal static class AuthEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth");
        auth.MapPost("/register", RegisterAsync).Limited(RateLimits.Register);
        auth.MapPost("/login", LoginAsync).Limited(RateLimits.SignIn, RateLimits.SignInAnyAccount);
        auth.MapPost("/refresh", RefreshAsync);
        auth.MapPost("/logout", LogoutAsync).RequireUser();
        auth.MapPost("/logout-everywhere", LogoutEverywhereAsync).RequireUser();
        auth.MapPost("/password/forgot", ForgotAsync).Limited(RateLimits.PasswordReset);
        auth.MapPost("/password/reset", ResetAsync).Limited(RateLimits.SignInAnyAccount);
        auth.MapPost("/email/verify", VerifyAsync);
    }

    private static async Task<Results<Created<TokensAnswer>, ProblemHttpResult>> RegisterAsync(RegisterRequest request, IAccounts accounts, HttpContext context, CancellationToken ct)
    {
        var result = await accounts.RegisterAsync(new Registration(request.Email, request.Password, request.Name, request.Language, DeviceOf(context)), ct);
        return result.Succeeded ? TypedResults.Created("/api/v1/me", TokensAnswer.Of(result.Value)) : result.Failure.ToProblem();
    }

    private static async Task<Results<Ok<TokensAnswer>, ProblemHttpResult>> LoginAsync(LoginRequest request, IAccounts accounts, HttpContext context, CancellationToken ct)
    {
        var result = await accounts.SignInAsync(new Credentials(request.Email, request.Password, request.Code, request.CartId, DeviceOf(context)), ct);
        return result.Succeeded ? TypedResults.Ok(TokensAnswer.Of(result.Value)) : result.Failure.ToProblem();
    }

    private static async Task<Results<Ok<TokensAnswer>, ProblemHttpResult>> RefreshAsync(RefreshRequest request, IAccounts accounts, CancellationToken ct)
    {
        var result = await accounts.RefreshAsync(request.RefreshToken, ct);
        return result.Succeeded ? TypedResults.Ok(TokensAnswer.Of(result.Value)) : result.Failure.ToProblem();
    }

    private static async Task<NoContent> LogoutAsync(Caller caller, IAccounts accounts, HttpContext context, CancellationToken ct)
    {
        await accounts.SignOutAsync(Guid.Parse(caller.SessionId!), ct);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> LogoutEverywhereAsync(Caller caller, IAccounts accounts, HttpContext context, CancellationToken ct)
    {
        await accounts.SignOutEverywhereAsync(caller.User!.Value, null, ct);
        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    /// <summary>202 whether the account exists or not.</summary>
    private static async Task<Accepted> ForgotAsync(EmailRequest request, IAccounts accounts, CancellationToken ct)
    {
        await accounts.RequestPasswordResetAsync(request.Email, ct);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(ResetRequest request, IAccounts accounts, CancellationToken ct) =>
        (await accounts.ResetPasswordAsync(request.Token, request.Password, ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> VerifyAsync(LinkRequest request, IAccounts accounts, CancellationToken ct) =>
        (await accounts.VerifyEmailAsync(request.Token, ct)).ToNoContent();

    private static string? DeviceOf(HttpContext context) => context.Request.Headers.UserAgent is [{ Length: > 0 } agent, ..] ? agent : null;

    private sealed record RegisterRequest(string Email, string Password, string Name, string? Language = null);

    private sealed record LoginRequest(string Email, string Password, string? Code = null, CartId? CartId = null) : ILimitedRequest
    {
        string? ILimitedRequest.LimitSubject => Email;
    }

    private sealed record RefreshRequest(string RefreshToken);

    private sealed record EmailRequest(string Email) : ILimitedRequest
    {
        string? ILimitedRequest.LimitSubject => Email;
    }

    private sealed record ResetRequest(string Token, string Password);

    private sealed record LinkRequest(string Token);

    private sealed record TokensAnswer(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType, UserId UserId)
    {
        public static TokensAnswer Of(SignedIn signedIn) => new(signedIn.AccessToken, signedIn.RefreshToken, signedIn.ExpiresIn, "Bearer", signedIn.User);
    }
}
