using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Preferences;

/// <summary>By which channels a kind of message goes out, and what a person may decide about it.</summary>
internal static class ChannelRules
{
    private static readonly NotificationChannel[] Order = [NotificationChannel.Push, NotificationChannel.WebPush, NotificationChannel.Mail, NotificationChannel.Sms];

    /// <summary>Mail about orders and the account cannot be switched off: it is proof of what was agreed, and the way back into an account.</summary>
    public static bool IsLocked(NotificationKind kind, NotificationChannel channel) =>
        channel == NotificationChannel.Mail && !IsOptional(kind);

    /// <summary>What holds where the person chose nothing.</summary>
    public static bool IsOnByDefault(NotificationKind kind, NotificationChannel channel) => kind switch
    {
        NotificationKind.Marketing => false,
        NotificationKind.Rewards => channel is NotificationChannel.InApp or NotificationChannel.Push or NotificationChannel.WebPush,
        _ => channel != NotificationChannel.Sms,
    };

    public static bool IsOptional(NotificationKind kind) => kind is not (NotificationKind.Orders or NotificationKind.Account);

    /// <summary>Pushed messages wake people up; mail and the page in the shop wait by themselves.</summary>
    public static bool Disturbs(NotificationChannel channel) => channel is NotificationChannel.Sms or NotificationChannel.Push or NotificationChannel.WebPush;

    /// <summary>Where a message goes that its channel could not bring, those tried before left out; null gives up.</summary>
    public static NotificationChannel? FallbackOf(NotificationChannel failed, IReadOnlySet<NotificationChannel> possible, IReadOnlySet<NotificationChannel> tried) =>
        failed == NotificationChannel.InApp ? null
        : Order.Where(c => c != failed && possible.Contains(c) && !tried.Contains(c)).Select(c => (NotificationChannel?)c).FirstOrDefault();
}
