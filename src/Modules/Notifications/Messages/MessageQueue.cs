using System.Text;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Messages;

/// <summary>Settles by which channels people are told, and when at the earliest, and writes it down. A cause is told once by topic and channel.</summary>
internal sealed class MessageQueue(PreferenceStore preferences, ChannelSet channels, MasterKey master, TimeProvider time)
{
    public async Task AddAsync(Transaction transaction, IReadOnlyList<(Guid Cause, Draft Draft)> drafts, CancellationToken ct)
    {
        if (drafts.Count == 0)
        {
            return;
        }

        var users = drafts.Select(d => d.Draft.User).OfType<UserId>().Distinct().ToArray();
        var wishes = await preferences.LoadAsync(transaction, users, ct);
        var devices = users.Length == 0 ? null : (await transaction.QueryAsync<Device>(
            "select distinct user_id, platform from push_subscriptions where user_id = any(@ids)", new { ids = users.Select(u => u.Value).ToArray() }, ct)).ToLookup(d => d.UserId, d => d.Platform);
        var now = time.GetUtcNow();
        await InsertAsync(
            transaction,
            [.. drafts.SelectMany(d => PlanOf(d.Draft, d.Draft.User is { } user ? wishes[user] : null, d.Draft.User is { } u ? [.. devices![u]] : [], now).Select(p => (d.Cause, d.Draft, p)))],
            now, ct);
    }

    /// <summary>One channel alone, whatever the person chose: for tests of a template.</summary>
    public Task AddAsync(Transaction transaction, Guid cause, Draft draft, NotificationChannel channel, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return InsertAsync(transaction, [(cause, draft, new Plan(channel, MessageState.Queued, now))], now, ct);
    }

    internal IEnumerable<Plan> PlanOf(Draft draft, Wishes? wishes, IReadOnlyList<string> platforms, DateTimeOffset now)
    {
        var topic = Topics.All[draft.Topic];
        var from = draft.NotBefore is { } wanted && wanted > now ? wanted : now;
        foreach (var channel in channels.All.Select(c => c.Kind))
        {
            var goes = channel switch
            {
                NotificationChannel.Mail when wishes is null => true,
                _ when wishes is null || (topic.MailOnly && channel != NotificationChannel.Mail) || !wishes.Wants(topic.Kind, channel) => false,
                NotificationChannel.Push => platforms.Any(p => p is "fcm" or "apns"),
                NotificationChannel.WebPush => platforms.Contains("web"),
                _ => true,
            };
            if (goes)
            {
                var collected = wishes is { Digest: not DigestRhythm.None } && channel == NotificationChannel.Mail && ChannelRules.IsOptional(topic.Kind) && !topic.Urgent;
                yield return collected
                    ? new Plan(channel, MessageState.Collected, null)
                    : new Plan(channel, MessageState.Queued, wishes?.EarliestFrom(from, topic.Kind, channel, topic.Urgent) ?? from);
            }
        }
    }

    private Task<int> InsertAsync(Transaction transaction, (Guid Cause, Draft Draft, Plan Plan)[] plans, DateTimeOffset now, CancellationToken ct)
    {
        if (plans.Length == 0)
        {
            return Task.FromResult(0);
        }

        var ids = Array.ConvertAll(plans, _ => MessageId.New());
        return transaction.ExecuteAsync(
            """
            insert into messages (id, cause, topic, kind, channel, state, priority, order_id, user_id, facts, secret, next_attempt_at, created_at)
            select id, cause, topic, kind, channel, state, priority, order_id, user_id, facts::jsonb, secret, due, @now
            from unnest(@ids, @causes, @topics, @kinds, @channels, @states, @priorities::smallint[], @orders::uuid[], @users::uuid[], @facts, @secrets::bytea[], @dues::timestamptz[])
                as d (id, cause, topic, kind, channel, state, priority, order_id, user_id, facts, secret, due)
            on conflict (cause, topic, channel) do nothing
            """,
            new
            {
                now,
                ids = Array.ConvertAll(ids, i => i.Value),
                causes = Array.ConvertAll(plans, p => p.Cause),
                topics = Array.ConvertAll(plans, p => p.Draft.Topic),
                kinds = Array.ConvertAll(plans, p => Topics.All[p.Draft.Topic].Kind.ToString()),
                channels = Array.ConvertAll(plans, p => p.Plan.Channel.ToString()),
                states = Array.ConvertAll(plans, p => p.Plan.State.ToString()),
                priorities = Array.ConvertAll(plans, p => PriorityOf(Topics.All[p.Draft.Topic])),
                orders = Array.ConvertAll(plans, p => p.Draft.Order?.Value.ToString()),
                users = Array.ConvertAll(plans, p => p.Draft.User?.Value.ToString()),
                facts = Array.ConvertAll(plans, p => MaruJson.Write(p.Draft.Facts)),
                secrets = plans.Select((p, i) => p.Draft.Secret is { } secret
                    ? @"\x" + Convert.ToHexString(master.Seal(Encoding.UTF8.GetBytes(secret), ids[i].Value.ToByteArray()))
                    : null).ToArray(),
                dues = Array.ConvertAll(plans, p => p.Plan.Due?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            }, ct);
    }

    /// <summary>Smaller goes first: what somebody waits for, then what concerns one person, then what goes to many.</summary>
    private static int PriorityOf(Topic topic) => topic.Urgent ? 0 : topic.Kind == NotificationKind.Marketing ? 2 : 1;

    internal sealed record Plan(NotificationChannel Channel, MessageState State, DateTimeOffset? Due);

    private sealed record Device(UserId UserId, string Platform);
}
