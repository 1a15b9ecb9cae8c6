using System.Globalization;
using Maru.Platform.Jobs;

namespace Maru.Modules.Payments.Reconciliation;

/// <summary>Compares what moved since the last comparison, with a good overlap; by hand, the days given as argument.</summary>
internal sealed class ReconciliationJob(Reconciler reconciler, DifferenceStore differences, TimeProvider time) : IJob
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var since = int.TryParse(context.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? time.GetUtcNow() - TimeSpan.FromDays(Math.Clamp(days, 1, 365))
            : (await differences.RunsAsync(ct)).FirstOrDefault(r => r.ProvidersNotReached.Count == 0)?.StartedAt - Overlap ?? time.GetUtcNow() - TimeSpan.FromDays(30);
        var outcome = await reconciler.RunAsync(since, ct);
        context.Report(string.Create(
            CultureInfo.InvariantCulture, $"{outcome.Compared} payments compared, {outcome.Mended} mended, {outcome.Differences} differences."));
    }
}
