using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>What one device's push service answered.</summary>
/// <param name="Gone">Nobody is there any more: the subscription is forgotten.</param>
internal readonly record struct PushOutcome(Delivery Delivery, bool Gone = false);

/// <summary>A way to one kind of device.</summary>
internal interface IPushService
{
    /// <summary>"web", "fcm" or "apns".</summary>
    string Platform { get; }

    Task<PushOutcome> PushAsync(PushTarget target, Outgoing message, string receipt, CancellationToken ct);
}

/// <summary>
/// Pushes a message to all of a person's devices of a kind. It was brought if one device got it; where none did, it is tried again as long as one of
/// them may yet. A device that shows the same message twice replaces the first, for it bears the message's id.
/// </summary>
internal sealed class PushChannel(NotificationChannel kind, IReadOnlyList<IPushService> services, PushSubscriptions subscriptions, Receipts.ReceiptLinks receipts) : IChannel
{
    private readonly Dictionary<string, IPushService> _byPlatform = services.ToDictionary(s => s.Platform);

    public NotificationChannel Kind => kind;

    public string Provider { get; } = string.Join('+', services.Select(s => s.Platform));

    public int BatchSize => 50;

    public async Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Outgoing> messages, CancellationToken ct)
    {
        var targets = await subscriptions.TargetsOfAsync([.. messages.Select(m => m.User!.Value).Distinct()], _byPlatform.Keys, ct);
        return await OneByOne.SendAsync(messages, (message, stop) => SendAsync(message, [.. targets[message.User!.Value]], stop), ct);
    }

    private async Task<Delivery> SendAsync(Outgoing message, IReadOnlyList<PushTarget> targets, CancellationToken ct)
    {
        if (targets.Count == 0)
        {
            return Delivery.Never("no-device");
        }

        var outcomes = new List<(PushTarget Target, PushOutcome Outcome)>();
        foreach (var target in targets)
        {
            outcomes.Add((target, await _byPlatform[target.Platform].PushAsync(target, message, receipts.AddressOf(message.Id), ct)));
        }

        await subscriptions.ForgetAsync([.. outcomes.Where(o => o.Outcome.Gone).Select(o => o.Target.Id)], ct);
        var taken = outcomes.Where(o => o.Outcome.Delivery.Outcome == DeliveryOutcome.Accepted).ToArray();
        await subscriptions.UsedAsync([.. taken.Select(o => o.Target.Id)], ct);
        return taken.Length > 0 ? taken[0].Outcome.Delivery
            : outcomes.Select(o => o.Outcome.Delivery).OrderBy(d => d.Outcome == DeliveryOutcome.Temporary ? 0 : 1).First();
    }
}
