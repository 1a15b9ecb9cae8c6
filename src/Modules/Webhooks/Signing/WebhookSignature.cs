using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Modules.Webhooks.Signing;

/// <summary>
/// The signature scheme v1 of the Standard Webhooks specification (standard-webhooks/standard-webhooks, spec): HMAC-SHA256 over "id.timestamp.body", in base64;
/// one signature a secret, so that receivers may change theirs without losing a message.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(string messageId, DateTimeOffset at, string body, IEnumerable<byte[]> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(s, signed))));
    }
}
