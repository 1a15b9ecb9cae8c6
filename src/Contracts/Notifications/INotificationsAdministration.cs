using System.Text.RegularExpressions;

namespace Maru.Contracts.Notifications;

/// <summary>The back office's view of what was sent to whom. Who may look is checked before, by the endpoint's or the page's permission.</summary>
public interface INotificationsAdministration
{
    /// <summary>Newest first.</summary>
    Task<Page<MessageView>> ListAsync(MessageQuery query, CancellationToken ct);

    Task<MessageView?> FindAsync(MessageId id, CancellationToken ct);

    /// <summary>Sends a failed message again; the recipient is looked up anew.</summary>
    Task<Result<MessageView>> RetryAsync(MessageId id, string actor, CancellationToken ct);

    /// <summary>What there is for these orders, whatever became of it: for proofs.</summary>
    Task<IReadOnlyList<OrderMessage>> GetOfOrdersAsync(IReadOnlyList<OrderId> orders, CancellationToken ct);

    Task<MessageCounts> GetCountsAsync(CancellationToken ct);

    /// <summary>Every channel, and by whom it is carried here.</summary>
    Task<IReadOnlyList<ChannelView>> ListChannelsAsync(CancellationToken ct);
}

/// <summary>The texts of messages. Saving one makes a new version; older ones stay and can be brought back.</summary>
public interface ITemplateAdministration
{
    Task<IReadOnlyList<TemplateView>> ListAsync(CancellationToken ct);

    /// <param name="language">ko or en.</param>
    /// <param name="version">Null for the one in force; 0 is the one Maru came with.</param>
    Task<TemplateDetail?> FindAsync(string topic, string language, int? version, CancellationToken ct);

    /// <summary>Every mistake is named: a variable the topic does not have, a section that is not closed.</summary>
    Task<Result<TemplateDetail>> SaveAsync(string topic, string language, TemplateContent content, string actor, CancellationToken ct);

    /// <summary>The template with an example's data, as a person would get it.</summary>
    /// <param name="draft">What is not saved yet; null shows the one in force.</param>
    Task<Result<TemplatePreview>> PreviewAsync(string topic, string language, TemplateContent? draft, CancellationToken ct);

    /// <summary>Sends the one in force, with an example's data, to somebody who works in the shop.</summary>
    Task<Result<Done>> SendTestAsync(string topic, string language, NotificationChannel channel, UserId to, string actor, CancellationToken ct);
}

/// <summary>The mail the shop keeps for itself where no other way out is set up. It holds personal data.</summary>
public interface IMailBox
{
    /// <summary>Newest first.</summary>
    /// <param name="address">A whole address, or null for all: addresses are sealed, so parts of one cannot be searched.</param>
    Task<Page<MailSummary>> ListAsync(string? address, PageRequest page, CancellationToken ct);

    Task<MailView?> ReadAsync(MessageId id, CancellationToken ct);

    /// <summary>Forgets all mail to an address: for a guest who asks for it. That messages were sent stays on record.</summary>
    /// <returns>How many there were.</returns>
    Task<int> EraseAsync(string address, string actor, CancellationToken ct);
}

public enum MessageState
{
    /// <summary>Waits for its turn, for the end of quiet hours, or for another attempt.</summary>
    Queued,

    /// <summary>Waits for the person's digest.</summary>
    Collected,

    /// <summary>Went out as part of a digest.</summary>
    Digested,

    /// <summary>Handed over to the channel.</summary>
    Sent,

    /// <summary>The channel says it arrived.</summary>
    Delivered,
    Opened,

    /// <summary>Given up; it can be sent again by hand.</summary>
    Failed,
}

public sealed record MessageQuery(
    MessageState? State, string? Topic, OrderId? Order, UserId? User, PageRequest Page, NotificationChannel? Channel = null, NotificationKind? Kind = null);

/// <param name="Provider">Who carried it, once it was tried: "smtp", "mailbox", "twilio" ...</param>
/// <param name="Error">Why the last attempt failed: a code, without personal data.</param>
/// <param name="FallbackOf">The message this one stands in for, whose channel did not reach the person.</param>
/// <param name="Digest">The digest that carried it.</param>
public sealed record MessageView(
    MessageId Id, string Topic, NotificationKind Kind, NotificationChannel Channel, string? Provider, MessageState State, OrderId? Order, UserId? User, int Attempts,
    string? Error, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? OpenedAt,
    MessageId? FallbackOf, MessageId? Digest);

public sealed record OrderMessage(OrderId Order, string Topic, NotificationChannel Channel, MessageState State);

public sealed record MessageCounts(long Queued, long Collected, long Sent, long Delivered, long Opened, long Failed);

/// <param name="Provider">Null: this shop does not have the channel.</param>
public sealed record ChannelView(NotificationChannel Channel, string? Provider, long Queued, long Failed);

/// <param name="Channels">Those it goes out by where a person did not choose otherwise.</param>
public sealed record TemplateView(
    string Topic, NotificationKind Kind, LocalizedText Subject, int KoVersion, int EnVersion, IReadOnlyList<NotificationChannel> Channels);

public sealed record TemplateDetail(
    string Topic, NotificationKind Kind, string Language, int Version, bool InForce, TemplateContent Content, IReadOnlyList<TemplateVariable> Variables,
    IReadOnlyList<TemplateVersion> Versions);

/// <summary>
/// <c>{{name}}</c> puts a value in, <c>{{#name}}...{{/name}}</c> shows a part for each item of a list or if there is a value,
/// <c>{{^name}}...{{/name}}</c> if there is none. There is nothing else: a template cannot run anything.
/// </summary>
/// <param name="Subject">Of the mail; the title elsewhere.</param>
/// <param name="Text">Of the mail. Paragraphs are divided by an empty line, lines that begin with "- " make a list.</param>
/// <param name="Html">The mail's inner HTML, values escaped; null makes it of the text.</param>
/// <param name="Brief">One or two sentences for SMS, push and the page of messages.</param>
/// <param name="Action">What the button says, where the topic leads somewhere.</param>
public sealed record TemplateContent(string Subject, string Text, string? Html, string Brief, string? Action);

/// <param name="Items">Names inside each item, where it is a list.</param>
public sealed record TemplateVariable(string Name, string Example, IReadOnlyList<string>? Items);

/// <param name="Actor">Null for the version Maru came with.</param>
public sealed record TemplateVersion(int Version, string? Actor, DateTimeOffset? At);

public sealed record TemplatePreview(MailContent Mail, string Title, string Brief);

public sealed record MailContent(string Subject, string Text, string Html);

public sealed record MailSummary(MessageId Id, string Topic, string To, string Subject, OrderId? Order, DateTimeOffset At);

public sealed partial record MailView(MessageId Id, string Topic, string To, string Subject, string Text, string Html, OrderId? Order, DateTimeOffset At)
{
    /// <summary>
    /// As staff may see it: a link for a new password would let its reader become the person it was sent to. Only who may do everything anyhow sees those.
    /// </summary>
    public MailView SeenBy(Func<string, bool> may) =>
        Topic is not ("reset-password" or "verify-email") || Identity.Permissions.All.All(may)
            ? this
            : this with { Text = Key().Replace(Text, "$1…"), Html = Key().Replace(Html, "$1…") };

    [GeneratedRegex("(token=)[A-Za-z0-9_%-]+")]
    private static partial Regex Key();
}
