using System.Security.Cryptography;
using Maru.Platform.Auth;
using Maru.Platform.Json;

namespace Maru.Modules.Ordering.Contacts;

/// <summary>One person's key (or one guest order's). What it seals is bound to what it belongs to, so that it cannot be moved to another row.</summary>
/// <param name="Id">The member's id, or the guest's order id.</param>
internal sealed record PersonKey(Guid Id, byte[] Key)
{
    public static PersonKey New(Guid id) => new(id, RandomNumberGenerator.GetBytes(32));

    public byte[] Seal<T>(T value, Guid boundTo) =>
        MasterKey.Seal(Key, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, MaruJson.Internal), boundTo.ToByteArray());

    public T Open<T>(byte[] sealedBytes, Guid boundTo) =>
        System.Text.Json.JsonSerializer.Deserialize<T>(MasterKey.Open(Key, sealedBytes, boundTo.ToByteArray()), MaruJson.Internal)!;

    public byte[] Wrap(byte[] wrappingKey) => MasterKey.Seal(wrappingKey, Key, Id.ToByteArray());

    public static PersonKey Unwrap(Guid id, byte[] wrapped, byte[] wrappingKey) => new(id, MasterKey.Open(wrappingKey, wrapped, id.ToByteArray()));
}
