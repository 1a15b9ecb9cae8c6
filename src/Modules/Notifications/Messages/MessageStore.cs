using System.Text;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Messages;

/// <summary>Takes messages that are due and writes down what became of them.</summary>
internal sealed class MessageStore(Database<NotificationsModule> database, MasterKey master, TimeProvider time)
{
    /// <summary>How long a process keeps what it took; if it dies, another sends it after that.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Message>> TakeDueAsync(int most, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var rows = await database.QueryAsync<Row>(
            """
            update messages set attempts = attempts + 1, next_attempt_at = @lease
            where id in (select id from messages where state = 'Queued' and next_attempt_at <= @now order by next_attempt_at limit @most for update skip locked)
            returning id, topic, order_id, user_id, facts::text as facts, secret, attempts
            """,
            new { now, lease = now + Lease, most }, ct);
        return [.. rows.Select(Read)];
    }

    public Task SentAsync(Transaction transaction, IReadOnlyList<MessageId> messages, CancellationToken ct) => transaction.ExecuteAsync(
        "update messages set state = 'Sent', sent_at = @now, next_attempt_at = null, error = null, secret = null where id = any(@ids) and state = 'Queued'",
        new { now = time.GetUtcNow(), ids = messages.Select(m => m.Value).ToArray() }, ct);

    /// <param name="again">Null gives up.</param>
    public Task FailedAsync(MessageId message, string error, DateTimeOffset? again, CancellationToken ct) => database.ExecuteAsync(
        "update messages set error = @error, next_attempt_at = @again, state = case when @again::timestamptz is null then 'Failed' else state end where id = @message and state = 'Queued'",
        new { message, error, again }, ct);

    private Message Read(Row row) => new(
        row.Id, row.Topic, row.OrderId, row.UserId, MaruJson.Read<Facts>(row.Facts),
        row.Secret is { } secret ? Encoding.UTF8.GetString(master.Open(secret, row.Id.Value.ToByteArray())) : null, row.Attempts);

    private sealed record Row(MessageId Id, string Topic, OrderId? OrderId, UserId? UserId, string Facts, byte[]? Secret, int Attempts);
}
