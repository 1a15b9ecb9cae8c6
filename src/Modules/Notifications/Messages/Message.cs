using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;

namespace Maru.Modules.Notifications.Messages;

/// <summary>A message whose turn has come.</summary>
/// <param name="Admitted">It was counted among the person's messages of an hour before.</param>
internal sealed record Message(
    MessageId Id, string Topic, NotificationKind Kind, NotificationChannel Channel, OrderId? Order, UserId? User, Facts Facts, string? Secret, int Attempts, bool Admitted,
    DateTimeOffset CreatedAt);

/// <summary>What the event said that the text needs. No personal data: this is kept as it is.</summary>
/// <param name="Values">What another module gave for a topic of its own.</param>
/// <param name="Example">A test: the text is filled with example data, in <paramref name="Language"/>.</param>
internal sealed record Facts(
    string? Number = null, Money? Amount = null, string? Carrier = null, string? Tracking = null, PaymentAction? Action = null, DateTimeOffset? Until = null,
    IReadOnlyDictionary<string, string>? Values = null, bool Example = false, string? Language = null);

/// <summary>Something a person is to be told, before it is settled by which channels.</summary>
internal sealed record Draft(string Topic, OrderId? Order, UserId? User, Facts Facts, string? Secret = null, DateTimeOffset? NotBefore = null);
