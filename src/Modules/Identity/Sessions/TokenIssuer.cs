using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maru.Contracts;
using Maru.Platform.Auth;

namespace Maru.Modules.Identity.Sessions;

/// <summary>Makes access tokens (JWT, ES256) and secrets of which only the hash is kept.</summary>
internal sealed class TokenIssuer(SigningKeys keys, TimeProvider time)
{
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);

    public async Task<string> IssueAsync(UserId user, Guid session, TimeSpan lifetime, CancellationToken ct)
    {
        var (id, key) = await keys.GetSigningAsync(ct);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = "JWT", kid = id }));
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
            new { iss = AccessTokens.Issuer, sub = user.Value, sid = session, iat = now, exp = now + (long)lifetime.TotalSeconds }));
        var signature = key.SignData(Encoding.ASCII.GetBytes(header + "." + payload), HashAlgorithmName.SHA256);
        return $"{header}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>256 random bits in base64url.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
