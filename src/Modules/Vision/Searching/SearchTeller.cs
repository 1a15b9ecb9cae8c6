using System.Threading.Channels;
using Maru.Contracts;
using Maru.Contracts.Vision;
using Maru.Platform.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Vision.Searching;

/// <summary>Tells search and recommendation what was searched for by picture, behind the answers' backs: a shopper does not wait for it. In a flood some is lost.</summary>
internal sealed partial class SearchTeller(Database<VisionModule> database, ILogger<SearchTeller> log) : BackgroundService
{
    private const int MostProducts = 10;
    private const int MostAtOnce = 200;

    private readonly Channel<PictureSearched> _searches = Channel.CreateBounded<PictureSearched>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Tell(UserId? user, IReadOnlyList<SeenRegion> regions)
    {
        var best = regions[0].Matches.Take(MostProducts).Select(m => m.Product).ToArray();
        _searches.Writer.TryWrite(new PictureSearched(
            Guid.CreateVersion7(), user, [.. best.Select(p => p.Id)], [.. best.Select(p => p.CategorySlug).OfType<string>().Distinct()], regions.Count));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _searches.Reader.WaitToReadAsync(stoppingToken))
            {
                try
                {
                    await using var transaction = await database.BeginAsync(stoppingToken);
                    for (var i = 0; i < MostAtOnce && _searches.Reader.TryRead(out var search); i++)
                    {
                        transaction.Publish(search);
                    }

                    await transaction.CommitAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogLost(log, e);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(7005, LogLevel.Warning, "Some searches by picture could not be told to search and recommendation.")]
    private static partial void LogLost(ILogger logger, Exception exception);
}
