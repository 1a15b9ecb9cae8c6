using Maru.Contracts;
using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Delivery;
using Maru.Platform.Data;

namespace Maru.Modules.Webhooks.Administration;

/// <summary>What the back office looks through.</summary>
internal sealed class DeliveryLists(Database<WebhooksModule> database, TimeProvider time)
{
    private const string EndpointColumns =
        """
        e.id, e.url, e.description, e.events, e.enabled, e.disabled_reason, e.failing_since, e.last_success_at,
        (select count(*) from deliveries d where d.endpoint_id = e.id and d.state = 'Waiting') as waiting,
        case when e.old_secret_until > @now then e.old_secret_until end as old_secret_until, e.created_at
        """;

    private const string DeliveryColumns =
        """
        d.id, d.endpoint_id, d.message_id, m.event, d.state, d.tries, d.last_status, d.last_error, m.happened_at,
        case when d.state = 'Waiting' then d.next_attempt_at end as next_attempt_at, d.delivered_at
        """;

    public async Task<Page<WebhookEndpointView>> ListEndpointsAsync(PageRequest page, CancellationToken ct)
    {
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*) from endpoints", null, ct);
        var rows = await database.QueryAsync<EndpointRow>(
            $"select {EndpointColumns} from endpoints e order by e.created_at desc, e.id limit @Size offset @Offset", new { now = time.GetUtcNow(), page.Size, page.Offset }, ct);
        return new Page<WebhookEndpointView>([.. rows.Select(r => r.ToView())], total, page.Number, page.Size);
    }

    public async Task<WebhookEndpointView?> FindEndpointAsync(WebhookEndpointId id, CancellationToken ct) =>
        (await database.QuerySingleOrDefaultAsync<EndpointRow>($"select {EndpointColumns} from endpoints e where e.id = @id", new { id, now = time.GetUtcNow() }, ct))?.ToView();

    public async Task<Page<WebhookDeliveryView>> ListDeliveriesAsync(WebhookDeliveryQuery query, CancellationToken ct)
    {
        const string where =
            """
             from deliveries d join messages m on m.id = d.message_id
            where (@endpoint::uuid is null or d.endpoint_id = @endpoint) and (@state::text is null or d.state = @state) and (@name::text is null or m.event = @name)
            """;
        var args = new { endpoint = query.Endpoint, state = query.State?.ToString(), name = query.Event, query.Page.Size, query.Page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<DeliveryRow>($"select {DeliveryColumns} {where} order by d.ordinal desc limit @Size offset @Offset", args, ct);
        return new Page<WebhookDeliveryView>([.. rows.Select(r => r.ToView())], total, query.Page.Number, query.Page.Size);
    }

    public async Task<WebhookDeliveryDetail?> FindDeliveryAsync(WebhookDeliveryId id, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<DeliveryRow>($"select {DeliveryColumns} from deliveries d join messages m on m.id = d.message_id where d.id = @id", new { id }, ct);
        if (row is null)
        {
            return null;
        }

        var body = await database.QuerySingleOrDefaultAsync<string>("select body from messages where id = @MessageId", new { row.MessageId }, ct);
        var attempts = await database.QueryAsync<WebhookAttempt>(
            "select number, at, duration_ms, status, error, request_headers, answer from attempts where delivery_id = @id order by number", new { id }, ct);
        return new WebhookDeliveryDetail(row.ToView(), body ?? "", attempts);
    }

    private sealed record EndpointRow(
        WebhookEndpointId Id, string Url, string? Description, string[] Events, bool Enabled, string? DisabledReason, DateTimeOffset? FailingSince, DateTimeOffset? LastSuccessAt, long Waiting,
        DateTimeOffset? OldSecretUntil, DateTimeOffset CreatedAt)
    {
        public WebhookEndpointView ToView() => new(Id, Url, Description, Events, Enabled, DisabledReason, FailingSince, LastSuccessAt, Waiting, OldSecretUntil, CreatedAt);
    }

    private sealed record DeliveryRow(
        WebhookDeliveryId Id, WebhookEndpointId EndpointId, Guid MessageId, string Event, string State, int Tries, int? LastStatus, string? LastError, DateTimeOffset HappenedAt,
        DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt)
    {
        public WebhookDeliveryView ToView() => new(
            Id, EndpointId, Deliverer.MessageIdOf(MessageId), Event, Enum.Parse<WebhookDeliveryState>(State), Tries, LastStatus, LastError, HappenedAt, NextAttemptAt, DeliveredAt);
    }
}
