using System.Globalization;
using System.Net;
using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Delivery;
using Maru.Modules.Webhooks.Events;
using Maru.Modules.Webhooks.Signing;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Webhooks.Administration;

/// <summary>Endpoints, what was sent to them, and sending again.</summary>
internal sealed class WebhooksAdministration(
    Database<WebhooksModule> database, DeliveryLists lists, DeliveryStore store, Deliverer deliverer, WebhooksOptions options, IAudit audit, TimeProvider time) : IWebhooksAdministration
{
    private const int MostEndpoints = 100;

    public Task<IReadOnlyList<WebhookEventType>> ListEventTypesAsync(CancellationToken ct)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
        return Task.FromResult<IReadOnlyList<WebhookEventType>>([.. PublicEvents.All.Select(e => new WebhookEventType(e.Name, e.Description, WebhookBody.Of(e, e.Example, at)))]);
    }

    public Task<Page<WebhookEndpointView>> ListAsync(PageRequest page, CancellationToken ct) => lists.ListEndpointsAsync(page, ct);

    public Task<WebhookEndpointView?> FindAsync(WebhookEndpointId id, CancellationToken ct) => lists.FindEndpointAsync(id, ct);

    public Task<Page<WebhookDeliveryView>> ListDeliveriesAsync(WebhookDeliveryQuery query, CancellationToken ct) => lists.ListDeliveriesAsync(query, ct);

    public Task<WebhookDeliveryDetail?> FindDeliveryAsync(WebhookDeliveryId id, CancellationToken ct) => lists.FindDeliveryAsync(id, ct);

    public async Task<Result<NewWebhookEndpoint>> CreateAsync(WebhookEndpointDraft draft, string actor, CancellationToken ct)
    {
        if (Check(draft) is { } invalid)
        {
            return invalid;
        }

        var (id, secret) = (WebhookEndpointId.New(), WebhookSecret.New());
        await using (var transaction = await database.BeginAsync(ct))
        {
            await transaction.ExecuteAsync("select pg_advisory_xact_lock(hashtext('webhook endpoints'))", null, ct);
            if (await transaction.QuerySingleOrDefaultAsync<int>("select count(*)::int from endpoints", null, ct) >= MostEndpoints)
            {
                return new StateConflict(string.Create(CultureInfo.InvariantCulture, $"There are {MostEndpoints} endpoints already."));
            }

            await transaction.ExecuteAsync(
                """
                insert into endpoints (id, url, description, events, enabled, disabled_reason, secret, created_at)
                values (@id, @Url, @Description, @events, @Enabled, case when not @Enabled then 'by-hand' end, @sealedSecret, @now)
                """,
                new { id, draft.Url, draft.Description, events = draft.Events.Distinct().ToArray(), draft.Enabled, sealedSecret = deliverer.Seal(id, secret), now = time.GetUtcNow() }, ct);
            await transaction.CommitAsync(ct);
        }

        await audit.RecordAsync(actor, "webhook-endpoint-created", $"webhook:{id}", HostOf(draft.Url), ct);
        return new NewWebhookEndpoint((await lists.FindEndpointAsync(id, ct))!, WebhookSecret.Write(secret));
    }

    public async Task<Result<WebhookEndpointView>> UpdateAsync(WebhookEndpointId id, WebhookEndpointDraft draft, string actor, CancellationToken ct)
    {
        if (Check(draft) is { } invalid)
        {
            return invalid;
        }

        await using (var transaction = await database.BeginAsync(ct))
        {
            var wasEnabled = await transaction.QuerySingleOrDefaultAsync<bool?>("select enabled from endpoints where id = @id for update", new { id }, ct);
            if (wasEnabled is null)
            {
                return new NotFound("endpoint");
            }

            var reopened = draft.Enabled && wasEnabled == false;
            await transaction.ExecuteAsync(
                """
                update endpoints set url = @Url, description = @Description, events = @events, enabled = @Enabled,
                    disabled_reason = case when @Enabled then null else coalesce(disabled_reason, 'by-hand') end, failing_since = case when @reopened then null else failing_since end
                where id = @id;
                update deliveries set next_attempt_at = @now, attempts = 0 where endpoint_id = @id and state = 'Waiting' and @reopened
                """,
                new { id, draft.Url, draft.Description, events = draft.Events.Distinct().ToArray(), draft.Enabled, reopened, now = time.GetUtcNow() }, ct);
            await transaction.CommitAsync(ct);
        }

        await audit.RecordAsync(actor, "webhook-endpoint-changed", $"webhook:{id}", HostOf(draft.Url), ct);
        return (await lists.FindEndpointAsync(id, ct))!;
    }

    public async Task<Result<Done>> RemoveAsync(WebhookEndpointId id, string actor, CancellationToken ct)
    {
        if (await database.ExecuteAsync("delete from endpoints where id = @id", new { id }, ct) == 0)
        {
            return new NotFound("endpoint");
        }

        await audit.RecordAsync(actor, "webhook-endpoint-removed", $"webhook:{id}", null, ct);
        return Done.Value;
    }

    public async Task<Result<string>> RotateSecretAsync(WebhookEndpointId id, int overlapHours, string actor, CancellationToken ct)
    {
        if (overlapHours is < 0 or > 168)
        {
            return ValidationFailure.Of("overlapHours", "must be from 0 to 168");
        }

        var secret = WebhookSecret.New();
        var changed = await database.ExecuteAsync(
            "update endpoints set old_secret = secret, old_secret_until = @until, secret = @sealedSecret where id = @id",
            new { id, until = time.GetUtcNow().AddHours(overlapHours), sealedSecret = deliverer.Seal(id, secret) }, ct);
        if (changed == 0)
        {
            return new NotFound("endpoint");
        }

        await audit.RecordAsync(actor, "webhook-secret-rotated", $"webhook:{id}", null, ct);
        return WebhookSecret.Write(secret);
    }

    public async Task<Result<WebhookDeliveryView>> PingAsync(WebhookEndpointId id, string actor, CancellationToken ct)
    {
        var (message, delivery, now) = (Guid.CreateVersion7(), WebhookDeliveryId.New(), time.GetUtcNow());
        await using (var transaction = await database.BeginAsync(ct))
        {
            if (await transaction.QuerySingleOrDefaultAsync<bool?>("select enabled from endpoints where id = @id for key share", new { id }, ct) is null)
            {
                return new NotFound("endpoint");
            }

            await transaction.ExecuteAsync(
                """
                insert into messages (id, event, key, body, happened_at) values (@message, @Ping, @key, @body, @now);
                insert into deliveries (id, endpoint_id, message_id, key, state) values (@delivery, @id, @message, @key, 'Failed')
                """,
                new { message, PublicEvents.Ping, key = message.ToString(), body = WebhookBody.Write(PublicEvents.Ping, now, new { endpointId = id }), now, delivery, id }, ct);
            await transaction.CommitAsync(ct);
        }

        if (await store.ClaimOneAsync(delivery, ct) is { } claimed)
        {
            await deliverer.SendAsync(claimed, mayRetry: false, ct);
        }

        await audit.RecordAsync(actor, "webhook-pinged", $"webhook:{id}", null, ct);
        return await lists.FindDeliveryAsync(delivery, ct) is { } sent ? sent.Delivery : new NotFound("endpoint");
    }

    public async Task<Result<Done>> ReplayAsync(WebhookDeliveryId id, string actor, CancellationToken ct)
    {
        var changed = await database.ExecuteAsync(
            "update deliveries set state = 'Waiting', attempts = 0, next_attempt_at = @now, leased_until = null where id = @id", new { id, now = time.GetUtcNow() }, ct);
        if (changed == 0)
        {
            return new NotFound("delivery");
        }

        await audit.RecordAsync(actor, "webhook-replayed", $"webhook-delivery:{id}", null, ct);
        return Done.Value;
    }

    public async Task<Result<int>> ReplaySinceAsync(WebhookEndpointId id, DateTimeOffset since, bool onlyFailed, string actor, CancellationToken ct)
    {
        var count = 0;
        await using (var transaction = await database.BeginAsync(ct))
        {
            var filters = await transaction.QuerySingleOrDefaultAsync<string[]>("select events from endpoints where id = @id for key share", new { id }, ct);
            if (filters is null)
            {
                return new NotFound("endpoint");
            }

            var names = PublicEvents.All.Select(e => e.Name).Where(n => filters.Length == 0 || filters.Any(f => PublicEvents.Matches(f, n))).ToArray();
            var now = time.GetUtcNow();
            count = await transaction.ExecuteAsync(
                """
                insert into deliveries (id, endpoint_id, message_id, key, state, next_attempt_at)
                select gen_random_uuid(), @id, m.id, m.key, 'Waiting', @now from messages m where m.happened_at >= @since and m.event = any(@names) order by m.happened_at, m.id
                on conflict (endpoint_id, message_id) do update set state = 'Waiting', attempts = 0, next_attempt_at = @now, leased_until = null
                    where deliveries.state = 'Failed' or (deliveries.state = 'Delivered' and not @onlyFailed)
                """,
                new { id, since, names, now, onlyFailed }, ct);
            await transaction.CommitAsync(ct);
        }

        await audit.RecordAsync(actor, "webhook-replayed", $"webhook:{id}", string.Create(CultureInfo.InvariantCulture, $"{count} messages since {since:O}"), ct);
        return count;
    }

    private ValidationFailure? Check(WebhookEndpointDraft draft)
    {
        var errors = new FieldErrors()
            .Text(draft.Description, "description", 200, required: false)
            .Unless(draft.Events.Count <= 100, "events", "must be at most 100")
            .Unless(draft.Events.All(PublicEvents.IsFilter), "events", "names an event there is not");
        var isUri = Uri.TryCreate(draft.Url, UriKind.Absolute, out var uri) && draft.Url.Length <= 2000;
        errors.Unless(isUri && uri!.UserInfo.Length == 0 && uri.Fragment.Length == 0, "url", "must be a whole address without a password or fragment");
        if (isUri)
        {
            errors.Unless(uri!.Scheme == Uri.UriSchemeHttps || (options.AllowPrivateNetworks && uri.Scheme == Uri.UriSchemeHttp), "url", "must begin with https://");
            errors.Unless(options.AllowPrivateNetworks || !IPAddress.TryParse(uri.IdnHost, out var ip) || PublicAddresses.IsPublic(ip), "url", "must not be in a private network");
        }

        return errors.ToFailure();
    }

    /// <summary>Paths and queries of such addresses often hold secrets.</summary>
    private static string HostOf(string url) => new Uri(url).Host;
}
