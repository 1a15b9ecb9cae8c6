using Maru.Contracts;
using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Channels.Texting;
using Maru.Modules.Notifications.Messages;

namespace Maru.Modules.Notifications.Sending;

/// <summary>Finds out who gets a message, at the moment it is sent: the log and the queue know no addresses.</summary>
internal sealed class Recipients(IOrdering ordering, IIdentity identity)
{
    /// <summary>Null if there is nobody (any more), or no address for the channel.</summary>
    public async Task<Recipient?> FindAsync(Message message, CancellationToken ct)
    {
        if (message.Order is { } id)
        {
            return await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is { } order
                ? Reachable(message, new Recipient(message.User, order.Email, order.ShippingAddress.Name, LanguageOf(order.Language), order.ShippingAddress.Phone, order))
                : null;
        }

        return message.User is { } user && await identity.FindAsync(user, ct) is { } profile
            ? Reachable(message, new Recipient(user, profile.Email, profile.Name, LanguageOf(profile.Language), profile.Phone, null))
            : null;
    }

    private static string LanguageOf(string language) => language == "ko" ? "ko" : "en";

    private static Recipient? Reachable(Message message, Recipient found) => message.Channel switch
    {
        NotificationChannel.Mail => found.Address.Length > 0 ? found : null,
        NotificationChannel.Sms => PhoneNumber.International(found.Phone, found.Order?.ShippingAddress.Country ?? "KR") is { } number ? found with { Phone = number } : null,
        _ => found.User is null ? null : found,
    };
}

/// <param name="Phone">In international form, where the message goes there.</param>
internal sealed record Recipient(UserId? User, string Address, string Name, string Language, string? Phone, OrderView? Order);
