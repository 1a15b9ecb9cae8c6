using System.Security.Cryptography;

namespace Maru.Modules.Webhooks.Signing;

/// <summary>A symmetric secret of the Standard Webhooks specification: 32 random bytes, written as whsec_ and base64.</summary>
internal static class WebhookSecret
{
    public const string Prefix = "whsec_";
    private const int Size = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Size);

    public static string Write(byte[] secret) => Prefix + Convert.ToBase64String(secret);
}
