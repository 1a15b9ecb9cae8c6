using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.BackOffice;

internal sealed class NotificationsAdministration(Database<NotificationsModule> database, MailWriter writer, IAudit audit, TimeProvider time) : INotificationsAdministration
{
    private const string Columns = "id, topic, channel, state, order_id, user_id, attempts, error, created_at, next_attempt_at, sent_at";

    public async Task<Page<MessageView>> ListAsync(MessageQuery query, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(
            $"""
            select {Columns}, count(*) over () as total from messages
            where (@state::text is null or state = @state) and (@Topic::text is null or topic = @Topic)
              and (@order::uuid is null or order_id = @order) and (@user::uuid is null or user_id = @user)
            order by created_at desc, id desc limit @Size offset @Offset
            """,
            new { state = query.State?.ToString(), query.Topic, order = query.Order?.Value, user = query.User?.Value, query.Page.Size, query.Page.Offset }, ct);
        return new Page<MessageView>([.. rows.Select(r => r.ToView())], rows.FirstOrDefault()?.Total ?? 0, query.Page.Number, query.Page.Size);
    }

    public async Task<MessageView?> FindAsync(MessageId id, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<Row>($"select {Columns}, 1::bigint as total from messages where id = @id", new { id }, ct))?.ToView();

    public async Task<Result<MessageView>> RetryAsync(MessageId id, string actor, CancellationToken ct)
    {
        var changed = await database.ExecuteAsync(
            "update messages set state = 'Queued', attempts = 0, next_attempt_at = @now where id = @id and state = 'Failed'", new { id, now = time.GetUtcNow() }, ct);
        if (changed == 1)
        {
            await audit.RecordAsync(actor, "notifications.retry", $"message:{id}", null, ct);
        }

        return await FindAsync(id, ct) is not { } message ? new NotFound("message")
            : changed == 1 ? message
            : new StateConflict("Only a message that failed can be sent again.");
    }

    public async Task<IReadOnlyList<OrderMessage>> GetOfOrdersAsync(IReadOnlyList<OrderId> orders, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<OrderRow>("select order_id, topic, state from messages where order_id = any(@ids)", new { ids = orders.Select(o => o.Value).ToArray() }, ct))
            .Select(r => new OrderMessage(r.OrderId, r.Topic, Enum.Parse<MessageState>(r.State))),
    ];

    public async Task<MessageCounts> GetCountsAsync(CancellationToken ct)
    {
        var counts = (await database.QueryAsync<CountRow>("select state, count(*) as number from messages group by state", null, ct)).ToDictionary(c => Enum.Parse<MessageState>(c.State), c => c.Number);
        long Of(MessageState state) => counts.GetValueOrDefault(state);
        return new MessageCounts(Of(MessageState.Queued), Of(MessageState.Sent), Of(MessageState.Delivered), Of(MessageState.Opened), Of(MessageState.Failed));
    }

    public Task<IReadOnlyList<TemplateView>> ListTemplatesAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TemplateView>>([.. Templates.All.Values.Select(t => new TemplateView(t.Topic, t.Subject))]);

    public Task<MailContent?> PreviewAsync(string topic, string language, CancellationToken ct) =>
        Task.FromResult(Templates.All.TryGetValue(topic, out var template) ? writer.Preview(template, language == "ko" ? "ko" : "en") : null);

    private sealed record OrderRow(OrderId OrderId, string Topic, string State);

    private sealed record CountRow(string State, long Number);

    private sealed record Row(
        MessageId Id, string Topic, string Channel, string State, OrderId? OrderId, UserId? UserId, int Attempts, string? Error, DateTimeOffset CreatedAt,
        DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt, long Total)
    {
        public MessageView ToView() => new(Id, Topic, Channel, Enum.Parse<MessageState>(State), OrderId, UserId, Attempts, Error, CreatedAt, NextAttemptAt, SentAt);
    }
}
