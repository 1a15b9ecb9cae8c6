using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels.Mails;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>SendGrid's event webhook: an ECDSA signature over the time and the body, and a list of events that carry our id.</summary>
internal static class SendGridReports
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    // SendGrid repeats what was not taken for a day; older than that it is a recording.
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(25);

    public static bool IsGenuine(string publicKey, string? signature, string? timestamp, byte[] body, DateTimeOffset now)
    {
        if (signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return key.VerifyData((byte[])[.. Encoding.ASCII.GetBytes(timestamp), .. body], Convert.FromBase64String(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Null if the body is not SendGrid's format; events of no interest, or of another's mail, are left out.</summary>
    public static IReadOnlyList<(MessageId Message, Report Report)>? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(ReadEvent).Where(e => e is not null).Select(e => e!.Value)]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (MessageId, Report)? ReadEvent(JsonElement e) =>
        e.ValueKind == JsonValueKind.Object && Text(e, SendGridChannel.IdArgument) is { } id && MessageId.TryParse(id, null, out var message) && ReportOf(Text(e, "event"), e) is { } report
            ? (message, report)
            : null;

    private static Report? ReportOf(string? name, JsonElement e) => name switch
    {
        "delivered" => new Report(MessageState.Delivered),
        "open" or "click" => new Report(MessageState.Opened),
        "spamreport" or "unsubscribe" or "group_unsubscribe" => new Report(MessageState.Delivered, Unwanted: true),
        "bounce" => new Report(MessageState.Failed, Text(e, "type") == "blocked" ? "blocked" : "bounced"),
        "dropped" => new Report(MessageState.Failed, "dropped"),
        _ => null,
    };

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
