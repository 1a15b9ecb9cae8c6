using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Channels;

/// <summary>The channels this shop has; at most one provider for each.</summary>
internal sealed class ChannelSet(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<NotificationChannel, IChannel> _byKind = channels.ToDictionary(c => c.Kind);

    public IReadOnlyCollection<IChannel> All => _byKind.Values;

    public bool Has(NotificationChannel kind) => _byKind.ContainsKey(kind);

    public IChannel? Find(NotificationChannel kind) => _byKind.GetValueOrDefault(kind);
}
