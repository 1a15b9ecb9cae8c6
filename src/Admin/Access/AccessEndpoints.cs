using System.Globalization;
using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Access;

/// <summary>Roles, keys of machines, and the log of who did what.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/roles", Permissions.AccessRead, ListRolesAsync);
        root.MapForm("/roles", Permissions.AccessWrite, SaveRoleAsync);
        root.MapPage("/api-keys", Permissions.AccessRead, (HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct) => ShowKeysAsync(context, access, null, null, ct));
        root.MapForm("/api-keys", Permissions.AccessWrite, CreateKeyAsync);
        root.MapForm("/api-keys/{id}/revoke", Permissions.AccessWrite, async (string id, HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct) =>
            Pages.After(context, await access.RevokeApiKeyAsync(id, Desk.Of(context).Caller.Actor, ct), "/api-keys", Desk.Of(context).Say("열쇠를 막았어요.", "The key is revoked.")));
        root.MapPage("/audit", Permissions.AuditRead, (HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct) =>
            Listing.ShowAsync<AuditPage, AuditEntry>(
                context, "audit", AuditPage.Columns(Desk.Of(context)), page => access.ListAuditAsync(Pages.TextOf(context, "actor"), Pages.TextOf(context, "action"), page, ct),
                rows => Task.FromResult<object>(new { Rows = rows, Actor = Pages.TextOf(context, "actor"), Action = Pages.TextOf(context, "action") })));
    }

    private static async Task<IResult> ListRolesAsync(HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct)
    {
        var all = await access.ListRolesAsync(ct);
        var columns = RolePage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<RolePage, RoleView>(
            context, "roles", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)),
            rows => Task.FromResult<object>(new { Rows = rows, Edited = all.FirstOrDefault(r => r.Name == Pages.TextOf(context, "role")) }));
    }

    private static async Task<IResult> SaveRoleAsync(HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        var role = new RoleView(form.Text("name"), form.All("permission"), false);
        var saved = Authority.WhyNot(desk, role.Permissions) is { } refusal ? refusal : await access.SaveRoleAsync(role, desk.Caller.Actor, ct);
        return Pages.After(context, saved, "/roles?role=" + Uri.EscapeDataString(role.Name), desk.Say("역할을 저장했어요.", "The role is saved."));
    }

    private static async Task<IResult> CreateKeyAsync(HttpContext context, [FromServices] IAccessAdministration access, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var form = await Filled.ReadAsync(context, ct);
        var expires = DateOnly.TryParseExact(form.Text("expires"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Desk.StartOf(day.AddDays(1)) : (DateTimeOffset?)null;
        SellerId? seller = SellerId.TryParse(form.Text("seller"), null, out var id) ? id : null;
        var made = Authority.WhyNot(desk, form.All("permission")) is { } refusal
            ? refusal
            : await access.CreateApiKeyAsync(form.Text("name"), form.All("permission"), seller, expires, desk.Caller.Actor, ct);

        // The key is shown on this one page and kept nowhere: no redirect, nothing to come back to.
        return await ShowKeysAsync(context, access, made.Value, made.Failure, ct);
    }

    private static async Task<IResult> ShowKeysAsync(HttpContext context, IAccessAdministration access, NewApiKey? made, Failure? problem, CancellationToken ct)
    {
        var all = await access.ListApiKeysAsync(ct);
        var columns = ApiKeyPage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<ApiKeyPage, ApiKeyView>(
            context, "api-keys", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)),
            rows => Task.FromResult<object>(new { Rows = rows, Made = made, Problem = problem is null ? null : Pages.Words(problem) }));
    }
}
