using System.Globalization;
using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Webhooks.Delivery;

/// <summary>Drops messages, with the record of their deliveries, once they are too old to be asked for again. What still waits stays.</summary>
internal sealed class MessageForgetting(Database<WebhooksModule> database, WebhooksOptions options, TimeProvider time) : IJob
{
    private const int BatchSize = 2000;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var (dropped, total) = (BatchSize, 0);
        while (dropped == BatchSize)
        {
            dropped = await database.ExecuteAsync(
                """
                delete from messages where id in (
                    select m.id from messages m where m.happened_at < @line
                        and not exists (select from deliveries d where d.message_id = m.id and d.state = 'Waiting') limit @BatchSize)
                """,
                new { line = time.GetUtcNow() - options.Keep, BatchSize }, ct);
            total += dropped;
            context.Report(total.ToString(CultureInfo.InvariantCulture) + " messages dropped");
        }
    }
}
