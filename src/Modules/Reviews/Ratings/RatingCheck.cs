using System.Globalization;
using Maru.Platform.Jobs;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Reviews.Ratings;

/// <summary>Adds every rating up from its reviews, and says so loudly if one is not what it should be. Mending is for a person to ask for.</summary>
internal sealed partial class RatingCheck(RatingBook ratings, ILogger<RatingCheck> log) : IJob
{
    public async Task RunAsync(JobContext context, CancellationToken ct)
    {
        var wrong = await ratings.CheckAsync(ct);
        context.Report(wrong.Count == 0 ? "all ratings right" : wrong.Count.ToString(CultureInfo.InvariantCulture) + " ratings wrong");
        if (wrong.Count > 0)
        {
            LogWrong(log, wrong.Count);
        }
    }

    [LoggerMessage(3201, LogLevel.Error, "{Count} ratings differ from the sums of their reviews.")]
    private static partial void LogWrong(ILogger logger, int count);
}
