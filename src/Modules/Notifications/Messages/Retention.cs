using System.Globalization;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Notifications.Messages;

/// <summary>
/// Forgets, once a day, what messages said and to which address once they are old: those of guests too, whom nobody erases. That a message was sent
/// stays on record.
/// </summary>
internal sealed class Retention(Database<NotificationsModule> database, NotificationsOptions options, TimeProvider time) : IJob
{
    private const int BatchSize = 5000;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var before = now - options.KeepContents;
        long gone = 0;
        foreach (var table in (string[])["mailbox", "inbox"])
        {
            int deleted;
            do
            {
                deleted = await database.ExecuteAsync(
                    $"delete from {table} where message_id in (select message_id from {table} where at < @before limit {BatchSize.ToString(CultureInfo.InvariantCulture)})", new { before }, ct);
                gone += deleted;
            }
            while (deleted == BatchSize);
        }

        await database.ExecuteAsync(
            """
            update messages set secret = null where secret is not null and created_at < @before;
            delete from sending_hours where hour < @hours
            """,
            new { before, hours = now - TimeSpan.FromDays(2) }, ct);
        context.Report(string.Create(CultureInfo.InvariantCulture, $"{gone} texts forgotten"));
    }
}
