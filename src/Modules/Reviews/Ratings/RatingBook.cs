using Dapper;
using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Ratings;

/// <summary>
/// Keeps the sums of ratings. A change is added in the transaction that changes the review, under the lock of the product's row, after the review's: the sums
/// are those of the rows at any moment. <see cref="RecountAsync"/> adds up from the rows, for changes of many reviews at once and for repair.
/// </summary>
internal sealed class RatingBook(Database<ReviewsModule> database, TimeProvider time)
{
    private static readonly string AddSql =
        $"""
        insert into ratings as r (product_id, {RatingTally.Columns}) values (@product, {List(c => "@" + Member(c))})
        on conflict (product_id) do update set {List(c => $"{c} = r.{c} + excluded.{c}")}
        returning {RatingTally.Columns}
        """;

    // What a review counts for, as SQL; the same as RatingTally.Of.
    private const string TallySql =
        """
        count(*)::int as count, coalesce(sum(stars), 0)::int as sum, (count(*) filter (where stars = 1))::int as stars1, (count(*) filter (where stars = 2))::int as stars2,
        (count(*) filter (where stars = 3))::int as stars3, (count(*) filter (where stars = 4))::int as stars4, (count(*) filter (where stars = 5))::int as stars5,
        (count(*) filter (where verified))::int as verified, (count(*) filter (where pictures <> '[]'))::int as with_pictures,
        (count(*) filter (where language = 'ko'))::int as korean, (count(*) filter (where language = 'en'))::int as english,
        (count(*) filter (where fit = 'Small'))::int as fits_small, (count(*) filter (where fit = 'True'))::int as fits_true, (count(*) filter (where fit = 'Large'))::int as fits_large
        """;

    private const string ShopAverageSql = "select coalesce(sum(sum)::float8 / nullif(sum(count), 0), @neutral) from ratings";
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(30);

    private volatile Held? _shopAverage;

    public Task<double> ShopAverageAsync(CancellationToken ct) =>
        ShopAverageAsync(() => database.QuerySingleOrDefaultAsync<double>(ShopAverageSql, new { neutral = Ranking.NeutralAverage }, ct));

    public async Task<Dictionary<ProductId, RatingSummary>> GetAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var average = await ShopAverageAsync(ct);
        var rows = await database.QueryAsync<RatingRow>(
            $"select product_id, {RatingTally.Columns} from ratings where product_id = any(@ids) and count > 0", new { ids = products.Select(p => p.Value).ToArray() }, ct);
        return rows.ToDictionary(r => r.ProductId, r => r.Tally.ToSummary(r.ProductId, average));
    }

    public async Task<RatingTally> FindAsync(ProductId product, CancellationToken ct) =>
        await database.QuerySingleOrDefaultAsync<RatingTally>($"select {RatingTally.Columns} from ratings where product_id = @product", new { product }, ct) ?? RatingTally.Nothing;

    /// <summary>The last statement about a review in its transaction: it holds up all others of the product.</summary>
    public async Task ChangeAsync(Transaction transaction, ProductId product, CountedFacts? before, CountedFacts? after, CancellationToken ct)
    {
        var change = RatingTally.Of(after) - RatingTally.Of(before);
        if (change == RatingTally.Nothing)
        {
            return;
        }

        var args = new DynamicParameters(change);
        args.Add("product", product.Value);
        var now = (await transaction.QuerySingleOrDefaultAsync<RatingTally>(AddSql, args, ct))!;
        await TellAsync(transaction, product, now, ct);
    }

    /// <summary>Adds these products up anew. Whoever changes one of their reviews meanwhile has done it before, or adds it after.</summary>
    public async Task RecountAsync(Transaction transaction, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Value).Distinct().Order().ToArray();
        await transaction.ExecuteAsync("insert into ratings (product_id) select unnest(@ids) order by 1 on conflict do nothing", new { ids }, ct);
        await transaction.ExecuteAsync("select 1 from ratings where product_id = any(@ids) order by product_id for update", new { ids }, ct);

        // A statement of its own, so that it sees what was committed before the locks were had.
        var changed = await transaction.QueryAsync<RatingRow>(
            $"""
            with fresh as (
                select p.id as product_id, t.* from unnest(@ids) as p (id)
                cross join lateral (select {TallySql} from reviews where product_id = p.id and state = 'Approved') t)
            update ratings r set {List(c => $"{c} = f.{c}")} from fresh f
            where r.product_id = f.product_id and ({List(c => "r." + c)}) is distinct from ({List(c => "f." + c)})
            returning r.product_id, {List(c => "r." + c)}
            """,
            new { ids }, ct);
        foreach (var row in changed)
        {
            await TellAsync(transaction, row.ProductId, row.Tally, ct);
        }
    }

    public async Task<IReadOnlyList<RatingMismatch>> CheckAsync(CancellationToken ct) => await database.QueryAsync<RatingMismatch>(
        $"""
        with fresh as (select product_id, {TallySql} from reviews where state = 'Approved' group by product_id)
        select coalesce(r.product_id, f.product_id) as product_id, coalesce(r.count, 0) as count, coalesce(f.count, 0) as counted_count,
               coalesce(r.sum, 0) as sum, coalesce(f.sum, 0) as counted_sum
        from ratings r full join fresh f on f.product_id = r.product_id
        where ({List(c => $"coalesce(r.{c}, 0)")}) is distinct from ({List(c => $"coalesce(f.{c}, 0)")})
        order by 1
        """,
        null, ct);

    private async Task TellAsync(Transaction transaction, ProductId product, RatingTally tally, CancellationToken ct)
    {
        // On the transaction's own connection: waiting for a second one while holding the row can stop everybody.
        var average = await ShopAverageAsync(() => transaction.QuerySingleOrDefaultAsync<double>(ShopAverageSql, new { neutral = Ranking.NeutralAverage }, ct));
        var summary = tally.ToSummary(product, average);
        transaction.Publish(new RatingChanged(product, summary.Count, summary.Average, summary.Ranking, time.GetUtcNow()));
    }

    private async Task<double> ShopAverageAsync(Func<Task<double>> ask)
    {
        if (_shopAverage is { } held && time.GetElapsedTime(held.At) < FreshFor)
        {
            return held.Value;
        }

        var value = await ask();
        _shopAverage = new Held(value, time.GetTimestamp());
        return value;
    }

    private static string List(Func<string, string> each) => string.Join(", ", RatingTally.Columns.Split(", ").Select(each));

    private static string Member(string column) => string.Concat(column.Split('_').Select(p => char.ToUpperInvariant(p[0]) + p[1..]));

    private sealed record Held(double Value, long At);

    internal sealed record RatingRow(
        ProductId ProductId, int Count, int Sum, int Stars1, int Stars2, int Stars3, int Stars4, int Stars5, int Verified, int WithPictures, int Korean, int English,
        int FitsSmall, int FitsTrue, int FitsLarge)
    {
        public RatingTally Tally => new(Count, Sum, Stars1, Stars2, Stars3, Stars4, Stars5, Verified, WithPictures, Korean, English, FitsSmall, FitsTrue, FitsLarge);
    }
}
