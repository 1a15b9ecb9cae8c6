using System.Buffers.Text;
using System.Security.Cryptography;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>Addresses that come with a pushed message, by which the device says that it arrived or was opened. The message's id, signed: it lets its bearer say that, of this message.</summary>
internal sealed class ReceiptLinks(NotificationsOptions options, MasterKey master)
{
    public const string Path = "/api/v1/notifications/receipts";
    private const int SignatureLength = 16;
    private const int TokenLength = 16 + SignatureLength;

    private readonly byte[] _key = master.Derive("notifications receipts");

    public string AddressOf(MessageId id) => $"{options.PublicAddress}{Path}/{Token(id)}";

    public string Token(MessageId id)
    {
        Span<byte> token = stackalloc byte[TokenLength];
        id.Value.TryWriteBytes(token, bigEndian: true, out _);
        Sign(token[..16]).CopyTo(token[16..]);
        return Base64Url.EncodeToString(token);
    }

    public MessageId? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[TokenLength];
        return token.Length == Base64Url.GetEncodedLength(TokenLength) && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var length) && length == TokenLength &&
            CryptographicOperations.FixedTimeEquals(Sign(bytes[..16]), bytes[16..])
            ? MessageId.From(new Guid(bytes[..16], bigEndian: true))
            : null;
    }

    private byte[] Sign(ReadOnlySpan<byte> value) => HMACSHA256.HashData(_key, value)[..SignatureLength];
}
