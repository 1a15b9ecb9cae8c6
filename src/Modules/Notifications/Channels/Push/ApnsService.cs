using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>
/// Apple Push Notification service: HTTP/2, POST /3/device/{token}, a provider token signed with ES256 that is used for three quarters of an hour (Apple
/// refuses one older than an hour, and one renewed more often than every 20 minutes).
/// </summary>
internal sealed class ApnsService : IPushService, IDisposable
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly ApnsSettings _settings;
    private readonly TimeProvider _time;
    private readonly ECDsa _key = ECDsa.Create();
    private readonly ProviderCalls _calls;
    private readonly Lock _lock = new();
    private (string Value, DateTimeOffset Until)? _token;

    public ApnsService(ApnsSettings settings, TimeSpan timeout, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _key.ImportFromPem(settings.Key);
        _calls = new ProviderCalls(settings.Url, timeout);
    }

    public string Platform => "apns";

    public async Task<PushOutcome> PushAsync(PushTarget target, Outgoing message, string receipt, CancellationToken ct)
    {
        var content = message.Content;
        var tag = message.Id.ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "3/device/" + Uri.EscapeDataString(target.To.Address))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = JsonContent.Create(new Dictionary<string, object?>
            {
                ["aps"] = new Dictionary<string, object> { ["alert"] = new { title = content.Title, body = content.Brief }, ["sound"] = "default", ["thread-id"] = message.Topic },
                ["url"] = content.Link,
                ["message"] = tag,
                ["receipt"] = receipt,
            }),
        };
        request.Headers.TryAddWithoutValidation("authorization", "bearer " + Token());
        request.Headers.TryAddWithoutValidation("apns-topic", _settings.Topic);
        request.Headers.TryAddWithoutValidation("apns-push-type", "alert");
        request.Headers.TryAddWithoutValidation("apns-priority", message.Urgent ? "10" : "5");
        request.Headers.TryAddWithoutValidation("apns-expiration", FormattableString.Invariant($"{(_time.GetUtcNow() + Life).ToUnixTimeSeconds()}"));
        request.Headers.TryAddWithoutValidation("apns-id", tag);
        request.Headers.TryAddWithoutValidation("apns-collapse-id", tag);
        var reply = await _calls.SendAsync(request, ct);
        var reason = reply.Text("reason");
        if (reason is "ExpiredProviderToken")
        {
            lock (_lock)
            {
                _token = null;
            }

            return new PushOutcome(Delivery.Later("not-authorized"));
        }

        return reply switch
        {
            { Succeeded: true } => new PushOutcome(Delivery.Accepted(reply.Headers.GetValueOrDefault("apns-id") ?? tag)),
            { Status: HttpStatusCode.Gone } => new PushOutcome(Delivery.Never("device-gone"), Gone: true),
            _ when reason is "BadDeviceToken" or "DeviceTokenNotForTopic" or "Unregistered" => new PushOutcome(Delivery.Never("device-gone"), Gone: true),
            { NotNow: { } later } => new PushOutcome(later),
            { Status: HttpStatusCode.Forbidden } => new PushOutcome(Delivery.Later("not-authorized")),
            _ => new PushOutcome(Delivery.Never("apns-" + (reason ?? "refused").ToLowerInvariant())),
        };
    }

    public void Dispose()
    {
        _key.Dispose();
        _calls.Dispose();
    }

    private string Token()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            if (_token is not { } known || now >= known.Until)
            {
                var claims = new Dictionary<string, object> { ["iss"] = _settings.TeamId, ["iat"] = now.ToUnixTimeSeconds() };
                _token = known = (SignedToken.Es256(_key, claims, _settings.KeyId), now + TokenLife);
            }

            return known.Value;
        }
    }
}
