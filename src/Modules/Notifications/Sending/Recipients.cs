using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.Messages;

namespace Maru.Modules.Notifications.Sending;

/// <summary>Finds out who gets a message, at the moment it is sent: the log and the queue know no addresses.</summary>
internal sealed class Recipients(IOrdering ordering, IIdentity identity)
{
    /// <summary>Null if there is nobody (any more).</summary>
    public async Task<Recipient?> FindAsync(Message message, CancellationToken ct)
    {
        if (message.Order is { } id)
        {
            return await ordering.FindAsync(id, OrderAccess.OfStaff, ct) is { Email.Length: > 0 } order
                ? new Recipient(order.Email, order.ShippingAddress.Name, order.Language, order)
                : null;
        }

        return message.User is { } user && await identity.FindAsync(user, ct) is { Email.Length: > 0 } profile
            ? new Recipient(profile.Email, profile.Name, profile.Language, null)
            : null;
    }
}

internal sealed record Recipient(string Address, string Name, string Language, OrderView? Order);
