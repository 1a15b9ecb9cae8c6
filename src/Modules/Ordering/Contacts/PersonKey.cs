using System.Security.Cryptography;
using Maru.Platform.Json;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>One person's key (or one guest order's). AES-256-GCM: nonce, tag, cipher text; bound to what it belongs to.</summary>
/// <param name="Id">The member's id, or the guest's order id.</param>
internal sealed record PersonKey(Guid Id, byte[] Key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static PersonKey New(Guid id) => new(id, RandomNumberGenerator.GetBytes(32));

    public byte[] Seal<T>(T value, Guid boundTo) => Seal(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, MaruJson.Internal), Key, boundTo);

    public T Open<T>(byte[] sealedBytes, Guid boundTo) =>
        System.Text.Json.JsonSerializer.Deserialize<T>(Open(sealedBytes, Key, boundTo), MaruJson.Internal)!;

    public byte[] Wrap(byte[] wrappingKey) => Seal(Key, wrappingKey, Id);

    public static PersonKey Unwrap(Guid id, byte[] wrapped, byte[] wrappingKey) => new(id, Open(wrapped, wrappingKey, id));

    private static byte[] Seal(ReadOnlySpan<byte> plain, byte[] key, Guid boundTo)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), boundTo.ToByteArray());
        return sealedBytes;
    }

    private static byte[] Open(byte[] sealedBytes, byte[] key, Guid boundTo)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), plain, boundTo.ToByteArray());
        return plain;
    }
}
