using Maru.Contracts;
using Maru.Contracts.Search;
using Maru.Modules.Search.Records;
using Maru.Modules.Search.Trends;
using Maru.Platform.Data;

namespace Maru.Modules.Search.Personal;

/// <summary>What is known from earlier searches: a member's own, and what others looked for besides.</summary>
internal sealed class SearchMemory(Database<SearchModule> db, TrendBoard trends, BlockedWords blocked, TimeProvider time)
{
    private const double OwnWeight = 3;
    private const double TrendWeight = 1;
    private const double SeasonWeight = 1;

    public Task<List<OwnSearch>> RecentAsync(UserId user, int limit, CancellationToken ct) =>
        db.QueryAsync<OwnSearch>("select query, times, at from history where user_id = @user order by at desc, query_key limit @limit", new { user, limit }, ct);

    public Task ForgetAsync(UserId user, string query, CancellationToken ct) =>
        db.ExecuteAsync("delete from history where user_id = @user and query_key = @Key", new { user, Key = QueryText.Read(query)?.Key ?? "" }, ct);

    public Task ForgetAllAsync(UserId user, CancellationToken ct) => db.ExecuteAsync("delete from history where user_id = @user", new { user }, ct);

    public async Task<bool> IsKeptAsync(UserId user, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<int>("select count(*)::int from history_off where user_id = @user", new { user }, ct) == 0;

    /// <summary>A member who wants nothing kept loses what is there.</summary>
    public Task KeepAsync(UserId user, bool keep, CancellationToken ct) => db.ExecuteAsync(
        keep
            ? "delete from history_off where user_id = @user"
            : "insert into history_off (user_id, at) values (@user, @Now) on conflict do nothing; delete from history where user_id = @user",
        new { user, Now = time.GetUtcNow() }, ct);

    /// <summary>Queries that the same visitors made within half an hour, by how many visitors did.</summary>
    public async Task<IReadOnlyList<string>> RelatedAsync(string text, int limit, CancellationToken ct)
    {
        if (QueryText.Read(text) is not { } query)
        {
            return [];
        }

        var found = await db.QueryAsync<string>(
            """
            select max(b.query) from (select visitor, at from searches where query_key = @Key and showable and at > @Since order by at desc limit 2000) a
            join searches b on b.visitor = a.visitor and b.at between a.at - interval '30 minutes' and a.at + interval '30 minutes'
            where b.query_key <> @Key and b.showable group by b.query_key order by count(distinct b.visitor) desc, max(b.at) desc, b.query_key limit 50
            """,
            new { query.Key, Since = time.GetUtcNow().AddDays(-30) }, ct);
        return [.. found.Where(q => !blocked.Has(q)).Take(limit)];
    }

    /// <summary>
    /// What somebody is likely to look for next: own searches (worth half after two weeks), what others look for these hours, and what was looked for at
    /// this time of year before; each scaled to its greatest, then weighed and added.
    /// </summary>
    public async Task<IReadOnlyList<string>> PredictAsync(UserId? user, int limit, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var own = user is { } id
            ? await db.QueryAsync<Weighed>(
                "select query, (times * power(0.5, extract(epoch from @now - at) / 1209600))::double precision as weight from history where user_id = @id order by 2 desc limit 30", new { id, now }, ct)
            : [];
        var season = await db.QueryAsync<Weighed>(
            """
            select max(query) as query, sum(searches)::double precision as weight from query_days
            where showable and exists (select from generate_series(1, 3) y where day between (@now - make_interval(years => y))::date - 21 and (@now - make_interval(years => y))::date + 21)
            group by query_key order by 2 desc limit 30
            """,
            new { now }, ct);
        var trending = (await trends.NowAsync(ct)).Items.Select(t => new Weighed(t.Query, t.Score));
        return
        [
            .. Scaled(own, OwnWeight).Concat(Scaled([.. season.Where(s => !blocked.Has(s.Query))], SeasonWeight)).Concat(Scaled([.. trending], TrendWeight))
                .GroupBy(w => w.Query, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Sum(w => w.Weight)).ThenBy(g => g.Key, StringComparer.Ordinal).Take(limit).Select(g => g.First().Query),
        ];
    }

    private static IEnumerable<Weighed> Scaled(IReadOnlyList<Weighed> list, double weight)
    {
        var most = list.Count == 0 ? 1 : Math.Max(1e-9, list.Max(w => w.Weight));
        return list.Select(w => w with { Weight = weight * w.Weight / most });
    }

    internal sealed record Weighed(string Query, double Weight);
}
