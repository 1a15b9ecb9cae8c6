using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;
using Maru.Platform.Http;

namespace Maru.Modules.Notifications.Messages;

internal sealed class NotificationDesk(Database<NotificationsModule> database, MessageQueue queue) : INotifications
{
    private const int MostAtOnce = 1000;
    private const int LongestValue = 500;

    public async Task<Result<Done>> NotifyAsync(IReadOnlyList<Notification> notifications, CancellationToken ct)
    {
        var errors = new FieldErrors().Unless(notifications.Count <= MostAtOnce, "notifications", "are too many at once");
        foreach (var notification in notifications)
        {
            // The topics of orders and accounts carry what only events bring.
            if (Topics.All.GetValueOrDefault(notification.Topic) is not { Kind: not (NotificationKind.Orders or NotificationKind.Account) } topic || notification.Topic == Topics.Digest)
            {
                errors.Unless(false, "topic", $"'{notification.Topic}' is no topic that can be asked for");
                continue;
            }

            foreach (var (name, value) in notification.Values)
            {
                errors.Unless(topic.Variables.Any(v => v.Name == name && v.Items is null), "values", $"{notification.Topic} has no value {name}")
                    .Unless(value is { Length: <= LongestValue } && !value.Any(char.IsControl), "values", $"{name} must be one line of at most {LongestValue} characters");
            }
        }

        if (errors.ToFailure() is { } invalid)
        {
            return invalid;
        }

        await using var transaction = await database.BeginAsync(ct);
        await queue.AddAsync(
            transaction, [.. notifications.Select(n => (n.Cause, new Draft(n.Topic, null, n.User, new Facts(Values: n.Values), NotBefore: n.NotBefore)))], ct);
        await transaction.CommitAsync(ct);
        return Done.Value;
    }
}
