using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Messages;
using Maru.Platform.Data;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>Writes down what a provider or a device says became of a message. Reports come late, twice and out of order: a state is only ever left for one further on.</summary>
internal sealed class ReportDesk(Database<NotificationsModule> database, MessageStore store, TimeProvider time)
{
    public async Task ApplyAsync(MessageId message, Report report, CancellationToken ct)
    {
        if (report.State == MessageState.Failed)
        {
            await store.GiveUpAsync(message, report.Error ?? "not-delivered", ct);
            return;
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
}

/// <param name="State">Delivered, Opened or Failed.</param>
internal sealed record Report(MessageState State, string? Error = null);
