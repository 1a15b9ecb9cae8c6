using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Digests;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Notifications.Preferences;

internal sealed class PreferenceService(
    Database<NotificationsModule> database, PreferenceStore store, ChannelSet channels, UnsubscribeLinks links, IIdentity identity, TimeProvider time) : INotificationPreferences
{
    public async Task<PreferencesView> GetAsync(UserId user, CancellationToken ct) => View(await store.LoadAsync(user, ct));

    public async Task<Result<PreferencesView>> ChangeAsync(UserId user, PreferencesChange change, CancellationToken ct)
    {
        var items = change.Items ?? [];
        var errors = new FieldErrors()
            .Unless(items.Count <= 100 && items.All(i => Enum.IsDefined(i.Kind) && Enum.IsDefined(i.Channel)), "items", "names a kind or a channel there is not")
            .Unless(items.DistinctBy(i => (i.Kind, i.Channel)).Count() == items.Count, "items", "names the same switch twice")
            .Unless(items.All(i => i.On || !ChannelRules.IsLocked(i.Kind, i.Channel)), "items", "mail about orders and the account cannot be switched off")
            .Unless(change.TimeZone is not { } name || IsZone(name), "timeZone", "must be an IANA time zone, such as Asia/Seoul")
            .Unless(change.QuietHours is not { } quiet || quiet.From != quiet.To, "quietHours", "must not begin when they end")
            .Unless(change.QuietHours is null || !change.NoQuietHours, "quietHours", "cannot be set and taken away at once")
            .Unless(change.Digest is not { } rhythm || Enum.IsDefined(rhythm), "digest", "must be none, daily or weekly");
        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtext('preferences ' || @user))", new { user = user.ToString() }, ct);
        var before = (await store.LoadAsync(transaction, [user], ct))[user];
        var real = items.Where(i => before.Wants(i.Kind, i.Channel) != i.On).ToArray();
        if (real.Length > 0)
        {
            await store.SaveChoicesAsync(transaction, user, real, "account", now, ct);
            await DropAsync(transaction, user, [.. real.Where(r => !r.On)], ct);
        }

        var zone = change.TimeZone is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : before.Zone;
        var hours = change.NoQuietHours ? null
            : change.QuietHours is { } asked ? new QuietHours(asked.From, asked.To, zone)
            : before.Quiet is { } kept ? kept with { Zone = zone } : null;
        var after = before with { Zone = zone, Quiet = hours, Digest = change.Digest ?? before.Digest };
        if (after != before)
        {
            await store.SaveSettingsAsync(transaction, user, after, DigestClock.NextAfter(now, after.Digest, zone), ct);
            if (after.Digest == DigestRhythm.None)
            {
                // What was gathered goes out by itself, for no digest comes to fetch it.
                await transaction.ExecuteAsync("update messages set state = 'Queued', next_attempt_at = @now where user_id = @user and state = 'Collected'", new { user, now }, ct);
            }
        }

        await transaction.CommitAsync(ct);
        return await GetAsync(user, ct);
    }

    public async Task<UnsubscribeView?> ReadUnsubscribeAsync(string token, CancellationToken ct) =>
        links.Read(token) is { } link ? await ViewAsync(link.User, link.Kinds, ct) : null;

    public async Task<Result<UnsubscribeView>> UnsubscribeAsync(string token, CancellationToken ct)
    {
        if (links.Read(token) is not { } link)
        {
            return new NotFound("link");
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            var wishes = (await store.LoadAsync(transaction, [link.User], ct))[link.User];
            var off = link.Kinds.Where(k => wishes.Wants(k, NotificationChannel.Mail) && !ChannelRules.IsLocked(k, NotificationChannel.Mail))
                .Select(k => new PreferenceChange(k, NotificationChannel.Mail, false)).ToArray();
            if (off.Length > 0)
            {
                await store.SaveChoicesAsync(transaction, link.User, off, "unsubscribe-link", time.GetUtcNow(), ct);
            }

            await DropAsync(transaction, link.User, off, ct);
            await transaction.CommitAsync(ct);
        }

        return await ViewAsync(link.User, link.Kinds, ct);
    }

    /// <summary>What waits is not sent any more either.</summary>
    private static Task<int> DropAsync(Transaction transaction, UserId user, IReadOnlyCollection<PreferenceChange> off, CancellationToken ct) => transaction.ExecuteAsync(
        """
        update messages set state = 'Failed', error = 'unsubscribed', next_attempt_at = null, secret = null
        where user_id = @user and (kind, channel) in (select * from unnest(@kinds, @channels)) and state in ('Queued', 'Collected')
        """,
        new { user, kinds = off.Select(o => o.Kind.ToString()).ToArray(), channels = off.Select(o => o.Channel.ToString()).ToArray() }, ct);

    private static bool IsZone(string name) => name.Length <= 60 && name.Contains('/', StringComparison.Ordinal) | name == "UTC" && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    private async Task<UnsubscribeView> ViewAsync(UserId user, IReadOnlyList<NotificationKind> kinds, CancellationToken ct)
    {
        var wishes = await store.LoadAsync(user, ct);
        var profile = await identity.FindAsync(user, ct);
        return new UnsubscribeView(kinds, kinds.Any(k => wishes.Wants(k, NotificationChannel.Mail)), profile?.Language == "ko" ? "ko" : "en");
    }

    private PreferencesView View(Wishes wishes) => new(
        [
            .. from kind in Enum.GetValues<NotificationKind>()
               from channel in Enum.GetValues<NotificationChannel>()
               select new PreferenceView(kind, channel, wishes.Wants(kind, channel), ChannelRules.IsLocked(kind, channel), channels.Has(channel)),
        ],
        wishes.Zone.Id, wishes.Quiet is { } quiet ? new QuietHoursView(quiet.From, quiet.To) : null, wishes.Digest);
}
