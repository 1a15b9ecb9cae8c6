using System.Net.Http.Headers;
using System.Net.Http.Json;
using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Channels.Mails;

/// <summary>Mail by SendGrid's API, v3 (POST /v3/mail/send). What becomes of a mail is told by its event webhook, which gives our id back.</summary>
internal sealed class SendGridChannel(SendGridSettings settings, string from, string fromName, string domain, TimeSpan timeout) : IChannel, IDisposable
{
    /// <summary>The custom argument that events carry.</summary>
    public const string IdArgument = "maru_message";

    private readonly ProviderCalls _calls = new(settings.Url, timeout);

    public NotificationChannel Kind => NotificationChannel.Mail;

    public string Provider => "sendgrid";

    public int BatchSize => 50;

    public Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct) => OneByOne.SendAsync(messages, SendAsync, ct);

    public void Dispose() => _calls.Dispose();

    private async Task<Delivery> SendAsync(Outgoing message, CancellationToken ct)
    {
        if (!MailAddressRules.IsSafe(message.To.Address))
        {
            return Delivery.Never("address-not-valid");
        }

        var mail = message.Content.Mail;
        var headers = new Dictionary<string, string> { ["Message-ID"] = $"<{message.Id}@{domain}>" };
        if (message.Content.Unsubscribe is { } unsubscribe)
        {
            headers["List-Unsubscribe"] = $"<{unsubscribe}>";
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/mail/send")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey) },
            Content = JsonContent.Create(new
            {
                personalizations = new[]
                {
                    new { to = new[] { new { email = message.To.Address, name = message.To.Name } }, custom_args = new Dictionary<string, string> { [IdArgument] = message.Id.ToString() } },
                },
                from = new { email = from, name = fromName },
                subject = mail.Subject,
                headers,
                content = new[] { new { type = "text/plain", value = mail.Text }, new { type = "text/html", value = mail.Html } },

                // Links are led through no counter, and no picture tells who read.
                tracking_settings = new { click_tracking = new { enable = false }, open_tracking = new { enable = false } },
            }),
        };
        var reply = await _calls.SendAsync(request, ct);
        return reply.Succeeded ? Delivery.Accepted(reply.Headers.GetValueOrDefault("X-Message-Id"))
            : reply.NotNow
            ?? ((int)reply.Status! is 403 ? Delivery.Later("not-authorized") : Delivery.Never(FormattableString.Invariant($"http-{(int)reply.Status}")));
    }
}
