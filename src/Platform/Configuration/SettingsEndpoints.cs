using Maru.Contracts.Configuration;
using Maru.Contracts.Identity;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Platform.Configuration;

/// <summary>Settings that change while the shop runs, and who changed them when and why.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var read = admin.MapGroup("/settings").RequirePermission(Permissions.SettingsRead);
        read.MapGet("", async (ISettingsAdministration settings, CancellationToken ct) => TypedResults.Ok(await settings.ListAsync(ct)))
            .WithName("ListSettings").WithSummary("List all settings with their values and rules");
        read.MapGet("/{name}", FindAsync).WithName("GetSetting").WithSummary("Show one setting");
        read.MapGet("/history", async (ISettingsAdministration settings, Paging paging, CancellationToken ct) =>
                TypedResults.Ok(await settings.ListHistoryAsync(null, paging.Page, ct)))
            .WithName("ListSettingChanges").WithSummary("List the changes of all settings, newest first");
        read.MapGet("/{name}/history", async (string name, ISettingsAdministration settings, Paging paging, CancellationToken ct) =>
                TypedResults.Ok(await settings.ListHistoryAsync(name, paging.Page, ct)))
            .WithName("ListChangesOfSetting").WithSummary("List the changes of one setting, newest first");

        var write = admin.MapGroup("/settings").RequirePermission(Permissions.SettingsWrite);
        write.MapPut("/{name}", async (string name, ValueRequest request, Caller caller, ISettingsAdministration settings, CancellationToken ct) =>
                (await settings.ChangeAsync(name, request.Value ?? "", request.Reason ?? "", caller.Actor, ct)).ToResult())
            .WithName("ChangeSetting").WithSummary("Change a setting, in all processes, at once");
        write.MapPost("/{name}/reset", async (string name, ReasonRequest request, Caller caller, ISettingsAdministration settings, CancellationToken ct) =>
                (await settings.ResetAsync(name, request.Reason ?? "", caller.Actor, ct)).ToResult())
            .WithName("ResetSetting").WithSummary("Let a setting's default come back");
        write.MapPost("/history/{change:long}/revert", async (long change, ReasonRequest request, Caller caller, ISettingsAdministration settings, CancellationToken ct) =>
                (await settings.RevertAsync(change, request.Reason ?? "", caller.Actor, ct)).ToResult())
            .WithName("RevertSettingChange").WithSummary("Give a setting the value it had before a change");
    }

    private static async Task<Results<Ok<SettingView>, ProblemHttpResult>> FindAsync(string name, ISettingsAdministration settings, CancellationToken ct) =>
        await settings.FindAsync(name, ct) is { } found ? TypedResults.Ok(found) : new Contracts.NotFound("setting").ToProblem();

    private sealed record ValueRequest(string? Value = null, string? Reason = null);

    private sealed record ReasonRequest(string? Reason = null);
}
