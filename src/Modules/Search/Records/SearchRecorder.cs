using System.Threading.Channels;
using Maru.Contracts.Search;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Search.Records;

/// <summary>
/// Takes searches and clicks without making anybody wait, and writes them in batches. What a crash or an overflow loses is a count, no more.
/// </summary>
internal sealed partial class SearchRecorder(RecordWriter writer, TimeProvider time, ILogger<SearchRecorder> log) : BackgroundService, ISearchRecords
{
    private const int Most = 10_000;
    private const int BatchSize = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Noted> _waiting = Channel.CreateBounded<Noted>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public Task SearchedAsync(SearchSeen seen, CancellationToken ct)
    {
        _waiting.Writer.TryWrite(new Noted(time.GetUtcNow(), seen, null));
        return Task.CompletedTask;
    }

    public void Clicked(ClickSeen click) => _waiting.Writer.TryWrite(new Noted(time.GetUtcNow(), null, click));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                // Searches come in flocks; a moment's wait makes one transaction of many.
                await Task.Delay(Pace, time, stoppingToken);
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await WriteAsync(patience.Token);
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            var batch = new List<Noted>();
            while (batch.Count < BatchSize && _waiting.Reader.TryRead(out var noted))
            {
                batch.Add(noted);
            }

            if (batch.Count > 0)
            {
                await writer.WriteAsync(batch, ct);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogLost(log, e);
        }
    }

    [LoggerMessage(6002, LogLevel.Warning, "Searches could not be recorded; these are lost to the counts.")]
    private static partial void LogLost(ILogger logger, Exception exception);
}

/// <summary>One or the other.</summary>
internal sealed record Noted(DateTimeOffset At, SearchSeen? Search, ClickSeen? Click);

internal sealed record ClickSeen(Guid SearchId, Guid ProductId, int Position);
