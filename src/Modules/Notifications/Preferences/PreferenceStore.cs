using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.Preferences;

/// <summary>What people chose. Only what differs from the default is stored.</summary>
internal sealed class PreferenceStore(Database<NotificationsModule> database, NotificationsOptions options)
{
    public async Task<Wishes> LoadAsync(UserId user, CancellationToken ct) => (await LoadAsync([user], ct))[user];

    public async Task<IReadOnlyDictionary<UserId, Wishes>> LoadAsync(IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        return await LoadAsync(transaction, users, ct);
    }

    /// <summary>Of everybody asked for, also of those who chose nothing.</summary>
    public async Task<IReadOnlyDictionary<UserId, Wishes>> LoadAsync(Transaction transaction, IReadOnlyCollection<UserId> users, CancellationToken ct)
    {
        var ids = users.Distinct().Select(u => u.Value).ToArray();
        if (ids.Length == 0)
        {
            return new Dictionary<UserId, Wishes>();
        }

        var chosen = (await transaction.QueryAsync<ChoiceRow>("select user_id, kind, channel, wanted from preferences where user_id = any(@ids)", new { ids }, ct)).ToLookup(c => c.UserId);
        var settings = (await transaction.QueryAsync<SettingsRow>("select user_id, time_zone, quiet_from::text as quiet_from, quiet_to::text as quiet_to, digest from person_settings where user_id = any(@ids)", new { ids }, ct)).ToDictionary(s => s.UserId);
        return ids.Select(UserId.From).ToDictionary(u => u, u =>
        {
            var row = settings.GetValueOrDefault(u);
            var zone = row is null ? options.Zone : TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone);
            return new Wishes(
                chosen[u].ToDictionary(c => (Enum.Parse<NotificationKind>(c.Kind), Enum.Parse<NotificationChannel>(c.Channel)), c => c.Wanted), zone,
                row is { QuietFrom: { } from, QuietTo: { } to } ? new QuietHours(Clock(from), Clock(to), zone) : null,
                row is null ? DigestRhythm.None : Enum.Parse<DigestRhythm>(row.Digest));
        });
    }

    public async Task SaveChoicesAsync(Transaction transaction, UserId user, IReadOnlyCollection<PreferenceChange> changes, string source, DateTimeOffset now, CancellationToken ct)
    {
        var args = new
        {
            user,
            source,
            now,
            kinds = changes.Select(c => c.Kind.ToString()).ToArray(),
            channels = changes.Select(c => c.Channel.ToString()).ToArray(),
            wanted = changes.Select(c => c.On).ToArray(),
            ids = changes.Select(_ => Guid.CreateVersion7(now)).ToArray(),
        };
        await transaction.ExecuteAsync(
            """
            insert into preferences (user_id, kind, channel, wanted) select @user, kind, channel, wanted from unnest(@kinds, @channels, @wanted::bool[]) as c (kind, channel, wanted)
            on conflict (user_id, kind, channel) do update set wanted = excluded.wanted;
            insert into consents (id, user_id, kind, channel, wanted, source, at)
            select id, @user, kind, channel, wanted, @source, @now from unnest(@ids, @kinds, @channels, @wanted::bool[]) as c (id, kind, channel, wanted)
            """,
            args, ct);
    }

    public Task SaveSettingsAsync(Transaction transaction, UserId user, Wishes wishes, DateTimeOffset? nextDigest, CancellationToken ct) => transaction.ExecuteAsync(
        """
        insert into person_settings (user_id, time_zone, quiet_from, quiet_to, digest, next_digest_at) values (@user, @zone, @from::time, @to::time, @digest, @nextDigest)
        on conflict (user_id) do update set time_zone = excluded.time_zone, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, digest = excluded.digest,
            next_digest_at = excluded.next_digest_at
        """,
        new { user, zone = wishes.Zone.Id, from = Clock(wishes.Quiet?.From), to = Clock(wishes.Quiet?.To), digest = wishes.Digest.ToString(), nextDigest }, ct);

    private sealed record ChoiceRow(UserId UserId, string Kind, string Channel, bool Wanted);

    private static TimeOnly Clock(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string? Clock(TimeOnly? at) => at?.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record SettingsRow(UserId UserId, string TimeZone, string? QuietFrom, string? QuietTo, string Digest);
}

/// <summary>What a person wants.</summary>
internal sealed record Wishes(
    IReadOnlyDictionary<(NotificationKind Kind, NotificationChannel Channel), bool> Choices, TimeZoneInfo Zone, QuietHours? Quiet, DigestRhythm Digest)
{
    public bool Wants(NotificationKind kind, NotificationChannel channel) =>
        ChannelRules.IsLocked(kind, channel) || Choices.GetValueOrDefault((kind, channel), ChannelRules.IsOnByDefault(kind, channel));

    /// <summary>When a message may go out by a channel: now, or when it would no longer disturb.</summary>
    public DateTimeOffset EarliestFrom(DateTimeOffset at, NotificationKind kind, NotificationChannel channel, bool urgent)
    {
        if (urgent || !ChannelRules.Disturbs(channel))
        {
            return at;
        }

        var own = Quiet?.EndFrom(at) ?? at;
        if (kind != NotificationKind.Marketing)
        {
            return own;
        }

        // The end of one may lie within the other.
        var legal = QuietHours.OfAdvertising.EndFrom(own);
        return Quiet is null ? legal : QuietHours.OfAdvertising.EndFrom(Quiet.EndFrom(legal));
    }
}
