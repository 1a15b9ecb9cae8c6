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

    Task<IReadOnlyList<TemplateView>> ListTemplatesAsync(CancellationToken ct);

    /// <summary>The template with an example's data, as a person would get it; null if there is no such template.</summary>
    /// <param name="language">ko or en.</param>
    Task<MailContent?> PreviewAsync(string topic, string language, CancellationToken ct);
}

/// <summary>The mail the shop keeps for itself where no other way out is set up. It holds personal data.</summary>
public interface IMailBox
{
    /// <summary>Newest first.</summary>
    /// <param name="address">A whole address, or null for all: addresses are sealed, so parts of one cannot be searched.</param>
    Task<Page<MailSummary>> ListAsync(string? address, PageRequest page, CancellationToken ct);

    Task<MailView?> ReadAsync(MessageId id, CancellationToken ct);
}

public enum MessageState
{
    /// <summary>Waits for its turn, or for another attempt.</summary>
    Queued,

    /// <summary>Handed over to the channel.</summary>
    Sent,

    /// <summary>The channel says it arrived.</summary>
    Delivered,
    Opened,

    /// <summary>Given up; it can be sent again by hand.</summary>
    Failed,
}

public sealed record MessageQuery(MessageState? State, string? Topic, OrderId? Order, UserId? User, PageRequest Page);

/// <param name="Error">Why the last attempt failed: a code, without personal data.</param>
public sealed record MessageView(
    MessageId Id, string Topic, string Channel, MessageState State, OrderId? Order, UserId? User, int Attempts, string? Error, DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt, DateTimeOffset? SentAt);

public sealed record OrderMessage(OrderId Order, string Topic, MessageState State);

public sealed record MessageCounts(long Queued, long Sent, long Delivered, long Opened, long Failed);

public sealed record TemplateView(string Topic, LocalizedText Subject);

public sealed record MailContent(string Subject, string Text, string Html);

public sealed record MailSummary(MessageId Id, string Topic, string To, string Subject, OrderId? Order, DateTimeOffset At);

public sealed record MailView(MessageId Id, string Topic, string To, string Subject, string Text, string Html, OrderId? Order, DateTimeOffset At);
