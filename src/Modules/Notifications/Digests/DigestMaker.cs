using System.Globalization;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Data;
using Maru.Platform.Jobs;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Digests;

/// <summary>
/// Makes one mail of what was gathered for a person, when it is due. Gathering, the mail and the time of the next one change in one transaction, so a
/// digest is made once however many processes look, and holds each message once.
/// </summary>
internal sealed class DigestMaker(Database<NotificationsModule> database, TimeProvider time) : IJob
{
    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var made = 0;
        while (await MakeNextAsync(ct) is { } sent)
        {
            made += sent ? 1 : 0;
        }

        context.Report(string.Create(CultureInfo.InvariantCulture, $"{made} digests"));
    }

    /// <returns>Whether there was anything to tell the person; null if nobody's digest is due.</returns>
    internal async Task<bool?> MakeNextAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var transaction = await database.BeginAsync(ct);
        var due = await transaction.QuerySingleOrDefaultAsync<Row>(
            "select user_id, time_zone, digest from person_settings where next_digest_at <= @now order by next_digest_at limit 1 for update skip locked", new { now }, ct);
        if (due is null)
        {
            return null;
        }

        var id = MessageId.New();
        var gathered = await transaction.ExecuteAsync(
            "update messages set state = 'Digested', digest_id = @id where user_id = @UserId and state = 'Collected'", new { id, due.UserId }, ct);
        if (gathered > 0)
        {
            await transaction.ExecuteAsync(
                """
                insert into messages (id, cause, topic, kind, channel, state, user_id, facts, next_attempt_at, created_at)
                values (@id, @id, @topic, @kind, 'Mail', 'Queued', @UserId, @facts::jsonb, @now, @now)
                """,
                new { id, topic = Topics.Digest, kind = Topics.All[Topics.Digest].Kind.ToString(), due.UserId, facts = MaruJson.Write(new Facts()), now }, ct);
        }

        await transaction.ExecuteAsync(
            "update person_settings set next_digest_at = @next where user_id = @UserId",
            new { due.UserId, next = DigestClock.NextAfter(now, Enum.Parse<DigestRhythm>(due.Digest), TimeZoneInfo.FindSystemTimeZoneById(due.TimeZone)) }, ct);
        await transaction.CommitAsync(ct);
        return gathered > 0;
    }

    private sealed record Row(UserId UserId, string TimeZone, string Digest);
}
