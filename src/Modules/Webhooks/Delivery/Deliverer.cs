using System.Globalization;
using Maru.Contracts.Webhooks;
using Maru.Modules.Webhooks.Signing;
using Maru.Platform.Auth;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>Makes one attempt: signs, sends, and writes down what came of it.</summary>
internal sealed class Deliverer(DeliveryStore store, WebhookClient client, MasterKey master, TimeProvider time, ILogger<Deliverer> log)
{
    public static string MessageIdOf(Guid message) => "msg_" + message.ToString("N");

    public async Task SendAsync(ClaimedDelivery delivery, bool mayRetry, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = MessageIdOf(delivery.MessageId);
        KeyValuePair<string, string>[] headers =
        [
            new("webhook-id", id),
            new("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new("webhook-signature", WebhookSignature.Of(id, now, delivery.Body, SecretsOf(delivery, now))),
            new("user-agent", "Maru-Webhooks/1"),
        ];
        var outcome = await client.SendAsync(delivery.Url, delivery.Body, headers, ct);
        if (await store.FinishAsync(delivery, outcome, WebhookClient.Describe(headers), mayRetry, ct) is { } since)
        {
            WebhooksLog.GivenUp(log, delivery.EndpointId, since);
        }
    }

    public byte[] Seal(WebhookEndpointId endpoint, byte[] secret) => master.Seal(secret, endpoint.Value.ToByteArray());

    private IEnumerable<byte[]> SecretsOf(ClaimedDelivery delivery, DateTimeOffset now)
    {
        var context = delivery.EndpointId.Value.ToByteArray();
        yield return master.Open(delivery.Secret, context);
        if (delivery.OldSecret is { } old && delivery.OldSecretUntil > now)
        {
            yield return master.Open(old, context);
        }
    }
}
