using Maru.Platform.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Maru.Platform.Events;

/// <summary>
/// Events that a subscriber could not handle. A failed event parks its key: later events of that key queue up behind it, all others go on.
/// It is tried again with back-off; after <see cref="MaxAttempts"/> it is dead and waits for somebody to replay or discard it.
/// </summary>
internal sealed class ParkedEvents(IServiceProvider services, TimeProvider time, ILogger<ParkedEvents> log)
{
    public const int MaxAttempts = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    public async Task<HashSet<string>> KeysAsync(Subscription subscription, int lane, Transaction transaction, CancellationToken ct) =>
        [.. await transaction.QueryAsync<string>("select distinct key from parked where subscription = @Name and lane = @lane", new { subscription.Name, lane }, ct)];

    public Task ParkAsync(Subscription subscription, int lane, string source, LogEvent happened, Exception exception, Transaction transaction, CancellationToken ct) =>
        InsertAsync(subscription, lane, source, happened, attempts: 1, time.GetUtcNow() + DelayAfter(1), exception.ToString(), transaction, ct);

    public async Task ParkBehindAsync(
        Subscription subscription, int lane, string source, IReadOnlyList<LogEvent> events, Transaction transaction, CancellationToken ct)
    {
        foreach (var happened in events)
        {
            await InsertAsync(subscription, lane, source, happened, attempts: 0, time.GetUtcNow(), null, transaction, ct);
        }
    }

    /// <summary>Tries the first event of each parked key whose time has come.</summary>
    /// <returns>Whether anything was tried; then <paramref name="transaction"/> must be committed.</returns>
    public async Task<bool> RetryDueAsync(Subscription subscription, int lane, Transaction transaction, CancellationToken ct)
    {
        var due = await transaction.QueryAsync<ParkedRow>(
            """
            select * from (
                select distinct on (key) sequence, source, position, id, type, key, data::text as data, trace, at, attempts, next_attempt_at, dead
                from parked where subscription = @Name and lane = @lane order by key, sequence) heads
            where not dead and next_attempt_at <= @now order by sequence limit 32
            """,
            new { subscription.Name, lane, now = time.GetUtcNow() }, ct);
        foreach (var row in due)
        {
            await RetryAsync(subscription, row, transaction, ct);
        }

        return due.Count > 0;
    }

    private async Task RetryAsync(Subscription subscription, ParkedRow row, Transaction transaction, CancellationToken ct)
    {
        const string savepoint = "retry";
        var eventsBefore = transaction.PendingEvents;
        await transaction.SaveAsync(savepoint, ct);
        try
        {
            var happened = new LogEvent(row.Position, row.Id, row.Type, row.Key, row.Data, row.Trace, row.At);
            await Invocation.RunAsync(subscription, row.Source, [happened], transaction, services, ct);
            await transaction.SendLastAsync(ct);
            await transaction.ExecuteAsync("delete from parked where sequence = @Sequence", new { row.Sequence }, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException and not NpgsqlException { IsTransient: true })
        {
            await transaction.RollbackToAsync(savepoint, eventsBefore, ct);
            var attempts = row.Attempts + 1;
            var dead = attempts >= MaxAttempts;
            if (dead)
            {
                EventLog.Dead(log, subscription.ToString(), row.Type, row.Id, attempts, e);
            }
            else
            {
                EventLog.Parked(log, subscription.ToString(), row.Type, row.Id, attempts, e);
            }

            await transaction.ExecuteAsync(
                "update parked set attempts = @attempts, next_attempt_at = @next, dead = @dead, error = @error where sequence = @Sequence",
                new { row.Sequence, attempts, next = time.GetUtcNow() + DelayAfter(attempts), dead, error = e.ToString() }, ct);
        }
    }

    private static TimeSpan DelayAfter(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, attempts - 1);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private static Task InsertAsync(
        Subscription subscription, int lane, string source, LogEvent happened, int attempts, DateTimeOffset next, string? error, Transaction transaction,
        CancellationToken ct) => transaction.ExecuteAsync(
        """
        insert into parked (subscription, source, position, lane, id, type, key, data, trace, at, attempts, next_attempt_at, error)
        values (@Name, @source, @Position, @lane, @Id, @Type, @Key, @Data::json, @Trace, @At, @attempts, @next, @error)
        """,
        new
        {
            subscription.Name, source, happened.Position, lane, happened.Id, happened.Type, happened.Key, happened.Data, happened.Trace, happened.At,
            attempts, next, error,
        }, ct);

    private sealed record ParkedRow(
        long Sequence, string Source, long Position, Guid Id, string Type, string Key, string Data, string? Trace, DateTime At, int Attempts,
        DateTime NextAttemptAt, bool Dead);
}
