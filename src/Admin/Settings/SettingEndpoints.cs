using Maru.Admin.Shell;
using Maru.Admin.Tables;
using Maru.Contracts;
using Maru.Contracts.Configuration;
using Maru.Contracts.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maru.Admin.Settings;

/// <summary>What can be changed while the shop runs, each change with its reason, and the way back.</summary>
internal static class SettingEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapPage("/settings", Permissions.SettingsRead, ListAsync);
        root.MapPage("/settings/history", Permissions.SettingsRead, (HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct) =>
            Listing.ShowAsync<SettingHistoryPage, SettingChange>(
                context, "setting-changes", SettingHistoryPage.Columns(Desk.Of(context), null), page => settings.ListHistoryAsync(null, page, ct)));
        root.MapPage("/settings/{name}", Permissions.SettingsRead, ShowAsync);
        root.MapForm("/settings/{name}", Permissions.SettingsWrite, (string name, HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct) =>
            ActAsync(context, name, (form, actor) => settings.ChangeAsync(name, form.Text("value"), form.Text("reason"), actor, ct), ct));
        root.MapForm("/settings/{name}/reset", Permissions.SettingsWrite, (string name, HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct) =>
            ActAsync(context, name, (form, actor) => settings.ResetAsync(name, form.Text("reason"), actor, ct), ct));
        root.MapForm("/settings/{name}/revert/{change:long}", Permissions.SettingsWrite,
            (string name, long change, HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct) =>
            ActAsync(context, name, (form, actor) => settings.RevertAsync(change, form.Optional("reason") ?? Desk.Of(context).Say("되돌림", "Taken back"), actor, ct), ct));
    }

    private static async Task<IResult> ListAsync(HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct)
    {
        var all = await settings.ListAsync(ct);
        var columns = SettingListPage.Columns(Desk.Of(context));
        return await Listing.ShowAsync<SettingListPage, SettingView>(context, "settings", columns, page => Task.FromResult(Listing.Of(context, all, columns, page)));
    }

    private static async Task<IResult> ShowAsync(string name, HttpContext context, [FromServices] ISettingsAdministration settings, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        return await settings.FindAsync(name, ct) is { } setting
            ? await Listing.ShowAsync<SettingPage, SettingChange>(
                context, "setting-changes", SettingHistoryPage.Columns(desk, setting), page => settings.ListHistoryAsync(name, page, ct),
                rows => Task.FromResult<object>(new { Setting = setting, Rows = rows }))
            : Pages.NotFound(context, desk);
    }

    private static async Task<IResult> ActAsync(HttpContext context, string name, Func<Filled, string, Task<Result<SettingView>>> act, CancellationToken ct)
    {
        var desk = Desk.Of(context);
        var result = await act(await Filled.ReadAsync(context, ct), desk.Caller.Actor);
        return Pages.After(context, result, "/settings/" + Uri.EscapeDataString(name), desk.Say("바꿨어요. 곧 모든 곳에서 통해요.", "Changed. It holds everywhere in about a second."));
    }
}
