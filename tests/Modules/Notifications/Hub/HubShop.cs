using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels.Push;
using Maru.Modules.Notifications.Tests.Channels;
using Maru.Modules.Notifications.Tests.Channels.Smtp;
using Maru.Rehearsal;
using Maru.Testing.Shop;

namespace Maru.Modules.Notifications.Tests.Hub;

/// <summary>A whole shop with every channel set up, each to a simulator that the test scripts.</summary>
public sealed class HubShop : ShopFixture
{
    private readonly SmtpServer _smtp = new();
    private readonly TwilioSimulator _twilio = new();
    private readonly PushServiceSimulator _push = new();

    internal SmtpServer Smtp => _smtp;

    internal TwilioSimulator Twilio => _twilio;

    internal PushServiceSimulator Push => _push;

    public INotificationsAdministration Office => Get<INotificationsAdministration>();

    public INotifications Desk => Get<INotifications>();

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Notifications:From"] = "shop@shop.example",
        ["Notifications:Smtp:Host"] = "127.0.0.1",
        ["Notifications:Smtp:Port"] = FormattableString.Invariant($"{_smtp.Port}"),
        ["Notifications:Smtp:Security"] = "None",
        ["Notifications:Twilio:Url"] = _twilio.Address.ToString(),
        ["Notifications:Twilio:AccountSid"] = "AC1",
        ["Notifications:Twilio:AuthToken"] = "token",
        ["Notifications:Twilio:From"] = "+15005550006",
        ["Notifications:WebPush:AllowPrivateAddresses"] = "true",
        ["Notifications:PerPersonPerHour"] = "3",
        ["Shop:Address"] = "https://shop.example",
    };

    public override async ValueTask InitializeAsync()
    {
        await _twilio.StartAsync();
        await _push.StartAsync();
        await base.InitializeAsync();
        var key = await Get<VapidKey>().GetAsync(CancellationToken.None);
        _push.ShopKey = VapidKey.PublicOf(key);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _smtp.DisposeAsync();
        await _twilio.DisposeAsync();
        await _push.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody with an account, and a client that is signed in.</summary>
    public async Task<(UserId User, HttpClient Client)> JoinAsync(string? phone = null)
    {
        var email = $"p{Guid.NewGuid():N}@example.com";
        var client = CreateClient();
        var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = "correct horse battery", name = "Kim", language = "en" });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (phone is not null)
        {
            (await client.PatchAsJsonAsync("/api/v1/me", new { phone })).EnsureSuccessStatusCode();
        }

        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        return (UserId.From(me.GetProperty("id").GetGuid()), client);
    }

    public Task<Result<Done>> TellAsync(UserId user, string topic = "back-in-stock", Guid? cause = null) => Desk.NotifyAsync(
        [new Notification(cause ?? Guid.CreateVersion7(), topic, user, topic == "back-in-stock" ? new Dictionary<string, string> { ["product"] = "Linen shirt", ["slug"] = "linen-shirt" } : new Dictionary<string, string>())],
        CancellationToken.None);

    public async Task<IReadOnlyList<MessageView>> OfAsync(UserId user, string topic = "back-in-stock") =>
        (await Office.ListAsync(new MessageQuery(null, topic, null, user, new PageRequest(1, 100)), CancellationToken.None)).Items;

    public async Task UntilAsync(Func<Task<bool>> holds, string what) =>
        (await ScratchShop.UntilAsync(holds, TimeSpan.FromSeconds(90), CancellationToken.None)).ShouldBeTrue(what);
}
