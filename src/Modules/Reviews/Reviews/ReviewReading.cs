using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Ratings;
using Maru.Platform.Data;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>Reviews as shoppers read them.</summary>
internal sealed class ReviewReading(Database<ReviewsModule> database, RatingBook ratings, ReviewsOptions options)
{
    public async Task<ReviewListing> ListAsync(ReviewQuery query, CancellationToken ct)
    {
        const string where =
            """
             from reviews r where r.product_id = @product and r.state = 'Approved' and (@stars::int is null or r.stars = @stars) and (@language::text is null or r.language = @language)
                and (not @withPictures or r.pictures <> '[]') and (not @verifiedOnly or r.verified)
            """;
        var args = new
        {
            product = query.Product, stars = query.Stars, language = query.Language, withPictures = query.WithPictures, verifiedOnly = query.VerifiedOnly, viewer = query.Viewer,
            query.Page.Size, query.Page.Offset,
        };
        var tally = await ratings.FindAsync(query.Product, ct);
        var unfiltered = query is { Stars: null, Language: null, WithPictures: false, VerifiedOnly: false };
        var total = unfiltered ? tally.Count : await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<ReviewRow>($"select {ReviewRow.Columns} {where} order by {OrderOf(query.Sort)} limit @Size offset @Offset", args, ct);
        return new ReviewListing(
            tally.Count == 0 ? null : tally.ToSummary(query.Product, await ratings.ShopAverageAsync(ct)), tally.ToCounts(),
            new Page<ReviewView>([.. rows.Select(r => r.ToView(query.Viewer, options.EditPeriod))], total, query.Page.Number, query.Page.Size));
    }

    public async Task<ReviewView?> FindAsync(ReviewId id, UserId? viewer, CancellationToken ct)
    {
        var row = await database.QuerySingleOrDefaultAsync<ReviewRow>(
            $"select {ReviewRow.Columns} from reviews r where r.id = @id and (r.state = 'Approved' or (r.state <> 'Withdrawn' and r.user_id = @viewer))", new { id, viewer }, ct);
        return row?.ToView(viewer, options.EditPeriod);
    }

    public async Task<Page<ReviewView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct)
    {
        const string where = " from reviews r where r.user_id = @viewer and r.state <> 'Withdrawn'";
        var args = new { viewer = (UserId?)member, page.Size, page.Offset };
        var total = await database.QuerySingleOrDefaultAsync<long>("select count(*)" + where, args, ct);
        var rows = await database.QueryAsync<ReviewRow>($"select {ReviewRow.Columns} {where} order by r.written_at desc, r.id limit @Size offset @Offset", args, ct);
        return new Page<ReviewView>([.. rows.Select(r => r.ToView(member, options.EditPeriod))], total, page.Number, page.Size);
    }

    public async Task<RatingProof> ProveAsync(ProductId product, CancellationToken ct)
    {
        var rows = await database.QueryAsync<ProofRow>("select id, stars, state, reason, written_at from reviews where product_id = @product order by written_at, id", new { product }, ct);
        var counted = rows.Where(r => r.State == nameof(ReviewState.Approved)).Select(r => new CountedReview(r.Id, r.Stars, r.WrittenAt)).ToArray();
        var sum = counted.Sum(r => r.Stars);
        var shop = await ratings.ShopAverageAsync(ct);
        var tally = RatingTally.Nothing with { Count = counted.Length, Sum = sum };
        return new RatingProof(
            product, counted.Length, sum, tally.Average, counted,
            [.. rows.Where(r => r.State != nameof(ReviewState.Approved)).Select(r => new ExcludedReview(r.Id, r.Stars, r.Why, r.WrittenAt))],
            Math.Round(shop, 4), Ranking.PriorWeight, Ranking.Of(counted.Length, sum, shop));
    }

    private static string OrderOf(ReviewSort sort) => sort switch
    {
        ReviewSort.Helpful => "r.helpful desc, r.written_at desc, r.id",
        ReviewSort.Highest => "r.stars desc, r.written_at desc, r.id",
        ReviewSort.Lowest => "r.stars, r.written_at desc, r.id",
        _ => "r.written_at desc, r.id",
    };

    private sealed record ProofRow(ReviewId Id, int Stars, string State, string? Reason, DateTimeOffset WrittenAt)
    {
        public string Why => State switch
        {
            nameof(ReviewState.Pending) => "waiting",
            nameof(ReviewState.Rejected) => Reason ?? "other",
            _ => "withdrawn",
        };
    }
}
