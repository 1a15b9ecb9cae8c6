using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Identity.Access;

/// <summary>Users, roles, keys and the audit log.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/users", async (string? email, string? role, Paging paging, IAccessAdministration access, CancellationToken ct) =>
            TypedResults.Ok(await access.ListUsersAsync(email, role, paging.Page, ct))).RequirePermission(Permissions.CustomersRead);
        admin.MapPut("/users/{user}/roles", async (UserId user, RolesRequest request, Caller caller, IIdentity identity, IAccessAdministration access, CancellationToken ct) =>
            (await SetRolesAsync(user, request, caller, identity, access, ct)).ToNoContent()).RequirePermission(Permissions.AccessWrite);
        admin.MapPost("/users/{user}/lock", async (UserId user, Caller caller, IAccessAdministration access, CancellationToken ct) =>
            (await access.SetLockAsync(user, true, caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.CustomersWrite);
        admin.MapPost("/users/{user}/unlock", async (UserId user, Caller caller, IAccessAdministration access, CancellationToken ct) =>
            (await access.SetLockAsync(user, false, caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.CustomersWrite);
        admin.MapGet("/permissions", () => TypedResults.Ok(Permissions.All)).RequirePermission(Permissions.AccessRead);
        admin.MapGet("/roles", async (IAccessAdministration access, CancellationToken ct) => TypedResults.Ok(await access.ListRolesAsync(ct)))
            .RequirePermission(Permissions.AccessRead);
        admin.MapPut("/roles/{name}", async (string name, RoleRequest request, Caller caller, IAccessAdministration access, CancellationToken ct) =>
            (Beyond(caller, request.Permissions) is { } refusal ? refusal : await access.SaveRoleAsync(new RoleView(name, request.Permissions, false), caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.AccessWrite);
        admin.MapGet("/api-keys", async (IAccessAdministration access, CancellationToken ct) => TypedResults.Ok(await access.ListApiKeysAsync(ct)))
            .RequirePermission(Permissions.AccessRead);
        admin.MapPost("/api-keys", async (ApiKeyRequest request, Caller caller, IAccessAdministration access, CancellationToken ct) =>
            (Beyond(caller, request.Permissions) is { } refusal
                ? refusal
                : await access.CreateApiKeyAsync(request.Name, request.Permissions, request.SellerId, request.ExpiresAt, caller.Actor, ct)).ToResult())
            .RequirePermission(Permissions.AccessWrite);
        admin.MapDelete("/api-keys/{id}", async (string id, Caller caller, IAccessAdministration access, CancellationToken ct) =>
            (await access.RevokeApiKeyAsync(id, caller.Actor, ct)).ToNoContent()).RequirePermission(Permissions.AccessWrite);
        admin.MapGet("/audit", async (string? actor, string? action, Paging paging, IAccessAdministration access, CancellationToken ct) =>
            TypedResults.Ok(await access.ListAuditAsync(actor, action, paging.Page, ct))).RequirePermission(Permissions.AuditRead);
    }

    private static async Task<Result<Done>> SetRolesAsync(
        UserId user, RolesRequest request, Caller caller, IIdentity identity, IAccessAdministration access, CancellationToken ct)
    {
        if (await identity.FindAsync(user, ct) is not { } profile)
        {
            return new NotFound("user");
        }

        var changed = (await access.ListRolesAsync(ct)).Where(r => request.Roles.Contains(r.Name) != profile.Roles.Contains(r.Name));
        return Beyond(caller, changed.SelectMany(r => r.Permissions).Except([Permissions.SellerOwn])) is { } refusal
            ? refusal
            : await access.SetRolesAsync(user, request.Roles, request.SellerId, caller.Actor, ct);
    }

    /// <summary>Nobody hands out more than he has: who may give roles and keys could otherwise make himself master of the shop.</summary>
    private static NotYours? Beyond(Caller caller, IEnumerable<string> permissions)
    {
        // A permission that does not exist is a mistake to be named, not a climb; the star stands for all there are.
        string[] beyond = [.. permissions.SelectMany(p => p == "*" ? Permissions.All : [p]).Distinct().Where(p => Permissions.All.Contains(p) && !caller.May(p))];
        return beyond.Length == 0 ? null : new NotYours(beyond);
    }

    private sealed record NotYours(IReadOnlyList<string> Permissions)
        : Failure(FailureKind.Forbidden, "not-yours-to-give", $"These permissions are not yours to give: {string.Join(", ", Permissions)}.");

    private sealed record RolesRequest(IReadOnlyList<string> Roles, SellerId? SellerId = null);

    private sealed record RoleRequest(IReadOnlyList<string> Permissions);

    private sealed record ApiKeyRequest(string Name, IReadOnlyList<string> Permissions, SellerId? SellerId = null, DateTimeOffset? ExpiresAt = null);
}
