using Maru.Contracts.Search;
using Maru.Platform.Data;

namespace Maru.Modules.Search.Analytics;

/// <summary>What was looked for and what came of it, from the counts of the days.</summary>
internal sealed class SearchCounts(Database<SearchModule> db)
{
    private const string Sums =
        "coalesce(sum(searches), 0)::bigint as searches, coalesce(sum(without_result), 0)::bigint as without_result, coalesce(sum(clicked_searches), 0)::bigint as clicked_searches, "
        + "coalesce(sum(clicks), 0)::bigint as clicks, coalesce(sum(positions), 0)::bigint as positions";

    public async Task<SearchAnalytics> ReadAsync(DateOnly from, DateOnly to, int top, CancellationToken ct)
    {
        var args = new { from, to, top };
        var days = await db.QueryAsync<DayRow>($"select day, {Sums} from query_days where day between @from and @to group by day order by day", args, ct);
        var most = await db.QueryAsync<QueryRow>(
            $"select max(query) as query, {Sums} from query_days where day between @from and @to group by query_key order by 2 desc, query_key limit @top", args, ct);
        var without = await db.QueryAsync<QueryRow>(
            $"select max(query) as query, {Sums} from query_days where day between @from and @to and without_result > 0 group by query_key order by 3 desc, query_key limit @top", args, ct);
        return new SearchAnalytics(
            [.. days.Select(d => new SearchDay(d.Day, Figures(d.Searches, d.WithoutResult, d.ClickedSearches, d.Clicks, d.Positions)))], [.. most.Select(ToFigures)], [.. without.Select(ToFigures)],
            Figures(days.Sum(d => d.Searches), days.Sum(d => d.WithoutResult), days.Sum(d => d.ClickedSearches), days.Sum(d => d.Clicks), days.Sum(d => d.Positions)));
    }

    private static QueryFigures ToFigures(QueryRow q) => new(q.Query, Figures(q.Searches, q.WithoutResult, q.ClickedSearches, q.Clicks, q.Positions));

    private static SearchFigures Figures(long searches, long withoutResult, long clickedSearches, long clicks, long positions) => new(
        searches, withoutResult, clickedSearches, clicks, searches == 0 ? 0 : Math.Round((double)clickedSearches / searches, 4), clicks == 0 ? null : Math.Round((double)positions / clicks, 2));

    private sealed record DayRow(DateOnly Day, long Searches, long WithoutResult, long ClickedSearches, long Clicks, long Positions);

    private sealed record QueryRow(string Query, long Searches, long WithoutResult, long ClickedSearches, long Clicks, long Positions);
}
