namespace Maru.Contracts.Notifications;

/// <summary>How another module has people told of something for which there is no event the hub follows.</summary>
public interface INotifications
{
    /// <summary>
    /// Queues messages by the channels each person wants. The same cause and topic are queued once, however often they are asked for, so this may be
    /// called again after a crash. A topic that is unknown, or a value it does not have, fails the whole call.
    /// </summary>
    Task<Result<Done>> NotifyAsync(IReadOnlyList<Notification> notifications, CancellationToken ct);
}

/// <param name="Cause">What it tells of: an event's id, or any id that is the same when asked again.</param>
/// <param name="Topic">The template's name, such as "back-in-stock".</param>
/// <param name="Values">What the text needs. No personal data: it is kept as it is.</param>
/// <param name="NotBefore">The earliest moment to send it; null sends it now.</param>
public sealed record Notification(Guid Cause, string Topic, UserId User, IReadOnlyDictionary<string, string> Values, DateTimeOffset? NotBefore = null);

public enum NotificationChannel
{
    Mail,
    Sms,

    /// <summary>To an app on a phone.</summary>
    Push,

    /// <summary>To a browser.</summary>
    WebPush,

    /// <summary>In the shop, on the person's own page.</summary>
    InApp,
}

/// <summary>What people decide on: topics of a kind are switched on and off together.</summary>
public enum NotificationKind
{
    /// <summary>One's orders. Mail of it cannot be switched off.</summary>
    Orders,

    /// <summary>One's account and its safety. Mail of it cannot be switched off.</summary>
    Account,

    /// <summary>Goods one watches: price, stock, similar ones.</summary>
    Watched,

    /// <summary>Tiers, points, badges.</summary>
    Rewards,

    /// <summary>What other people ask of one: invitations.</summary>
    Social,

    /// <summary>Advertising. Off until the person agrees; what was agreed is kept in a ledger.</summary>
    Marketing,

    /// <summary>For those who work in the shop.</summary>
    Staff,
}

public enum DigestRhythm
{
    /// <summary>Each message by itself.</summary>
    None,

    /// <summary>One mail a day, at 9 o'clock.</summary>
    Daily,

    /// <summary>One mail a week, on Monday at 9 o'clock.</summary>
    Weekly,
}
