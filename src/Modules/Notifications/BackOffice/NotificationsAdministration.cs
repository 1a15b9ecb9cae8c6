using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.BackOffice;

internal sealed class NotificationsAdministration(Database<NotificationsModule> database, ChannelSet channels, IAudit audit, TimeProvider time) : INotificationsAdministration
{
    private const string Columns =
        "id, topic, kind, channel, provider, state, order_id, user_id, attempts, error, created_at, next_attempt_at, sent_at, delivered_at, opened_at, fallback_of, digest_id";

    public async Task<Page<MessageView>> ListAsync(MessageQuery query, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(
            $"""
            select {Columns}, count(*) over () as total from messages
            where (@state::text is null or state = @state) and (@Topic::text is null or topic = @Topic) and (@channel::text is null or channel = @channel)
              and (@kind::text is null or kind = @kind) and (@order::uuid is null or order_id = @order) and (@user::uuid is null or user_id = @user)
            order by created_at desc, id desc limit @Size offset @Offset
            """,
            new
            {
                state = query.State?.ToString(), query.Topic, channel = query.Channel?.ToString(), kind = query.Kind?.ToString(), order = query.Order?.Value, user = query.User?.Value,
                query.Page.Size, query.Page.Offset,
            }, ct);
        return new Page<MessageView>([.. rows.Select(r => r.ToView())], rows.FirstOrDefault()?.Total ?? 0, query.Page.Number, query.Page.Size);
    }

    public async Task<MessageView?> FindAsync(MessageId id, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Row>($"select {Columns}, 1::bigint as total from messages where id = @id", new { id }, ct))?.ToView();

    public async Task<Result<MessageView>> RetryAsync(MessageId id, string actor, CancellationToken ct)
    {
        // Whoever was erased or does not want such mail any more is left alone, also by hand.
        var changed = await database.ExecuteAsync(
            """
            update messages set state = 'Queued', attempts = 0, next_attempt_at = @now where id = @id and state = 'Failed' and error is distinct from 'erased' and error is distinct from 'unsubscribed'
            """,
            new { id, now = time.GetUtcNow() }, ct);
        if (changed == 1)
        {
            await audit.RecordAsync(actor, "notifications.retry", $"message:{id}", null, ct);
        }

        return await FindAsync(id, ct) is not { } message ? new NotFound("message")
            : changed == 1 ? message
            : new StateConflict("Only a message that failed, and whose recipient still wants it, can be sent again.");
    }

    public async Task<IReadOnlyList<OrderMessage>> GetOfOrdersAsync(IReadOnlyList<OrderId> orders, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<OrderRow>(
            "select order_id, topic, channel, state from messages where order_id = any(@ids)", new { ids = orders.Select(o => o.Value).ToArray() }, ct))
            .Select(r => new OrderMessage(r.OrderId, r.Topic, Enum.Parse<NotificationChannel>(r.Channel), Enum.Parse<MessageState>(r.State))),
    ];

    public async Task<MessageCounts> GetCountsAsync(CancellationToken ct)
    {
        var counts = (await database.QueryAsync<CountRow>("select state, count(*) as number from messages group by state", null, ct)).ToDictionary(c => Enum.Parse<MessageState>(c.State), c => c.Number);
        long Of(MessageState state) => counts.GetValueOrDefault(state);
        return new MessageCounts(
            Of(MessageState.Queued), Of(MessageState.Collected), Of(MessageState.Sent), Of(MessageState.Delivered), Of(MessageState.Opened), Of(MessageState.Failed));
    }

    public async Task<IReadOnlyList<ChannelView>> ListChannelsAsync(CancellationToken ct)
    {
        var counts = (await database.QueryAsync<ChannelRow>(
            "select channel, state, count(*) as number from messages where state in ('Queued', 'Failed') group by channel, state", null, ct)).ToDictionary(r => (r.Channel, r.State), r => r.Number);
        return
        [
            .. Enum.GetValues<NotificationChannel>().Select(c => new ChannelView(
                c, channels.Find(c)?.Provider, counts.GetValueOrDefault((c.ToString(), nameof(MessageState.Queued))), counts.GetValueOrDefault((c.ToString(), nameof(MessageState.Failed))))),
        ];
    }

    private sealed record OrderRow(OrderId OrderId, string Topic, string Channel, string State);

    private sealed record CountRow(string State, long Number);

    private sealed record ChannelRow(string Channel, string State, long Number);

    private sealed record Row(
        MessageId Id, string Topic, string Kind, string Channel, string? Provider, string State, OrderId? OrderId, UserId? UserId, int Attempts, string? Error,
        DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? OpenedAt, MessageId? FallbackOf,
        MessageId? DigestId, long Total)
    {
        public MessageView ToView() => new(
            Id, Topic, Enum.Parse<NotificationKind>(Kind), Enum.Parse<NotificationChannel>(Channel), Provider, Enum.Parse<MessageState>(State), OrderId, UserId, Attempts, Error,
            CreatedAt, NextAttemptAt, SentAt, DeliveredAt, OpenedAt, FallbackOf, DigestId);
    }
}
