using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Reviews.Spam;

/// <summary>Drops what says where texts came from, once no burst can be seen in it any more.</summary>
internal sealed class AddressForgetting(Database<ReviewsModule> database, TimeProvider time) : IJob
{
    private const int Days = 7;

    public async Task RunAsync(JobContext context, CancellationToken ct) => await database.ExecuteAsync(
        "update fingerprints set address_hash = null where address_hash is not null and at < @line", new { line = time.GetUtcNow().AddDays(-Days) }, ct);
}
