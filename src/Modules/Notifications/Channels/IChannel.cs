using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Sending;
using Maru.Modules.Notifications.Texts;

namespace Maru.Modules.Notifications.Channels;

/// <summary>
/// A way out. Implementations talk a provider's wire format and decide nothing. Sending the same message twice must be bearable: after a crash or a
/// lost answer it comes again under the same id, which the receiving side can recognise. All of them pass the same compliance suite.
/// </summary>
internal interface IChannel
{
    NotificationChannel Kind { get; }

    /// <summary>Who carries it: lower case, kept with every message.</summary>
    string Provider { get; }

    /// <summary>How many messages are handed over at once.</summary>
    int BatchSize { get; }

    /// <summary>One answer for each message, in their order. Expected failures are answers; nothing is thrown for what the other side does.</summary>
    Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct);
}

/// <summary>A message as it leaves: written, and to whom.</summary>
/// <param name="CreatedAt">The date it bears, the same whenever it is tried.</param>
internal sealed record Outgoing(MessageId Id, string Topic, UserId? User, Recipient To, Written Content, DateTimeOffset CreatedAt, bool Urgent);

internal enum DeliveryOutcome
{
    /// <summary>The other side took it.</summary>
    Accepted,

    /// <summary>Not now, or nobody knows: it is tried again.</summary>
    Temporary,

    /// <summary>Trying again is no use.</summary>
    Permanent,
}

/// <param name="Error">Null if it was accepted; else a code without personal data.</param>
/// <param name="RetryAfter">How long the other side asks to be left alone.</param>
/// <param name="ProviderId">The provider's name for the message.</param>
internal readonly record struct Delivery(DeliveryOutcome Outcome, string? Error = null, TimeSpan? RetryAfter = null, string? ProviderId = null)
{
    public static Delivery Accepted(string? providerId = null) => new(DeliveryOutcome.Accepted, ProviderId: providerId);

    public static Delivery Later(string error, TimeSpan? after = null) => new(DeliveryOutcome.Temporary, error, after);

    public static Delivery Never(string error) => new(DeliveryOutcome.Permanent, error);
}
