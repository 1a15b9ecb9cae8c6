using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Search.Trends;
using Maru.Platform.Data;

namespace Maru.Modules.Search.Records;

/// <summary>Writes a batch of searches and clicks: the raw rows, the counts of the day, the trend, the members' own history, and the events.</summary>
internal sealed class RecordWriter(Database<SearchModule> db, Visitors visitors, BlockedWords blocked)
{
    /// <summary>So many different queries of one visitor count for the trend in one window.</summary>
    private const int MostCountedAVisitor = 30;

    public async Task WriteAsync(IReadOnlyList<Noted> batch, CancellationToken ct)
    {
        var searches = new List<(DateTimeOffset At, SearchSeen Seen, QueryText Query, bool Showable, byte[]? Visitor)>();
        foreach (var (at, seen, _) in batch)
        {
            if (seen is not null && QueryText.Read(seen.Text) is { } query)
            {
                searches.Add((at, seen, query, seen is { AllWords: true, Total: > 0 } && !blocked.Has(query), visitors.Of(seen.Visitor, at)));
            }
        }

        await using var tx = await db.BeginAsync(ct);
        if (searches.Count > 0)
        {
            await tx.ExecuteAsync(
                """
                insert into searches (id, at, query_key, query, language, total, showable, visitor)
                select * from unnest(@Ids, @Ats, @Keys, @Queries, @Languages, @Totals, @Showables, @Visitors) on conflict do nothing;
                insert into query_days as d (day, query_key, query, showable, searches, without_result)
                select (s.at at time zone 'Asia/Seoul')::date, s.key, min(s.query), bool_and(s.showable), count(*), count(*) filter (where s.total = 0)
                from unnest(@Ats, @Keys, @Queries, @Totals, @Showables) as s(at, key, query, total, showable) group by 1, 2 order by 1, 2
                on conflict (day, query_key) do update set searches = d.searches + excluded.searches, without_result = d.without_result + excluded.without_result,
                    showable = excluded.showable;
                """,
                new
                {
                    Ids = searches.Select(s => s.Seen.Id).ToArray(),
                    Ats = searches.Select(s => s.At.UtcDateTime).ToArray(),
                    Keys = searches.Select(s => s.Query.Key).ToArray(),
                    Queries = searches.Select(s => s.Query.Text).ToArray(),
                    Languages = searches.Select(s => s.Seen.Language).ToArray(),
                    Totals = searches.Select(s => s.Seen.Total).ToArray(),
                    Showables = searches.Select(s => s.Showable).ToArray(),

                    // Without a visitor each search stands alone.
                    Visitors = searches.Select(s => s.Visitor ?? Guid.NewGuid().ToByteArray()).ToArray(),
                },
                ct);
            await CountTrendsAsync(tx, [.. searches.Where(s => s.Showable && s.Visitor is not null).Select(s => (s.At, s.Query, s.Visitor!))], ct);
            await RememberAsync(tx, [.. searches.Where(s => s.Seen.Visitor.User is not null).Select(s => (s.At, s.Query, s.Seen.Visitor.User!.Value))], ct);
            foreach (var (at, seen, query, showable, _) in searches)
            {
                tx.Publish(new Searched(seen.Id, showable ? query.Text : null, seen.Language, seen.Total, seen.Visitor.User is not null, at));
            }
        }

        await ClickAsync(tx, [.. batch.Where(n => n.Click is not null).Select(n => (n.At, n.Click!))], ct);
        await tx.CommitAsync(ct);
    }

    private static Task<int> CountTrendsAsync(Transaction tx, IReadOnlyList<(DateTimeOffset At, QueryText Query, byte[] Visitor)> searches, CancellationToken ct) => searches.Count == 0
        ? Task.FromResult(0)
        : tx.ExecuteAsync(
            """
            with seen as (
                select date_trunc('hour', s.at) as time_window, s.visitor, s.key, min(s.query) as query, max(s.at) as at
                from unnest(@Ats, @Visitors, @Keys, @Queries) as s(at, visitor, key, query) group by 1, 2, 3),
            ranked as (
                select seen.*, row_number() over (partition by time_window, visitor order by at, key)
                    + (select count(*) from trend_counts c where c.time_window = seen.time_window and c.visitor = seen.visitor) as place from seen),
            counted as (
                insert into trend_counts (time_window, visitor, query_key) select time_window, visitor, key from ranked where place <= @Most order by 1, 2, 3
                on conflict do nothing returning time_window, visitor, query_key),
            votes as (
                select key, min(query) as query, max(at) as at, count(*) as votes
                from ranked join counted c on c.query_key = key and c.visitor = ranked.visitor and c.time_window = ranked.time_window group by key)
            insert into trends as t (query_key, query, score, at) select key, query, votes, at from votes order by key
            on conflict (query_key) do update set at = greatest(t.at, excluded.at), query = excluded.query,
                score = t.score * power(0.5, greatest(0, extract(epoch from excluded.at - t.at)) / @HalfLife) + excluded.score
            """,
            new
            {
                Ats = searches.Select(s => s.At.UtcDateTime).ToArray(),
                Visitors = searches.Select(s => s.Visitor).ToArray(),
                Keys = searches.Select(s => s.Query.Key).ToArray(),
                Queries = searches.Select(s => s.Query.Text).ToArray(),
                Most = MostCountedAVisitor,
                HalfLife = TrendBoard.HalfLife.TotalSeconds,
            },
            ct);

    private static Task<int> RememberAsync(Transaction tx, IReadOnlyList<(DateTimeOffset At, QueryText Query, UserId User)> searches, CancellationToken ct) => searches.Count == 0
        ? Task.FromResult(0)
        : tx.ExecuteAsync(
            """
            insert into history as h (user_id, query_key, query, times, at)
            select s.user_id, s.key, min(s.query), count(*), max(s.at) from unnest(@Users, @Keys, @Queries, @Ats) as s(user_id, key, query, at)
            where not exists (select from history_off o where o.user_id = s.user_id) group by 1, 2 order by 1, 2
            on conflict (user_id, query_key) do update set times = h.times + excluded.times, at = greatest(h.at, excluded.at), query = excluded.query
            """,
            new
            {
                Users = searches.Select(s => s.User.Value).ToArray(),
                Keys = searches.Select(s => s.Query.Key).ToArray(),
                Queries = searches.Select(s => s.Query.Text).ToArray(),
                Ats = searches.Select(s => s.At.UtcDateTime).ToArray(),
            },
            ct);

    /// <summary>A click on a search that nobody made, or made long ago, counts for nothing.</summary>
    private static async Task ClickAsync(Transaction tx, IReadOnlyList<(DateTimeOffset At, ClickSeen Click)> clicks, CancellationToken ct)
    {
        if (clicks.Count == 0)
        {
            return;
        }

        var counted = await tx.QueryAsync<CountedClick>(
            """
            with seen as (
                insert into clicks (search_id, product_id, position, at)
                select distinct on (s.id, c.product_id) s.id, c.product_id, c.position, c.at
                from unnest(@Searches, @Products, @Positions, @Ats) as c(search_id, product_id, position, at) join searches s on s.id = c.search_id and s.total > 0 and s.at > c.at - interval '1 day'
                order by s.id, c.product_id, c.at on conflict do nothing returning search_id, product_id, position, at),
            days as (
                select (s.at at time zone 'Asia/Seoul')::date as day, s.query_key, count(*) as clicks, sum(seen.position) as positions,
                    count(distinct s.id) filter (where not exists (select from clicks c where c.search_id = s.id)) as searches
                from seen join searches s on s.id = seen.search_id group by 1, 2),
            added as (
                update query_days d set clicks = d.clicks + a.clicks, positions = d.positions + a.positions, clicked_searches = d.clicked_searches + a.searches
                from days a where d.day = a.day and d.query_key = a.query_key)
            select search_id, product_id, position, at from seen
            """,
            new
            {
                Searches = clicks.Select(c => c.Click.SearchId).ToArray(),
                Products = clicks.Select(c => c.Click.ProductId).ToArray(),
                Positions = clicks.Select(c => c.Click.Position).ToArray(),
                Ats = clicks.Select(c => c.At.UtcDateTime).ToArray(),
            },
            ct);
        foreach (var click in counted)
        {
            tx.Publish(new SearchClicked(click.SearchId, click.ProductId, click.Position, click.At));
        }
    }

    private sealed record CountedClick(Guid SearchId, ProductId ProductId, int Position, DateTimeOffset At);
}
