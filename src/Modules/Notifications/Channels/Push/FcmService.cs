using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>
/// Firebase Cloud Messaging, HTTP v1 (POST /v1/projects/{project}/messages:send). A service account's signed token is exchanged for an access token
/// (RFC 7523), which is kept until shortly before it runs out.
/// </summary>
internal sealed class FcmService : IPushService, IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    private static readonly TimeSpan AssertionLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly FcmSettings _settings;
    private readonly TimeProvider _time;
    private readonly RSA _key = RSA.Create();
    private readonly ProviderCalls _calls;
    private readonly ProviderCalls _tokenCalls;
    private readonly SemaphoreSlim _renewing = new(1, 1);
    private (string Value, DateTimeOffset Until)? _token;

    public FcmService(FcmSettings settings, TimeSpan timeout, TimeProvider time)
    {
        _settings = settings;
        _time = time;
        _key.ImportFromPem(settings.PrivateKey);
        _calls = new ProviderCalls(settings.Url, timeout);
        _tokenCalls = new ProviderCalls(settings.TokenUrl, timeout);
    }

    public string Platform => "fcm";

    public async Task<PushOutcome> PushAsync(PushTarget target, Outgoing message, string receipt, CancellationToken ct)
    {
        var (token, refused) = await TokenAsync(ct);
        if (token is null)
        {
            return new PushOutcome(refused!.Value);
        }

        var content = message.Content;
        var tag = message.Id.ToString();
        var data = new Dictionary<string, string> { ["message"] = tag, ["receipt"] = receipt };
        if (content.Link is { } link)
        {
            data["url"] = link;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/projects/{Uri.EscapeDataString(_settings.ProjectId)}/messages:send")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = JsonContent.Create(new
            {
                message = new
                {
                    token = target.To.Address,
                    notification = new { title = content.Title, body = content.Brief },
                    data,
                    android = new { priority = message.Urgent ? "HIGH" : "NORMAL", collapse_key = tag, ttl = "86400s", notification = new { tag } },
                },
            }),
        };
        var reply = await _calls.SendAsync(request, ct);
        if (reply.Status == HttpStatusCode.Unauthorized)
        {
            // Taken back before its time: the next attempt asks for another.
            _token = null;
        }

        return reply switch
        {
            { Succeeded: true } => new PushOutcome(Delivery.Accepted(reply.Text("name"))),
            { Status: HttpStatusCode.NotFound } => new PushOutcome(Delivery.Never("device-gone"), Gone: true),
            { NotNow: { } later } => new PushOutcome(later),
            { Status: HttpStatusCode.BadRequest } when ErrorOf(reply) == "INVALID_ARGUMENT" && NamesTheToken(reply) => new PushOutcome(Delivery.Never("device-gone"), Gone: true),
            _ => new PushOutcome(Delivery.Never("fcm-" + (ErrorOf(reply) ?? "refused").ToLowerInvariant())),
        };
    }

    public void Dispose()
    {
        _key.Dispose();
        _calls.Dispose();
        _tokenCalls.Dispose();
        _renewing.Dispose();
    }

    private async Task<(string? Token, Delivery? Refused)> TokenAsync(CancellationToken ct)
    {
        await _renewing.WaitAsync(ct);
        try
        {
            var now = _time.GetUtcNow();
            if (_token is { } known && now < known.Until - RenewBefore)
            {
                return (known.Value, null);
            }

            var assertion = SignedToken.Rs256(_key, new Dictionary<string, object>
            {
                ["iss"] = _settings.ClientEmail, ["scope"] = Scope, ["aud"] = _settings.TokenUrl.ToString(), ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + AssertionLife).ToUnixTimeSeconds(),
            });
            using var request = new HttpRequestMessage(HttpMethod.Post, _settings.TokenUrl)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = assertion }),
            };
            var reply = await _tokenCalls.SendAsync(request, ct);
            if (!reply.Succeeded || reply.Text("access_token") is not { Length: > 0 } token)
            {
                return (null, reply.NotNow ?? Delivery.Later("not-authorized"));
            }

            var seconds = reply.Body!.Value.TryGetProperty("expires_in", out var life) && life.TryGetInt32(out var given) ? given : 0;
            _token = (token, now + TimeSpan.FromSeconds(seconds));
            return (token, null);
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>The code in the error's details, which is finer than the status.</summary>
    private static string? ErrorOf(Reply reply) =>
        (reply.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("error", out var error) && error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array
            ? details.EnumerateArray().Select(d => d.TryGetProperty("errorCode", out var code) ? code.GetString() : null).FirstOrDefault(c => c is not null)
            : null) ?? reply.Text("error", "status");

    private static bool NamesTheToken(Reply reply) => reply.Text("error", "message")?.Contains("registration token", StringComparison.OrdinalIgnoreCase) == true;
}
