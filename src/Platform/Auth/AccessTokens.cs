using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Maru.Contracts.Identity;

namespace Maru.Platform.Auth;

/// <summary>Reads access tokens: JSON Web Tokens (RFC 7519) signed with ES256, checked against the published keys.</summary>
public sealed class AccessTokens(ICallers callers, TimeProvider time) : IDisposable
{
    public const string Issuer = "maru";
    private static readonly TimeSpan KeyFreshness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private FrozenDictionary<string, ECDsa> _keys = FrozenDictionary<string, ECDsa>.Empty;
    private DateTimeOffset _loadedAt = DateTimeOffset.MinValue;

    /// <returns>The session the token stands for, or null if it is malformed, forged, expired or of another issuer.</returns>
    public async Task<Guid?> ReadSessionAsync(string token, CancellationToken ct)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || token.Length > 4096 || Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { Length: 64 } signature)
        {
            return null;
        }

        try
        {
            using var head = JsonDocument.Parse(header);
            if (!head.RootElement.TryGetProperty("alg", out var alg) || !alg.ValueEquals("ES256") || !head.RootElement.TryGetProperty("kid", out var kid) ||
                await KeyAsync(kid.GetString() ?? "", ct) is not { } key ||
                !key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, HashAlgorithmName.SHA256))
            {
                return null;
            }

            using var claims = JsonDocument.Parse(payload);
            var root = claims.RootElement;
            return root.GetProperty("iss").ValueEquals(Issuer) && root.GetProperty("exp").GetInt64() > time.GetUtcNow().ToUnixTimeSeconds()
                ? root.GetProperty("sid").GetGuid()
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<ECDsa?> KeyAsync(string id, CancellationToken ct)
    {
        if (_keys.TryGetValue(id, out var key) || time.GetUtcNow() - _loadedAt < TimeSpan.FromSeconds(5))
        {
            if (time.GetUtcNow() - _loadedAt < KeyFreshness)
            {
                return key;
            }
        }

        await _loading.WaitAsync(ct);
        try
        {
            var published = await callers.GetPublicKeysAsync(ct);
            _keys = published.ToFrozenDictionary(k => k.Id, k => ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(k.X), Y = Base64Url.DecodeFromChars(k.Y) },
            }));
            _loadedAt = time.GetUtcNow();
            return _keys.GetValueOrDefault(id);
        }
        finally
        {
            _loading.Release();
        }
    }

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
