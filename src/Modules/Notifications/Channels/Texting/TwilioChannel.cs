using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Channels.Texting;

/// <summary>SMS by Twilio's API (POST /2010-04-01/Accounts/{sid}/Messages.json). What becomes of a message is told to an address that names it.</summary>
internal sealed class TwilioChannel(TwilioSettings settings, string publicAddress, TimeSpan timeout) : IChannel, IDisposable
{
    public const string StatusPath = "/api/v1/notifications/reports/twilio";
    private const int LongestBody = 1600;

    private readonly ProviderCalls _calls = new(settings.Url, timeout);

    public NotificationChannel Kind => NotificationChannel.Sms;

    public string Provider => "twilio";

    public int BatchSize => 50;

    public static string StatusAddress(string publicAddress, MessageId id) => $"{publicAddress}{StatusPath}/{id}";

    public Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct) => OneByOne.SendAsync(messages, SendAsync, ct);

    public void Dispose() => _calls.Dispose();

    private async Task<Delivery> SendAsync(Outgoing message, CancellationToken ct)
    {
        var text = message.Content.Brief + (message.Content.Link is { } link ? "\n" + link : "");
        var form = new Dictionary<string, string>
        {
            ["To"] = message.To.Phone!,

            // "MG..." is a messaging service, which chooses the number itself.
            [settings.From.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From"] = settings.From,
            ["Body"] = text.Length <= LongestBody ? text : text[..LongestBody],
            ["StatusCallback"] = StatusAddress(publicAddress, message.Id),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2010-04-01/Accounts/{Uri.EscapeDataString(settings.AccountSid)}/Messages.json")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.AccountSid + ":" + settings.AuthToken))) },
            Content = new FormUrlEncodedContent(form),
        };
        var reply = await _calls.SendAsync(request, ct);
        return reply.Succeeded ? Delivery.Accepted(reply.Text("sid"))
            : reply.NotNow
            ?? (CodeOf(reply) is { } code ? Delivery.Never("twilio-" + code) : Delivery.Never(FormattableString.Invariant($"http-{(int)reply.Status!}")));
    }

    private static string? CodeOf(Reply reply) =>
        reply.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
}
