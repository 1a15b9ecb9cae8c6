using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Push;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Maru.Modules.Notifications.Tests.Channels;

/// <summary>One device for each message; the hopeless one's is gone.</summary>
internal sealed class PushFixture(ProviderSimulator simulator, Func<TimeSpan, IPushService> make, PushTarget good, PushTarget gone) : IChannelFixture
{
    private readonly IPushService _patient = make(TimeSpan.FromSeconds(60));
    private readonly IPushService _impatient = make(TimeSpan.FromSeconds(2));
    private readonly HashSet<MessageId> _hopeless = [];

    public IChannel Channel => new ToOneDevice(_patient, m => _hopeless.Contains(m.Id) ? gone : good);

    public IChannel Impatient => new ToOneDevice(_impatient, _ => good);

    public bool TellsHowLong => true;

    public IReadOnlyList<string> Taken => [.. simulator.Taken];

    public IReadOnlyCollection<string> Offences => simulator.Offences;

    public Outgoing Good() => Samples.Message();

    public Outgoing Hopeless()
    {
        var message = Samples.Message();
        _hopeless.Add(message.Id);
        return message;
    }

    public void Set(Mood mood) => simulator.Mood = mood;

    public ValueTask DisposeAsync()
    {
        (_patient as IDisposable)?.Dispose();
        (_impatient as IDisposable)?.Dispose();
        return simulator.DisposeAsync();
    }

    private sealed class ToOneDevice(IPushService service, Func<Outgoing, PushTarget> target) : IChannel
    {
        public NotificationChannel Kind => NotificationChannel.Push;

        public string Provider => service.Platform;

        public int BatchSize => 10;

        public Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct) => OneByOne.SendAsync(
            messages,
            async (m, stop) =>
            {
                var outcome = await service.PushAsync(target(m), m, "https://shop.example/receipt", stop);
                outcome.Gone.ShouldBe(outcome.Delivery.Error == "device-gone");
                return outcome.Delivery;
            },
            ct);
    }
}

public sealed class WebPushComplianceTests : ChannelCompliance
{
    private protected override async Task<IChannelFixture> CreateAsync()
    {
        var simulator = new PushServiceSimulator();
        await simulator.StartAsync();
        return new PushFixture(
            simulator, timeout => new WebPushService(new WebPushSettings("mailto:shop@shop.example", true), _ => Task.FromResult(simulator.Vapid), "https://shop.example", timeout, TimeProvider.System),
            simulator.Target("here"), simulator.Target("gone"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x")]
    [InlineData("http://localhost:9/x")]
    [InlineData("http://[::1]:9/x")]
    [InlineData("http://[::ffff:10.0.0.1]:9/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    public async Task Push_ToAnAddressInsideTheNetwork_IsRefusedForGood(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var browser = new PushBrowser(address);
        using var service = new WebPushService(new WebPushSettings(null, false), _ => Task.FromResult(key), "https://shop.example", TimeSpan.FromSeconds(60), TimeProvider.System);
        var target = new PushTarget(SubscriptionId.New(), "web", new PushSubscriptions.Target(browser.Endpoint, browser.Subscription.P256dh, browser.Subscription.Auth));
        (await service.PushAsync(target, Samples.Message(), "", TestContext.Current.CancellationToken)).Delivery.ShouldBe(Delivery.Never("address-refused"));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("172.31.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("0.0.0.0", false)]
    public void IsPublic_OfAnAddress_IsAsRegistered(string address, bool open) => PublicAddresses.IsPublic(System.Net.IPAddress.Parse(address)).ShouldBe(open);

    [Fact]
    public void Payload_WhenTooLong_IsShortenedUntilItFits()
    {
        var message = Samples.Message();
        var payload = WebPushService.Payload(message with { Content = message.Content with { Brief = new string('가', 5000) } }, "https://shop.example/r");
        payload.Length.ShouldBeLessThanOrEqualTo(WebPushCipher.MostPlainBytes);
        JsonDocument.Parse(payload).RootElement.GetProperty("tag").GetString().ShouldBe(message.Id.ToString());
    }
}

public sealed class FcmComplianceTests : ChannelCompliance
{
    private protected override async Task<IChannelFixture> CreateAsync()
    {
        var simulator = new FcmSimulator();
        await simulator.StartAsync();
        return new PushFixture(
            simulator,
            timeout => new FcmService(
                new FcmSettings(simulator.Address, "shop", "maru@shop.iam.gserviceaccount.com", simulator.Key.ExportPkcs8PrivateKeyPem(), new Uri(simulator.Address, "token")), timeout, TimeProvider.System),
            new PushTarget(SubscriptionId.New(), "fcm", new PushSubscriptions.Target("device", null, null)), new PushTarget(SubscriptionId.New(), "fcm", new PushSubscriptions.Target("gone", null, null)));
    }
}

public sealed class ApnsComplianceTests : ChannelCompliance
{
    private protected override async Task<IChannelFixture> CreateAsync()
    {
        var simulator = new ApnsSimulator();
        await simulator.StartAsync();
        return new PushFixture(
            simulator,
            timeout => new ApnsService(new ApnsSettings(simulator.Address, "TEAM", "KEY", simulator.Key.ExportPkcs8PrivateKeyPem(), "example.shop"), timeout, TimeProvider.System),
            new PushTarget(SubscriptionId.New(), "apns", new PushSubscriptions.Target(new string('a', 64), null, null)),
            new PushTarget(SubscriptionId.New(), "apns", new PushSubscriptions.Target(new string('b', 64), null, null)));
    }
}

/// <summary>A browser's push service, and the browsers behind it, which open what they get.</summary>
internal sealed class PushServiceSimulator : ProviderSimulator
{
    private readonly Dictionary<string, PushBrowser> _browsers = [];

    public ECDsa Vapid { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public PushTarget Target(string name)
    {
        var subscription = Browser(name).Subscription;
        return new PushTarget(SubscriptionId.New(), "web", new PushSubscriptions.Target(subscription.Endpoint, subscription.P256dh, subscription.Auth));
    }

    public PushBrowser Browser(string name) => _browsers.TryGetValue(name, out var known) ? known : _browsers[name] = new PushBrowser(new Uri(Address, "push/" + name).ToString());

    /// <summary>The key the shop shows, where it has one of its own.</summary>
    public byte[]? ShopKey { get; set; }

    protected override async Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request)
    {
        var name = request.Path.Value!.Split('/')[^1];
        if (name == "gone")
        {
            return (410, null, null);
        }

        if (request.Headers.ContentEncoding != "aes128gcm" || !long.TryParse(request.Headers["TTL"], out _) || request.Headers["Topic"].ToString().Length > 32)
        {
            return Offend("not a push message");
        }

        var words = request.Headers.Authorization.ToString().Replace("vapid ", "", StringComparison.Ordinal).Split(", ");
        var key = ShopKey ?? VapidKey.PublicOf(Vapid);
        using var check = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = key[1..33], Y = key[33..] } });
        var token = words[0]["t=".Length..].Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        if (words[1] != "k=" + Base64Url.EncodeToString(key) || !check.VerifyData(Encoding.ASCII.GetBytes(token[0] + "." + token[1]), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256) ||
            (string?)claims["aud"] != Address.GetLeftPart(UriPartial.Authority) || (long)claims["exp"]! > DateTimeOffset.UtcNow.AddHours(24).ToUnixTimeSeconds() || (string?)claims["sub"] is null)
        {
            return Offend("not authorised");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var message = JsonNode.Parse(_browsers[name].Open(body.ToArray()))!;
        LastReceipt = (string)message["receipt"]!;
        return (201, null, (string)message["tag"]!);
    }

    public string LastReceipt { get; private set; } = "";
}

/// <summary>Google's token endpoint and messages:send.</summary>
internal sealed class FcmSimulator : ProviderSimulator
{
    public RSA Key { get; } = RSA.Create(2048);

    protected override async Task<(int Status, JsonNode? Body)?> BesidesAsync(HttpRequest request)
    {
        if (request.Path != "/token")
        {
            return null;
        }

        var form = await request.ReadFormAsync();
        var token = form["assertion"].ToString().Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(token[1]))!;
        return form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
            Key.VerifyData(Encoding.ASCII.GetBytes(token[0] + "." + token[1]), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) &&
            (string?)claims["aud"] == new Uri(Address, "token").ToString() && (string?)claims["scope"] == "https://www.googleapis.com/auth/firebase.messaging"
            ? (200, new JsonObject { ["access_token"] = "ya29", ["expires_in"] = 3599, ["token_type"] = "Bearer" })
            : (400, new JsonObject { ["error"] = "invalid_grant" });
    }

    protected override async Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request)
    {
        if (request.Path != "/v1/projects/shop/messages:send" || request.Headers.Authorization != "Bearer ya29")
        {
            return Offend("no such call");
        }

        var message = (await JsonNode.ParseAsync(request.Body))!["message"]!;
        if ((string?)message["notification"]?["title"] is null || message["data"]!.AsObject().Any(d => d.Value is not JsonValue v || v.GetValueKind() != JsonValueKind.String))
        {
            return Offend("not a message");
        }

        return (string?)message["token"] == "gone"
            ? (404, new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = 404, ["status"] = "NOT_FOUND",
                    ["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.firebase.fcm.v1.FcmError", ["errorCode"] = "UNREGISTERED" }),
                },
            }, null)
            : (200, new JsonObject { ["name"] = "projects/shop/messages/1" }, (string)message["data"]!["message"]!);
    }
}

/// <summary>Apple's service: HTTP/2 alone.</summary>
internal sealed class ApnsSimulator : ProviderSimulator
{
    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    protected override HttpProtocols Protocols => HttpProtocols.Http2;

    protected override async Task<(int Status, JsonNode? Body, string? Taken)> HandleAsync(HttpRequest request)
    {
        var token = request.Headers.Authorization.ToString().Replace("bearer ", "", StringComparison.Ordinal).Split('.');
        var head = JsonNode.Parse(Base64Url.DecodeFromChars(token[0]))!;
        if (!Key.VerifyData(Encoding.ASCII.GetBytes(token[0] + "." + token[1]), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256) || (string?)head["kid"] != "KEY" ||
            (string?)head["alg"] != "ES256")
        {
            return (403, new JsonObject { ["reason"] = "InvalidProviderToken" }, null);
        }

        var body = (await JsonNode.ParseAsync(request.Body))!;
        if (request.Protocol != "HTTP/2" || request.Headers["apns-topic"] != "example.shop" || request.Headers["apns-push-type"] != "alert" ||
            !Guid.TryParse(request.Headers["apns-id"], out var id) || (string?)body["aps"]?["alert"]?["title"] is null)
        {
            return Offend("not a notification");
        }

        return request.Path.Value!.EndsWith('b')
            ? (410, new JsonObject { ["reason"] = "Unregistered", ["timestamp"] = 1_767_225_600_000 }, null)
            : (200, null, id.ToString());
    }
}
