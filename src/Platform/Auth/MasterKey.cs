using System.Security.Cryptography;

namespace Maru.Platform.Auth;

/// <summary>The key under which keys of persons and secrets are wrapped. 32 bytes, kept outside the database.</summary>
public sealed class MasterKey(byte[] value)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>AES-256-GCM: nonce, ciphertext, tag. <paramref name="context"/> must be the same when opened, so that a value cannot be moved to another row.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context) => Seal(value, plain, context);

    /// <exception cref="CryptographicException">The value was changed, moved, or sealed with another key.</exception>
    public byte[] Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> context) => Open(value, sealedValue, context);

    /// <summary>A key for one purpose, derived by HKDF (RFC 5869).</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, value, 32, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var result = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), context);
        return result;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> context)
    {
        if (sealedValue.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("Too short to be a sealed value.");
        }

        var plain = new byte[sealedValue.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedValue[..NonceSize], sealedValue.Slice(NonceSize, plain.Length), sealedValue[^TagSize..], plain, context);
        return plain;
    }
}
