using Microsoft.Extensions.Configuration;

namespace Maru.Modules.Notifications;

/// <summary>What is configured (section Notifications). A channel is there when its keys are; half of its keys is an error at start.</summary>
/// <param name="PublicAddress">Where people reach the shop (Shop:Address), for links.</param>
/// <param name="ShopName">What the shop is called (Shop:Name).</param>
/// <param name="PerPersonPerHour">How many messages that are neither urgent nor about an order a person gets by one channel in an hour.</param>
/// <param name="KeepContents">How long the texts of the mail box and of messages in the shop are kept.</param>
internal sealed record NotificationsOptions(
    string PublicAddress, string ShopName, TimeZoneInfo Zone, string? From, TimeSpan Timeout, int PerPersonPerHour, TimeSpan KeepContents, SmtpSettings? Smtp,
    SendGridSettings? SendGrid, TwilioSettings? Twilio, FcmSettings? Fcm, ApnsSettings? Apns, WebPushSettings? WebPush)
{
    /// <summary>The sender's domain, which also ends the ids of mails.</summary>
    public string MailDomain => From is { } from ? from[(from.LastIndexOf('@') + 1)..] : new Uri(PublicAddress).Host;

    // Settings hold secrets: no record here shows its members.
    public override string ToString() => nameof(NotificationsOptions);

    /// <exception cref="InvalidOperationException">With every error at once.</exception>
    public static NotificationsOptions Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration.GetSection("Notifications"));
        var smtp = reader.Group("Smtp", ["Host"], g => new SmtpSettings(
            g.Text("Host"), g.Number("Port", 587, 1, 65535), g.Choice<SmtpSecurity>("Security", SmtpSecurity.StartTls), g.Optional("User"), g.Optional("Password")));
        reader.Require(smtp is not { Security: SmtpSecurity.None, User: not null }, "Smtp:Security", "must not be None where there is a password: it would travel in the clear.");
        var sendGrid = reader.Group("SendGrid", ["ApiKey"], g => new SendGridSettings(g.Address("Url", "https://api.sendgrid.com"), g.Text("ApiKey"), g.Optional("WebhookKey")));
        var from = reader.Optional("From");
        reader.Require(smtp is null || sendGrid is null, "Smtp", "and Notifications:SendGrid are both set; mail takes one way.");
        reader.Require((smtp is null && sendGrid is null) || from is not null, "From", "is needed: the address that mail comes from.");
        reader.Require(from is null || Channels.Mails.MailAddressRules.IsSafe(from), "From", "must be an e-mail address.");
        var options = new NotificationsOptions(
            (configuration["Shop:Address"] ?? "http://localhost:8080").TrimEnd('/'), configuration["Shop:Name"] ?? "Maru",
            TimeZoneInfo.FindSystemTimeZoneById(configuration["Shop:TimeZone"] ?? "Asia/Seoul"), from, TimeSpan.FromSeconds(reader.Number("TimeoutSeconds", 30, 1, 120)),
            reader.Number("PerPersonPerHour", 6, 1, 1000), TimeSpan.FromDays(reader.Number("KeepContentsDays", 180, 1, 3650)), smtp, sendGrid,
            reader.Group("Twilio", ["AccountSid", "AuthToken", "From"], g => new TwilioSettings(g.Address("Url", "https://api.twilio.com"), g.Text("AccountSid"), g.Text("AuthToken"), g.Text("From"))),
            reader.Group("Fcm", ["ServiceAccountFile"], g => FcmSettings.Read(g)),
            reader.Group("Apns", ["TeamId", "KeyId", "KeyFile", "Topic"], g => new ApnsSettings(
                g.Address("Url", "https://api.push.apple.com"), g.Text("TeamId"), g.Text("KeyId"), g.FileText("KeyFile"), g.Text("Topic"))),
            reader.Flag("WebPush:Enabled", true)
                ? new WebPushSettings(reader.Optional("WebPush:Subject") ?? (from is null ? null : "mailto:" + from), reader.Flag("WebPush:AllowPrivateAddresses", false))
                : null);
        reader.ThrowIfWrong();
        return options;
    }
}

internal enum SmtpSecurity
{
    /// <summary>Plain at first, then TLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>For a relay on the same machine or network.</summary>
    None,
}

internal sealed record SmtpSettings(string Host, int Port, SmtpSecurity Security, string? User, string? Password)
{
    public override string ToString() => nameof(SmtpSettings);
}

/// <param name="WebhookKey">SendGrid's public key for signed events; without it no events are taken.</param>
internal sealed record SendGridSettings(Uri Url, string ApiKey, string? WebhookKey)
{
    public override string ToString() => nameof(SendGridSettings);
}

internal sealed record TwilioSettings(Uri Url, string AccountSid, string AuthToken, string From)
{
    public override string ToString() => nameof(TwilioSettings);
}

internal sealed record FcmSettings(Uri Url, string ProjectId, string ClientEmail, string PrivateKey, Uri TokenUrl)
{
    public override string ToString() => nameof(FcmSettings);

    /// <summary>Of the service account's key file as Google hands it out.</summary>
    public static FcmSettings Read(SettingsReader group)
    {
        var account = group.FileJson("ServiceAccountFile", "project_id", "client_email", "private_key", "token_uri");
        return new FcmSettings(
            group.Address("Url", "https://fcm.googleapis.com"), account["project_id"], account["client_email"], account["private_key"],
            Uri.TryCreate(account["token_uri"], UriKind.Absolute, out var uri) ? uri : new Uri("https://oauth2.googleapis.com/token"));
    }
}

/// <param name="Key">The .p8 file's text.</param>
/// <param name="Topic">The app's bundle id.</param>
internal sealed record ApnsSettings(Uri Url, string TeamId, string KeyId, string Key, string Topic)
{
    public override string ToString() => nameof(ApnsSettings);
}

/// <param name="Subject">How push services reach the shop's operator (mailto: or https:).</param>
/// <param name="AllowPrivateAddresses">Lets browsers name addresses inside the network: for a push service of one's own.</param>
internal sealed record WebPushSettings(string? Subject, bool AllowPrivateAddresses);
