using System.Text;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Channels;

/// <summary>Messages on the person's own page in the shop. A message comes in once, however often it is sent.</summary>
internal sealed class InAppChannel(Database<NotificationsModule> database, MasterKey master, TimeProvider time) : IChannel, INotificationInbox
{
    public NotificationChannel Kind => NotificationChannel.InApp;

    public string Provider => "inbox";

    public int BatchSize => 100;

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct)
    {
        await database.ExecuteAsync(
            """
            insert into inbox (message_id, user_id, content, at)
            select i.id, i.user_id, i.content, @now from unnest(@ids, @users, @contents::bytea[]) as i (id, user_id, content) where exists (select from messages x where x.id = i.id)
            on conflict (message_id) do nothing
            """,
            new
            {
                now = time.GetUtcNow(),
                ids = messages.Select(m => m.Id.Value).ToArray(),
                users = messages.Select(m => m.User!.Value.Value).ToArray(),
                contents = messages.Select(m => @"\x" + Convert.ToHexString(
                    master.Seal(Encoding.UTF8.GetBytes(MaruJson.Write(new Content(m.Content.Title, m.Content.Brief, m.Content.Link))), m.Id.Value.ToByteArray()))).ToArray(),
            }, ct);
        return [.. messages.Select(_ => Delivery.Accepted())];
    }

    public async Task<Page<InboxItem>> ListAsync(UserId user, bool unreadOnly, PageRequest page, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(
            """
            select i.message_id, m.topic, i.content, i.at, i.read_at, count(*) over () as total from inbox i join messages m on m.id = i.message_id
            where i.user_id = @user and (not @unreadOnly or i.read_at is null) order by i.at desc, i.message_id desc limit @Size offset @Offset
            """,
            new { user, unreadOnly, page.Size, page.Offset }, ct);
        return new Page<InboxItem>([.. rows.Select(Read)], rows.FirstOrDefault()?.Total ?? 0, page.Number, page.Size);
    }

    public Task<long> CountUnreadAsync(UserId user, CancellationToken ct) =>
        database.QuerySingleOrDefaultAsync<long>("select count(*) from inbox where user_id = @user and read_at is null", new { user }, ct);

    public async Task<Result<Done>> MarkReadAsync(UserId user, MessageId id, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<bool>("select exists (select from inbox where message_id = @id and user_id = @user)", new { id, user }, ct)
            ? await ReadAsync(user, id, ct)
            : new NotFound("message");

    public Task MarkAllReadAsync(UserId user, CancellationToken ct) => ReadAsync(user, null, ct);

    private async Task<Done> ReadAsync(UserId user, MessageId? id, CancellationToken ct)
    {
        await database.ExecuteAsync(
            """
            with opened as (update inbox set read_at = @now where user_id = @user and read_at is null and (@id::uuid is null or message_id = @id) returning message_id)
            update messages set state = 'Opened', opened_at = @now where id in (select message_id from opened) and state in ('Queued', 'Sent', 'Delivered')
            """,
            new { user, id = id?.Value, now = time.GetUtcNow() }, ct);
        return Done.Value;
    }

    private InboxItem Read(Row row)
    {
        var content = MaruJson.Read<Content>(Encoding.UTF8.GetString(master.Open(row.Content, row.MessageId.Value.ToByteArray())));
        return new InboxItem(row.MessageId, row.Topic, content.Title, content.Text, content.Link, row.At, row.ReadAt);
    }

    private sealed record Content(string Title, string Text, string? Link);

    private sealed record Row(MessageId MessageId, string Topic, byte[] Content, DateTimeOffset At, DateTimeOffset? ReadAt, long Total);
}
