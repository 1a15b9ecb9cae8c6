using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>Web Push (RFC 8030): an encrypted message (RFC 8291) to the push service of the person's browser, which knows the shop by its key (RFC 8292).</summary>
internal sealed class WebPushService(WebPushSettings settings, Func<CancellationToken, Task<ECDsa>> vapid, string publicAddress, TimeSpan timeout, TimeProvider time) : IPushService, IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    private readonly ProviderCalls _calls = new(null, timeout, settings.AllowPrivateAddresses ? null : ConnectToPublicAsync);

    public string Platform => "web";

    public async Task<PushOutcome> PushAsync(PushTarget target, Outgoing message, string receipt, CancellationToken ct)
    {
        var to = target.To;
        if (!Uri.TryCreate(to.Address, UriKind.Absolute, out var address) || PushSubscriptions.Decode(to.P256dh) is not { } key || PushSubscriptions.Decode(to.Auth) is not { } auth)
        {
            return new PushOutcome(Delivery.Never("subscription-not-valid"), Gone: true);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(WebPushCipher.Encrypt(Payload(message, receipt), key, auth))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("TTL", FormattableString.Invariant($"{(long)Life.TotalSeconds}"));
        request.Headers.TryAddWithoutValidation("Urgency", message.Urgent ? "high" : "normal");

        // At most 32 characters of base64url: the same message takes the place of itself while it waits.
        request.Headers.TryAddWithoutValidation("Topic", message.Id.Value.ToString("N"));
        request.Headers.TryAddWithoutValidation("Authorization", await AuthorizationAsync(address, ct));
        var reply = await _calls.SendAsync(request, ct);
        return reply switch
        {
            { Succeeded: true } => new PushOutcome(Delivery.Accepted(reply.Headers.GetValueOrDefault("Location") is { Length: <= 500 } name ? name : null)),
            { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new PushOutcome(Delivery.Never("device-gone"), Gone: true),
            { NotNow: { } later } => new PushOutcome(later),
            _ => new PushOutcome(Delivery.Never(FormattableString.Invariant($"http-{(int)reply.Status!}"))),
        };
    }

    public void Dispose() => _calls.Dispose();

    /// <summary>"vapid t=token, k=key": who we are, to this push service alone, for half a day.</summary>
    internal async Task<string> AuthorizationAsync(Uri address, CancellationToken ct)
    {
        var key = await vapid(ct);
        var token = SignedToken.Es256(key, new Dictionary<string, object>
        {
            ["aud"] = address.GetLeftPart(UriPartial.Authority),
            ["exp"] = (time.GetUtcNow() + TokenLife).ToUnixTimeSeconds(),
            ["sub"] = settings.Subject ?? publicAddress,
        });
        return $"vapid t={token}, k={Base64Url.EncodeToString(VapidKey.PublicOf(key))}";
    }

    /// <summary>What the shop's service worker shows; shortened until it fits.</summary>
    internal static byte[] Payload(Outgoing message, string receipt)
    {
        var content = message.Content;
        for (var length = content.Brief.Length; ; length /= 2)
        {
            var payload = JsonSerializer.SerializeToUtf8Bytes(
                new { title = content.Title.Length <= 120 ? content.Title : content.Title[..120], body = content.Brief[..length], url = content.Link, tag = message.Id.ToString(), receipt }, PayloadJson);
            if (payload.Length <= WebPushCipher.MostPlainBytes || length == 0)
            {
                return payload;
            }
        }
    }

    private static readonly JsonSerializerOptions PayloadJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Browsers name the address, so anybody can: it must not lead to machines that only this network reaches. The name is looked up once, and what was checked is connected to.</summary>
    private static async ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = addresses.Where(PublicAddresses.IsPublic).ToArray();
        if (open.Length == 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
