using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>Writes down what a provider or a device says became of a message. Reports come late, twice and out of order: a state is only ever left for one further on.</summary>
internal sealed class ReportDesk(Database<NotificationsModule> database, MessageStore store, PreferenceStore preferences, UnsubscribeLinks unsubscribe, TimeProvider time)
{
    public async Task ApplyAsync(MessageId message, Report report, CancellationToken ct)
    {
        if (report.State == MessageState.Failed)
        {
            await store.GiveUpAsync(message, report.Error ?? "not-delivered", ct);
            return;
        }

        if (report.Unwanted)
        {
            await StopAsync(message, ct);
        }

        // A report may overtake the answer that says the message was taken.
        await database.ExecuteAsync(
            report.State == MessageState.Opened
                ? """
                  update messages set state = 'Opened', opened_at = @now, delivered_at = coalesce(delivered_at, @now), sent_at = coalesce(sent_at, @now), next_attempt_at = null, error = null, secret = null
                  where id = @message and state in ('Queued', 'Sent', 'Delivered') and attempts > 0
                  """
                : """
                  update messages set state = 'Delivered', delivered_at = @now, sent_at = coalesce(sent_at, @now), next_attempt_at = null, error = null, secret = null
                  where id = @message and state in ('Queued', 'Sent') and attempts > 0
                  """,
            new { message, now = time.GetUtcNow() }, ct);
    }

    private async Task StopAsync(MessageId message, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var row = await transaction.QuerySingleOrDefaultAsync<Row>("select topic, user_id from messages where id = @message", new { message }, ct);
        if (row?.UserId is { } user && Topics.All.GetValueOrDefault(row.Topic) is { } topic && unsubscribe.KindsOf(topic) is { Count: > 0 } kinds)
        {
            await preferences.SaveChoicesAsync(transaction, user, [.. kinds.Select(k => new PreferenceChange(k, NotificationChannel.Mail, false))], "complaint", time.GetUtcNow(), ct);
            await transaction.CommitAsync(ct);
        }
    }

    private sealed record Row(string Topic, UserId? UserId);
}

/// <param name="State">Delivered, Opened or Failed.</param>
/// <param name="Unwanted">The person complained, or asked the provider to stop.</param>
internal sealed record Report(MessageState State, string? Error = null, bool Unwanted = false);
