using System.Security.Cryptography;
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

/// <summary>Takes messages that are due and writes down what became of them.</summary>
internal sealed class MessageStore(Database<NotificationsModule> database, PreferenceStore preferences, ChannelSet channels, MasterKey master, TimeProvider time)
{
    /// <summary>How long a process keeps what it took; if it dies, another sends it after that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string Columns = "id, topic, kind, channel, order_id, user_id, facts::text as facts, secret, attempts, admitted_at, created_at";

    public async Task<IReadOnlyList<Message>> TakeDueAsync(NotificationChannel channel, int most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var rows = await database.QueryAsync<Row>(
            $"""
            update messages set attempts = attempts + 1, next_attempt_at = @lease
            where id in (
                select id from messages where state = 'Queued' and channel = @channel and next_attempt_at <= @now order by priority, next_attempt_at limit @most for update skip locked)
            returning {Columns}
            """,
            new { now, lease = now + Lease, most, channel = channel.ToString() }, ct);
        return [.. rows.Select(Read)];
    }

    public async Task<IReadOnlyList<Message>> ReadDigestAsync(MessageId digest, CancellationToken ct) =>
        [.. (await database.QueryAsync<Row>($"select {Columns} from messages where digest_id = @digest order by created_at, id", new { digest }, ct)).Select(Read)];

    /// <summary>Counts a message among those of the person's hour, once; false if the hour is full.</summary>
    public async Task<bool> AdmitAsync(Message message, int perHour, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return message.Admitted || await database.ExecuteAsync(
            """
            with counted as (
                insert into sending_hours (user_id, channel, hour, sent) values (@User, @channel, @hour, 1)
                on conflict (user_id, channel, hour) do update set sent = sending_hours.sent + 1 where sending_hours.sent < @perHour returning sent)
            update messages set admitted_at = @now where id = @Id and exists (select from counted)
            """,
            new { message.User, message.Id, channel = message.Channel.ToString(), hour = HourOf(now), perHour, now }, ct) == 1;
    }

    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);

    /// <summary>Puts a message back until later; that is no attempt.</summary>
    public Task HoldAsync(MessageId message, DateTimeOffset until, CancellationToken ct) => database.ExecuteAsync(
        "update messages set attempts = attempts - 1, next_attempt_at = @until where id = @message and state = 'Queued'", new { message, until }, ct);

    public Task SentAsync(IReadOnlyList<(MessageId Message, string? ProviderId)> sent, string provider, CancellationToken ct) => sent.Count == 0 ? Task.CompletedTask : database.ExecuteAsync(
        """
        update messages m set state = 'Sent', sent_at = @now, next_attempt_at = null, error = null, secret = null, provider = @provider, provider_id = s.provider_id
        from unnest(@ids, @names) as s (id, provider_id) where m.id = s.id and m.state = 'Queued'
        """,
        new { now = time.GetUtcNow(), provider, ids = sent.Select(m => m.Message.Value).ToArray(), names = sent.Select(m => m.ProviderId).ToArray() }, ct);

    public Task TryAgainAsync(MessageId message, string error, DateTimeOffset at, string provider, CancellationToken ct) => database.ExecuteAsync(
        "update messages set error = @error, next_attempt_at = @at, provider = @provider where id = @message and state = 'Queued'", new { message, error, at, provider }, ct);

    /// <summary>Gives a message up, and in the same transaction hands it to another channel that may reach the person.</summary>
    public async Task GiveUpAsync(MessageId message, string error, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var failed = await transaction.QuerySingleOrDefaultAsync<FailedRow>(
            """
            update messages set error = @error, next_attempt_at = null, state = 'Failed' where id = @message and state in ('Queued', 'Sent')
            returning cause, topic, kind, channel, order_id, user_id
            """,
            new { message, error }, ct);
        if (failed is not null && await FallbackAsync(transaction, failed, ct) is { } next)
        {
            var now = time.GetUtcNow();
            await transaction.ExecuteAsync(
                """
                insert into messages (id, cause, topic, kind, channel, state, priority, order_id, user_id, facts, next_attempt_at, created_at, fallback_of)
                select @id, cause, topic, kind, @channel, 'Queued', priority, order_id, user_id, facts, @now, @now, id from messages where id = @message
                on conflict (cause, topic, channel) do nothing
                """,
                new { id = MessageId.New(), message, channel = next.ToString(), now }, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private async Task<NotificationChannel?> FallbackAsync(Transaction transaction, FailedRow failed, CancellationToken ct)
    {
        if (Topics.All.GetValueOrDefault(failed.Topic) is not { MailOnly: false } topic)
        {
            return null;
        }

        var tried = (await transaction.QueryAsync<string>("select channel from messages where cause = @Cause and topic = @Topic", failed, ct)).Select(Enum.Parse<NotificationChannel>).ToHashSet();
        var possible = channels.All.Select(c => c.Kind).ToHashSet();
        if (failed.UserId is { } user)
        {
            var wishes = (await preferences.LoadAsync(transaction, [user], ct))[user];
            var platforms = await transaction.QueryAsync<string>("select distinct platform from push_subscriptions where user_id = @user", new { user }, ct);
            possible.RemoveWhere(c =>
                (c == NotificationChannel.WebPush && !platforms.Contains("web")) ||
                (c == NotificationChannel.Push && !platforms.Any(p => p is "fcm" or "apns")) ||
                !(wishes.Wants(topic.Kind, c) || (!ChannelRules.IsOptional(topic.Kind) && wishes.Choices.GetValueOrDefault((topic.Kind, c), true))));
        }
        else
        {
            possible.IntersectWith([NotificationChannel.Mail, NotificationChannel.Sms]);
        }

        return ChannelRules.FallbackOf(Enum.Parse<NotificationChannel>(failed.Channel), possible, tried);
    }

    private Message Read(Row row) => new(
        row.Id, row.Topic, Enum.Parse<NotificationKind>(row.Kind), Enum.Parse<NotificationChannel>(row.Channel), row.OrderId, row.UserId, MaruJson.Read<Facts>(row.Facts),
        row.Secret is { } secret ? Open(secret, row.Id) : null, row.Attempts, row.AdmittedAt is not null, row.CreatedAt);

    /// <summary>Empty where the master key was changed since: one message that cannot be read must not stop those beside it.</summary>
    private string Open(byte[] secret, MessageId id)
    {
        try
        {
            return Encoding.UTF8.GetString(master.Open(secret, id.Value.ToByteArray()));
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    private sealed record Row(
        MessageId Id, string Topic, string Kind, string Channel, OrderId? OrderId, UserId? UserId, string Facts, byte[]? Secret, int Attempts, DateTimeOffset? AdmittedAt,
        DateTimeOffset CreatedAt);

    private sealed record FailedRow(Guid Cause, string Topic, string Kind, string Channel, OrderId? OrderId, UserId? UserId);
}
