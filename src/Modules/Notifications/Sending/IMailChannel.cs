using Maru.Contracts.Notifications;

namespace Maru.Modules.Notifications.Sending;

/// <summary>A way out for mail. Sending the same message twice must be bearable: after a crash a message may come again, under the same id.</summary>
internal interface IMailChannel
{
    string Name { get; }

    /// <summary>One answer for each mail, in their order.</summary>
    Task<IReadOnlyList<Delivery>> SendAsync(IReadOnlyList<Mail> mails, CancellationToken ct);
}

internal sealed record Mail(MessageId Id, string Topic, string To, string Language, MailContent Content);

/// <param name="Error">Null if it was handed over; else a code without personal data.</param>
/// <param name="Permanent">Trying again is no use.</param>
internal readonly record struct Delivery(string? Error, bool Permanent)
{
    public static Delivery Done { get; }
}

/// <summary>The way out that mail takes in this shop.</summary>
internal sealed record MailChannels(IMailChannel Mail);
