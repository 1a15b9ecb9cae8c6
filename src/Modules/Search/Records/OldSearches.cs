using Maru.Platform.Data;
using Maru.Platform.Jobs;

namespace Maru.Modules.Search.Records;

/// <summary>Forgets single searches after 30 days, a member's own after a year; the counts of the days stay.</summary>
internal sealed class OldSearches(Database<SearchModule> db, TimeProvider time) : IJob
{
    private const int BatchSize = 5000;

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await db.ExecuteAsync("delete from trend_counts where time_window < @Hours", new { Hours = now.AddHours(-2) }, ct);
        await db.ExecuteAsync("delete from trends where at < @Weeks", new { Weeks = now.AddDays(-14) }, ct);
        await db.ExecuteAsync("delete from history where at < @Year", new { Year = now.AddYears(-1) }, ct);
        int gone;
        do
        {
            gone = await db.ExecuteAsync(
                "delete from searches where id in (select id from searches where at < @Month order by at limit @BatchSize)", new { Month = now.AddDays(-30), BatchSize }, ct);
        }
        while (gone == BatchSize);
    }
}
