using Maru.Contracts.Webhooks;
using Maru.Platform.Data;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>A delivery that this process is to attempt now.</summary>
internal sealed record ClaimedDelivery(
    WebhookDeliveryId Id, WebhookEndpointId EndpointId, Guid MessageId, string Event, string Body, int Attempts, int Number, string Url, byte[] Secret, byte[]? OldSecret,
    DateTimeOffset? OldSecretUntil);

/// <summary>The queues of deliveries, one an endpoint. Who claims a delivery has it until its lease ends, or for good if he dies: then it comes again.</summary>
internal sealed class DeliveryStore(Database<WebhooksModule> database, WebhooksOptions options, TimeProvider time)
{
    /// <summary>While an earlier message of a key has been tried less often than this, later ones wait behind it.</summary>
    private const int KeepsOrderFor = 3;

    private const string TakeSql =
        """
        , claimed as (
            update deliveries d set leased_until = @lease, attempts = attempts + 1, tries = tries + 1 from due where d.id = due.id
            returning d.id, d.endpoint_id, d.message_id, d.attempts, d.tries, d.ordinal)
        select c.id, c.endpoint_id, c.message_id, m.event, m.body, c.attempts, c.tries as number, e.url, e.secret, e.old_secret, e.old_secret_until
        from claimed c join messages m on m.id = c.message_id join endpoints e on e.id = c.endpoint_id order by c.ordinal
        """;

    private DateTimeOffset Lease => time.GetUtcNow() + options.Timeout + TimeSpan.FromSeconds(15);

    public Task<List<WebhookEndpointId>> FindDueEndpointsAsync(CancellationToken ct) => database.QueryAsync<WebhookEndpointId>(
        """
        select e.id from endpoints e where e.enabled and exists (
            select from deliveries d where d.endpoint_id = e.id and d.state = 'Waiting' and d.next_attempt_at <= @now and (d.leased_until is null or d.leased_until < @now))
        """,
        new { now = time.GetUtcNow() }, ct);

    public Task<List<ClaimedDelivery>> ClaimAsync(WebhookEndpointId endpoint, int most, CancellationToken ct) => database.QueryAsync<ClaimedDelivery>(
        """
        with due as materialized (
            select d.id from deliveries d
            where d.endpoint_id = @endpoint and d.state = 'Waiting' and d.next_attempt_at <= @now and (d.leased_until is null or d.leased_until < @now)
                and exists (select from endpoints e where e.id = @endpoint and e.enabled)
                and not exists (
                    select from deliveries b where b.endpoint_id = d.endpoint_id and b.key = d.key and b.state = 'Waiting' and b.ordinal < d.ordinal and b.attempts < @KeepsOrderFor)
            order by d.ordinal limit @most for update skip locked)
        """ + TakeSql,
        new { endpoint, most, now = time.GetUtcNow(), lease = Lease, KeepsOrderFor }, ct);

    /// <summary>For a message that is sent by hand, whatever state its endpoint is in.</summary>
    public Task<ClaimedDelivery?> ClaimOneAsync(WebhookDeliveryId delivery, CancellationToken ct) => database.QuerySingleOrDefaultAsync<ClaimedDelivery>(
        "with due as materialized (select id from deliveries where id = @delivery for update)" + TakeSql, new { delivery, lease = Lease }, ct);

    /// <summary>This process stops before the attempt is over.</summary>
    public Task ReleaseAsync(ClaimedDelivery delivery, CancellationToken ct) => database.ExecuteAsync(
        "update deliveries set leased_until = null where id = @Id and tries = @Number", new { delivery.Id, delivery.Number }, ct);

    /// <returns>Since when the endpoint has been failing, if it is given up with this attempt.</returns>
    public async Task<DateTimeOffset?> FinishAsync(ClaimedDelivery delivery, Outcome outcome, string headers, bool mayRetry, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wait = outcome.Error is null || !mayRetry ? null : RetrySchedule.WaitAfter(delivery.Attempts, outcome.RetryAfter, Random.Shared.NextDouble());
        var state = outcome.Error is null ? WebhookDeliveryState.Delivered : wait is null ? WebhookDeliveryState.Failed : WebhookDeliveryState.Waiting;

        // 410: the receiver does not want to hear from us any more.
        var gone = outcome.Status == 410 && mayRetry;
        await using var transaction = await database.BeginAsync(ct);
        await transaction.ExecuteAsync(
            """
            insert into attempts (delivery_id, number, at, duration_ms, status, error, request_headers, answer)
            values (@Id, @Number, @startedAt, @DurationMs, @Status, @Error, @headers, @Answer) on conflict do nothing;
            update deliveries set state = @state, leased_until = null, last_status = @Status, last_error = @Error, next_attempt_at = @next,
                delivered_at = case when @state = 'Delivered' then @now else delivered_at end
            where id = @Id and tries = @Number
            """,
            new
            {
                delivery.Id, delivery.Number, startedAt = now - TimeSpan.FromMilliseconds(outcome.DurationMs), outcome.DurationMs, outcome.Status, outcome.Error, headers, outcome.Answer,
                state = state.ToString(), next = now + wait, now,
            }, ct);
        if (outcome.Error is null)
        {
            await transaction.ExecuteAsync("update endpoints set failing_since = null, last_success_at = @now where id = @EndpointId", new { delivery.EndpointId, now }, ct);
        }

        DateTimeOffset? givenUp = null;
        if (outcome.Error is not null && mayRetry)
        {
            var failingSince = await transaction.QuerySingleOrDefaultAsync<DateTimeOffset?>(
                "update endpoints set failing_since = coalesce(failing_since, @now) where id = @EndpointId and enabled returning failing_since", new { delivery.EndpointId, now }, ct);
            if (failingSince is { } since && (gone || now - since >= options.DisableAfter))
            {
                givenUp = since;
                await transaction.ExecuteAsync(
                    "update endpoints set enabled = false, disabled_reason = @reason where id = @EndpointId", new { delivery.EndpointId, reason = gone ? "gone" : "failing" }, ct);
                transaction.Publish(new WebhookEndpointDisabled(delivery.EndpointId, since, now));
            }
        }

        await transaction.CommitAsync(ct);
        return givenUp;
    }
}
