using System.Security.Cryptography;
using System.Text;
using Maru.Modules.Payments.Providers;

namespace Maru.Modules.Payments.Tests.Providers;

internal static class Signatures
{
    public static WebhookMessage Timestamped(string header, byte[] body, string secret)
    {
        var now = DateTimeOffset.UtcNow;
        var seconds = now.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{seconds}."), .. body];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return new WebhookMessage(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = $"t={seconds},v1={signature}" }, body, now);
    }
}
