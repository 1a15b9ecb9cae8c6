using System.Globalization;
using Maru.Contracts.Search;
using Maru.Platform.Data;
using Maru.Platform.Realtime;
using Microsoft.Extensions.Logging;

namespace Maru.Modules.Search.Trends;

/// <summary>What is looked for most these hours. Read from the database once every few seconds however many ask; there it outlives restarts.</summary>
internal sealed class TrendBoard
{
    /// <summary>After this time a search counts half.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(6);

    private const int Most = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(4);

    private readonly Database<SearchModule> _db;
    private readonly BlockedWords _blocked;
    private readonly TimeProvider _time;
    private readonly LiveFeed<string> _feed;
    private readonly SemaphoreSlim _reading = new(1);
    private Trending? _newest;

    public TrendBoard(Database<SearchModule> db, BlockedWords blocked, LiveViewers viewers, TimeProvider time, ILogger<TrendBoard> log)
    {
        _db = db;
        _blocked = blocked;
        _time = time;
        var pace = TimeSpan.FromSeconds(5);
        _feed = new LiveFeed<string>(ShowAsync, new LiveOptions { Pause = pace, Reread = TimeSpan.FromMilliseconds(1) }, viewers, time, log);
    }

    public async Task<Trending> NowAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _newest) is { } newest && _time.GetUtcNow() - newest.At < Fresh)
        {
            return newest;
        }

        await _reading.WaitAsync(ct);
        try
        {
            var now = _time.GetUtcNow();
            if (_newest is { } other && now - other.At < Fresh)
            {
                return other;
            }

            var rows = await _db.QueryAsync<TrendRow>(
                """
                select query, score * power(0.5, greatest(0, extract(epoch from @now - at)) / @HalfLife) as score from trends where at > @now - interval '7 days'
                order by 2 desc, query limit 100
                """,
                new { now, HalfLife = HalfLife.TotalSeconds }, ct);
            var trending = new Trending([.. rows.Where(r => !_blocked.Has(r.Query)).Take(Most).Select((r, i) => new TrendingQuery(i + 1, r.Query, Math.Round(r.Score, 2)))], now);
            Volatile.Write(ref _newest, trending);
            return trending;
        }
        finally
        {
            _reading.Release();
        }
    }

    public LiveStream Watch() => _feed.Watch("all", (_, _) => Task.FromResult(true));

    private async Task<LiveMessage?> ShowAsync(string key, CancellationToken ct)
    {
        var now = await NowAsync(ct);
        return LiveMessage.Of(now.At.UtcTicks.ToString(CultureInfo.InvariantCulture), "trending", now);
    }

    private sealed record TrendRow(string Query, double Score);
}
