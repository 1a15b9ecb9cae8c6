using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Modules.Payments.Providers;

/// <summary>
/// Signatures of the form <c>t=seconds,v1=hex</c> over "seconds.body" with HMAC-SHA256, several v1 while a secret is being changed
/// (docs.stripe.com/webhooks/signature; the sandbox provider signs the same way).
/// </summary>
internal static class TimestampedSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsGenuine(string header, byte[] body, byte[] secret, DateTimeOffset now)
    {
        long? seconds = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var t))
            {
                seconds = t;
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 3 + 64 && part.AsSpan(3).IndexOfAnyExcept(HexDigits) < 0)
            {
                signatures.Add(Convert.FromHexString(part.AsSpan(3)));
            }
        }

        if (seconds is not { } at || Math.Abs(now.ToUnixTimeSeconds() - (decimal)at) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(at.ToString(CultureInfo.InvariantCulture) + "."), .. body]);
        return signatures.Any(s => CryptographicOperations.FixedTimeEquals(s, expected));
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
