using Maru.Contracts;
using Maru.Contracts.Configuration;
using Maru.Platform.Http;

namespace Maru.Platform.Configuration;

internal sealed class SettingsAdministration(DeclaredSettings declared, SettingsStore store, LiveSettings live) : ISettingsAdministration
{
    private const int LongestReason = 500;

    public async Task<IReadOnlyList<SettingView>> ListAsync(CancellationToken ct)
    {
        var stored = (await store.ListAsync(ct)).ToDictionary(s => s.Name);
        return [.. declared.All.Select(d => View(d, stored.GetValueOrDefault(d.Setting.Name)))];
    }

    public async Task<SettingView?> FindAsync(string name, CancellationToken ct) =>
        declared.Find(name) is { } found ? View(found, await store.FindAsync(name, ct)) : null;

    public async Task<Result<SettingView>> ChangeAsync(string name, string value, string reason, string actor, CancellationToken ct)
    {
        if (declared.Find(name) is not { } found)
        {
            return new NotFound("setting");
        }

        var parsed = found.Setting.Read(value);
        return new FieldErrors().Unless(parsed is not null, "value", "must be " + found.Setting.Rule.En).Text(reason, "reason", LongestReason).ToFailure() is { } failure
            ? failure
            : await SetAsync(found, found.Setting.Write(parsed!), reason, actor, null, ct);
    }

    public async Task<Result<SettingView>> ResetAsync(string name, string reason, string actor, CancellationToken ct)
    {
        if (declared.Find(name) is not { } found)
        {
            return new NotFound("setting");
        }

        return new FieldErrors().Text(reason, "reason", LongestReason).ToFailure() is { } failure ? failure : await SetAsync(found, null, reason, actor, null, ct);
    }

    public Task<Page<SettingChange>> ListHistoryAsync(string? name, PageRequest page, CancellationToken ct) => store.ListChangesAsync(name, page, ct);

    public async Task<Result<SettingView>> RevertAsync(long change, string reason, string actor, CancellationToken ct)
    {
        if (await store.FindChangeAsync(change, ct) is not { } past || declared.Find(past.Name) is not { } found)
        {
            return new NotFound("change");
        }

        if (new FieldErrors().Text(reason, "reason", LongestReason).ToFailure() is { } failure)
        {
            return failure;
        }

        return past.Before is { } before && found.Setting.Read(before) is null
            ? new StateConflict($"'{before}' is no longer allowed: {found.Setting.Rule.En}.")
            : await SetAsync(found, past.Before, reason, actor, past.Number, ct);
    }

    private async Task<Result<SettingView>> SetAsync(DeclaredSetting found, string? value, string reason, string actor, long? reverts, CancellationToken ct)
    {
        await store.SetAsync(found.Setting.Name, value, reason.Trim(), actor, reverts, ct);
        await live.RefreshAsync(ct);
        return View(found, await store.FindAsync(found.Setting.Name, ct));
    }

    private static SettingView View(DeclaredSetting declaration, StoredSetting? stored)
    {
        var setting = declaration.Setting;
        var fallback = setting.Write(declaration.Default);
        return new SettingView(
            setting.Name, declaration.Module, setting.Kind, setting.Title, setting.Description, setting.Rule, setting.Choices, stored?.Value ?? fallback, fallback,
            stored?.ChangedAt, stored?.ChangedBy);
    }
}
