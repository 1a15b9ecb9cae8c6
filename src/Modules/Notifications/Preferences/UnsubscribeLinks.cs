using System.Buffers.Text;
using System.Security.Cryptography;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Auth;

namespace Maru.Modules.Notifications.Preferences;

/// <summary>
/// Links that switch mail off without a sign-in (RFC 8058). The token is who and which kinds, signed: nothing is stored, it does not run out, and it
/// lets its bearer do nothing else.
/// </summary>
internal sealed class UnsubscribeLinks(NotificationsOptions options, MasterKey master)
{
    public const string Path = "/notifications/unsubscribe";
    private const int SignatureLength = 16;
    private const int TokenLength = 16 + 1 + SignatureLength;

    private readonly byte[] _key = master.Derive("notifications unsubscribe links");

    /// <summary>Empty where the mail cannot be switched off.</summary>
    public IReadOnlyList<NotificationKind> KindsOf(Topic topic) =>
        topic.Name == Topics.Digest ? [.. Enum.GetValues<NotificationKind>().Where(ChannelRules.IsOptional)]
        : ChannelRules.IsOptional(topic.Kind) ? [topic.Kind]
        : [];

    public string AddressOf(UserId user, IReadOnlyList<NotificationKind> kinds) => $"{options.PublicAddress}{Path}?token={Token(user, kinds)}";

    public string Token(UserId user, IReadOnlyList<NotificationKind> kinds)
    {
        Span<byte> token = stackalloc byte[TokenLength];
        user.Value.TryWriteBytes(token, bigEndian: true, out _);
        token[16] = (byte)kinds.Aggregate(0, (bits, kind) => bits | (1 << (int)kind));
        Sign(token[..17]).CopyTo(token[17..]);
        return Base64Url.EncodeToString(token);
    }

    public (UserId User, IReadOnlyList<NotificationKind> Kinds)? Read(string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenLength];
        if (token is null || token.Length != Base64Url.GetEncodedLength(TokenLength) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) ||
            length != TokenLength || !CryptographicOperations.FixedTimeEquals(Sign(bytes[..17]), bytes[17..]))
        {
            return null;
        }

        var bits = bytes[16];
        return (UserId.From(new Guid(bytes[..16], bigEndian: true)), [.. Enum.GetValues<NotificationKind>().Where(k => (bits & (1 << (int)k)) != 0)]);
    }

    private byte[] Sign(ReadOnlySpan<byte> value) => HMACSHA256.HashData(_key, value)[..SignatureLength];
}
