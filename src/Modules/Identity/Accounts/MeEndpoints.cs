using System.Text;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Identity.Accounts;

/// <summary>One's own account.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("/me").RequireUser();
        me.MapGet("/", async Task<Results<Ok<UserProfile>, ProblemHttpResult>> (Caller caller, IIdentity identity, CancellationToken ct) =>
            await identity.FindAsync(caller.User!.Value, ct) is { } profile ? TypedResults.Ok(profile) : new NotFound("user").ToProblem());
        me.MapPatch("/", async (ProfileChange change, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.ChangeProfileAsync(caller.User!.Value, change, ct)).ToResult());
        me.MapPost("/password", async (PasswordRequest request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.ChangePasswordAsync(caller.User!.Value, request.Current, request.Replacement, Guid.Parse(caller.SessionId!), ct)).ToNoContent());
        me.MapPost("/email/verification", async (Caller caller, IAccounts accounts, CancellationToken ct) =>
        {
            await accounts.RequestEmailVerificationAsync(caller.User!.Value, ct);
            return TypedResults.Accepted((string?)null);
        });
        me.MapGet("/sessions", async (Caller caller, IAccounts accounts, CancellationToken ct) => TypedResults.Ok(await accounts.GetSessionsAsync(caller.User!.Value, ct)));
        me.MapPost("/totp", async (Caller caller, IAccounts accounts, CancellationToken ct) => (await accounts.BeginTotpAsync(caller.User!.Value, ct)).ToResult());
        me.MapPost("/totp/confirm", async (CodeRequest request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.ConfirmTotpAsync(caller.User!.Value, request.Code, ct)).ToResult());
        me.MapPost("/totp/disable", async (PasswordOnly request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.DisableTotpAsync(caller.User!.Value, request.Password, ct)).ToNoContent());
        me.MapGet("/addresses", async (Caller caller, IAccounts accounts, CancellationToken ct) => TypedResults.Ok(await accounts.GetAddressesAsync(caller.User!.Value, ct)));
        me.MapPost("/addresses", async (AddressRequest request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.SaveAddressAsync(caller.User!.Value, null, request.Address, request.IsDefault, ct)).ToResult());
        me.MapPut("/addresses/{id:guid}", async (Guid id, AddressRequest request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.SaveAddressAsync(caller.User!.Value, id, request.Address, request.IsDefault, ct)).ToResult());
        me.MapDelete("/addresses/{id:guid}", async (Guid id, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.DeleteAddressAsync(caller.User!.Value, id, ct)).ToNoContent());
        me.MapGet("/export", async Task<Results<FileContentHttpResult, ProblemHttpResult>> (Caller caller, IAccounts accounts, CancellationToken ct) =>
            await accounts.ExportAsync(caller.User!.Value, ct) is { Succeeded: true } export
                ? TypedResults.File(Encoding.UTF8.GetBytes(export.Value!), "application/json", "my-data.json")
                : new NotFound("user").ToProblem());
        me.MapDelete("/", async ([FromBody] PasswordOnly request, Caller caller, IAccounts accounts, CancellationToken ct) =>
            (await accounts.EraseAsync(caller.User!.Value, request.Password, ct)).ToNoContent());
    }

    private sealed record PasswordRequest(string Current, string Replacement);

    private sealed record CodeRequest(string Code);

    private sealed record PasswordOnly(string Password);

    private sealed record AddressRequest(Address Address, bool IsDefault = false);
}
