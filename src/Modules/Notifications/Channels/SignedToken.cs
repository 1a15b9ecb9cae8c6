using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Maru.Modules.Notifications.Channels;

/// <summary>JSON Web Tokens in compact form (RFC 7515), as push providers want to be shown.</summary>
internal static class SignedToken
{
    public static string Es256(ECDsa key, IReadOnlyDictionary<string, object> claims, string? keyId = null) =>
        Sign("ES256", keyId, claims, data => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public static string Rs256(RSA key, IReadOnlyDictionary<string, object> claims) =>
        Sign("RS256", null, claims, data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Sign(string algorithm, string? keyId, IReadOnlyDictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var header = keyId is null
            ? new Dictionary<string, object> { ["typ"] = "JWT", ["alg"] = algorithm }
            : new Dictionary<string, object> { ["alg"] = algorithm, ["kid"] = keyId };
        var signed = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header)) + "." + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));
        return signed + "." + Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)));
    }
}
