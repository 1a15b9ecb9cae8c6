using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>Encrypts a message for one browser: RFC 8291 over the content coding aes128gcm of RFC 8188, in a single record.</summary>
internal static class WebPushCipher
{
    private const int RecordSize = 4096;
    private const int SaltSize = 16;
    private const int PublicKeySize = 65;
    private const int TagSize = 16;

    /// <summary>What fits into the one record that push services must take.</summary>
    public const int MostPlainBytes = RecordSize - TagSize - 1 - (SaltSize + 4 + 1 + PublicKeySize);

    public static byte[] Encrypt(ReadOnlySpan<byte> plain, byte[] browserKey, byte[] authSecret)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(plain, browserKey, authSecret, own, RandomNumberGenerator.GetBytes(SaltSize));
    }

    /// <param name="own">A key for this message alone.</param>
    internal static byte[] Encrypt(ReadOnlySpan<byte> plain, byte[] browserKey, byte[] authSecret, ECDiffieHellman own, byte[] salt)
    {
        if (plain.Length > MostPlainBytes)
        {
            throw new ArgumentException("The message is larger than a push service takes.", nameof(plain));
        }

        var ownKey = PublicOf(own);
        var (key, nonce) = KeysOf(own, browserKey, browserKey, ownKey, authSecret, salt);
        var message = new byte[SaltSize + 4 + 1 + PublicKeySize + plain.Length + 1 + TagSize];
        salt.CopyTo(message, 0);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(SaltSize), RecordSize);
        message[SaltSize + 4] = PublicKeySize;
        ownKey.CopyTo(message, SaltSize + 5);

        // The last record's text ends with 2.
        Span<byte> padded = new byte[plain.Length + 1];
        plain.CopyTo(padded);
        padded[^1] = 2;
        var body = message.AsSpan(SaltSize + 5 + PublicKeySize);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, padded, body[..padded.Length], body[padded.Length..]);
        return message;
    }

    /// <summary>The keys of a message: the same for the one who writes and the one who reads it.</summary>
    /// <param name="own">This side's private key.</param>
    /// <param name="other">The other side's public key.</param>
    internal static (byte[] Key, byte[] Nonce) KeysOf(ECDiffieHellman own, byte[] other, byte[] browserKey, byte[] senderKey, byte[] authSecret, byte[] salt)
    {
        using var their = Import(other);
        var shared = own.DeriveRawSecretAgreement(their.PublicKey);
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, authSecret, (byte[])[.. "WebPush: info\0"u8, .. browserKey, .. senderKey]);
        return (
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray()));
    }

    public static byte[] PublicOf(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    /// <summary>65 bytes that are a point of the curve.</summary>
    public static bool IsPublicKey(byte[]? bytes)
    {
        if (bytes is not [4, ..] || bytes.Length != PublicKeySize)
        {
            return false;
        }

        try
        {
            Import(bytes).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDiffieHellman Import(byte[] point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33], Y = point[33..] },
    });
}
