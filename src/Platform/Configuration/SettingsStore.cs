using Maru.Contracts;
using Maru.Contracts.Configuration;
using Maru.Platform.Data;

namespace Maru.Platform.Configuration;

/// <summary>The changed settings and the history of their changes.</summary>
internal sealed class SettingsStore(Database<PlatformModule> database, TimeProvider time)
{
    // One change at a time: numbers of changes are then committed in their order, and a look at the latest misses none.
    private const string TakeTurn = "select pg_advisory_xact_lock(hashtext('settings'), 0)";

    public async Task<long> LatestAsync(CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<long>("select coalesce(max(number), 0) from setting_changes", null, ct);

    public Task<List<StoredSetting>> ListAsync(CancellationToken ct) =>
        database.QueryAsync<StoredSetting>("select name, value, changed_at, changed_by from settings", null, ct);

    public Task<StoredSetting?> FindAsync(string name, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<StoredSetting>("select name, value, changed_at, changed_by from settings where name = @name", new { name }, ct);

    public Task<SettingChange?> FindChangeAsync(long number, CancellationToken ct) => database.QuerySingleOrDefaultAsync<SettingChange>(
        "select number, name, before, after, reason, actor, at, reverts from setting_changes where number = @number", new { number }, ct);

    public async Task<Page<SettingChange>> ListChangesAsync(string? name, PageRequest page, CancellationToken ct)
    {
        var args = new { name, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from setting_changes where @name::text is null or name = @name", args, ct);
        var rows = await database.QueryAsync<SettingChange>(
            """
            select number, name, before, after, reason, actor, at, reverts from setting_changes
            where @name::text is null or name = @name order by number desc limit @Size offset @Offset
            """,
            args, ct);
        return new Page<SettingChange>(rows, total, page.Number, page.Size);
    }

    /// <param name="value">Null lets the default come back.</param>
    public async Task SetAsync(string name, string? value, string reason, string actor, long? reverts, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(TakeTurn, null, ct);
        var before = await transaction.QuerySingleOrDefaultAsync<string>("select value from settings where name = @name", new { name }, ct);
        if (before == value)
        {
            return;
        }

        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            value is null
                ? "delete from settings where name = @name"
                : """
                  insert into settings (name, value, changed_at, changed_by) values (@name, @value, @now, @actor)
                  on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                  """,
            new { name, value, now, actor }, ct);
        await transaction.ExecuteAsync(
            "insert into setting_changes (name, before, after, reason, actor, at, reverts) values (@name, @before, @value, @reason, @actor, @now, @reverts)",
            new { name, before, value, reason, actor, now, reverts }, ct);
        transaction.Publish(new SettingChanged(name, before, value, reason, actor, now));
        await transaction.CommitAsync(ct);
    }
}

internal sealed record StoredSetting(string Name, string Value, DateTimeOffset ChangedAt, string ChangedBy);
