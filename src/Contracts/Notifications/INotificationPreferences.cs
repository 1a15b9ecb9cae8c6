namespace Maru.Contracts.Notifications;

/// <summary>What a person wants to be told of, how and when.</summary>
public interface INotificationPreferences
{
    Task<PreferencesView> GetAsync(UserId user, CancellationToken ct);

    /// <summary>Changes what is given and leaves the rest. A switch that is locked cannot be turned off.</summary>
    Task<Result<PreferencesView>> ChangeAsync(UserId user, PreferencesChange change, CancellationToken ct);

    /// <summary>What the link at the end of a mail would switch off; changes nothing. Null if the link is not one of ours.</summary>
    Task<UnsubscribeView?> ReadUnsubscribeAsync(string token, CancellationToken ct);

    /// <summary>Does it, without a sign-in (RFC 8058). Doing it again is no error.</summary>
    Task<Result<UnsubscribeView>> UnsubscribeAsync(string token, CancellationToken ct);
}

/// <param name="TimeZone">IANA name; quiet hours and the digest are by its clock.</param>
/// <param name="Digest">Mail of kinds that can be switched off, gathered.</param>
public sealed record PreferencesView(IReadOnlyList<PreferenceView> Items, string TimeZone, QuietHoursView? QuietHours, DigestRhythm Digest);

/// <param name="Locked">Always on.</param>
/// <param name="Available">The shop has this channel set up.</param>
public sealed record PreferenceView(NotificationKind Kind, NotificationChannel Channel, bool On, bool Locked, bool Available);

/// <summary>From one time of the day to another, over midnight if need be; nothing but mail and urgent messages comes in between.</summary>
public sealed record QuietHoursView(TimeOnly From, TimeOnly To);

/// <param name="NoQuietHours">Takes quiet hours away.</param>
public sealed record PreferencesChange(
    IReadOnlyList<PreferenceChange>? Items = null, string? TimeZone = null, QuietHoursView? QuietHours = null, bool NoQuietHours = false, DigestRhythm? Digest = null);

public sealed record PreferenceChange(NotificationKind Kind, NotificationChannel Channel, bool On);

/// <param name="Kinds">Of which mail is switched off.</param>
/// <param name="Language">Of the person, for the page.</param>
public sealed record UnsubscribeView(IReadOnlyList<NotificationKind> Kinds, bool On, string Language);

/// <summary>A person's browsers and apps that take pushed messages.</summary>
public interface IPushSubscriptions
{
    /// <summary>The key a browser subscribes with (applicationServerKey), base64url.</summary>
    Task<string> GetWebPushKeyAsync(CancellationToken ct);

    /// <summary>Keeps what the browser's PushManager gave. An address that another person registered before is theirs no more: the browser changed hands.</summary>
    Task<Result<PushSubscriptionView>> AddBrowserAsync(UserId user, BrowserSubscription subscription, CancellationToken ct);

    Task<Result<PushSubscriptionView>> AddAppAsync(UserId user, AppToken token, CancellationToken ct);

    Task<IReadOnlyList<PushSubscriptionView>> ListAsync(UserId user, CancellationToken ct);

    Task<Result<Done>> RemoveAsync(UserId user, SubscriptionId id, CancellationToken ct);
}

/// <param name="P256dh">The browser's public key, base64url of 65 bytes.</param>
/// <param name="Auth">The shared secret, base64url of 16 bytes.</param>
public sealed record BrowserSubscription(string Endpoint, string P256dh, string Auth, string? Device = null);

/// <param name="Platform">"fcm" or "apns".</param>
public sealed record AppToken(string Platform, string Token, string? Device = null);

/// <param name="Platform">"web", "fcm" or "apns".</param>
public sealed record PushSubscriptionView(SubscriptionId Id, string Platform, string? Device, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

/// <summary>Messages in the shop.</summary>
public interface INotificationInbox
{
    /// <summary>Newest first.</summary>
    Task<Page<InboxItem>> ListAsync(UserId user, bool unreadOnly, PageRequest page, CancellationToken ct);

    Task<long> CountUnreadAsync(UserId user, CancellationToken ct);

    Task<Result<Done>> MarkReadAsync(UserId user, MessageId id, CancellationToken ct);

    Task MarkAllReadAsync(UserId user, CancellationToken ct);
}

/// <param name="Link">Where it leads, in the shop; null leads nowhere.</param>
public sealed record InboxItem(MessageId Id, string Topic, string Title, string Text, string? Link, DateTimeOffset At, DateTimeOffset? ReadAt);
