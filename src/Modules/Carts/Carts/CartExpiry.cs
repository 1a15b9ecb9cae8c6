using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Carts.Carts;

/// <summary>Drops carts nobody came back to. They stopped being seen when they expired; this frees their room.</summary>
internal sealed class CartExpiry(Database<CartsModule> database, TimeProvider time) : IJob
{
    private const int BatchSize = 2000;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        int removed;
        do
        {
            removed = await database.ExecuteAsync(
                "delete from carts where id in (select id from carts where expires_at <= @now order by expires_at limit @BatchSize for update skip locked)",
                new { now = time.GetUtcNow(), BatchSize }, ct);
        }
        while (removed == BatchSize);
    }
}
