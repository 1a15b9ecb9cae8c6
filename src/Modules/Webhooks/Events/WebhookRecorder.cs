using Maru.Platform.Data;
using Maru.Platform.Events;

namespace Maru.Modules.Webhooks.Events;

/// <summary>Writes down what is to be told to whom, in the transaction that moves the cursor: nothing is lost and nothing doubled, whatever dies.</summary>
internal sealed class WebhookRecorder : IEventBatchHandler
{
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, Transaction transaction, CancellationToken ct)
    {
        var endpoints = await transaction.QueryAsync<FilterRow>("select id, events from endpoints", null, ct);
        if (endpoints.Count == 0)
        {
            return;
        }

        var messages = events.Select(e => (Received: e, Known: PublicEvents.ByType[e.Event.GetType()]))
            .Where(m => endpoints.Any(e => e.Wants(m.Known.Name)))
            .Select(m => (m.Received, m.Known, Body: WebhookBody.Of(m.Known, m.Received.Event, m.Received.At))).ToArray();
        var deliveries = messages.SelectMany(m => endpoints.Where(e => e.Wants(m.Known.Name)), (m, e) => (m.Received, Endpoint: e.Id)).ToArray();
        if (messages.Length == 0)
        {
            return;
        }

        await transaction.ExecuteAsync(
            """
            insert into messages (id, event, key, body, happened_at) select * from unnest(@ids, @names, @keys, @bodies, @times) on conflict do nothing;
            insert into deliveries (id, endpoint_id, message_id, key, state, next_attempt_at)
            select d.id, d.endpoint, d.message, d.key, 'Waiting', d.at from unnest(@deliveries, @endpoints, @deliveryMessages, @deliveryKeys, @deliveryTimes)
                with ordinality as d (id, endpoint, message, key, at, n) order by d.n
            on conflict do nothing
            """,
            new
            {
                ids = Array.ConvertAll(messages, m => m.Received.Id), names = Array.ConvertAll(messages, m => m.Known.Name), keys = Array.ConvertAll(messages, m => m.Received.Event.Key),
                bodies = Array.ConvertAll(messages, m => m.Body), times = Array.ConvertAll(messages, m => m.Received.At.UtcDateTime),
                deliveries = Array.ConvertAll(deliveries, _ => Guid.CreateVersion7()), endpoints = Array.ConvertAll(deliveries, d => d.Endpoint),
                deliveryMessages = Array.ConvertAll(deliveries, d => d.Received.Id), deliveryKeys = Array.ConvertAll(deliveries, d => d.Received.Event.Key),
                deliveryTimes = Array.ConvertAll(deliveries, d => d.Received.At.UtcDateTime),
            }, ct);
    }

    private sealed record FilterRow(Guid Id, string[] Events)
    {
        public bool Wants(string name) => Events.Length == 0 || Events.Any(f => PublicEvents.Matches(f, name));
    }
}
