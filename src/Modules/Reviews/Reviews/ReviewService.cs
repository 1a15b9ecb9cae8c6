using Maru.Contracts;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Purchases;
using Maru.Modules.Reviews.Ratings;

namespace Maru.Modules.Reviews.Reviews;

/// <summary>The door to reviews for shoppers.</summary>
internal sealed class ReviewService(ReviewReading reading, ReviewWriting writing, ReviewPictures pictures, Voices voices, PurchaseBook purchases, RatingBook ratings) : IReviews
{
    public async Task<IReadOnlyDictionary<ProductId, RatingSummary>> GetRatingsAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct) => await ratings.GetAsync(products, ct);

    public Task<ReviewListing> ListAsync(ReviewQuery query, CancellationToken ct) => reading.ListAsync(query, ct);

    public Task<ReviewView?> FindAsync(ReviewId id, UserId? viewer, CancellationToken ct) => reading.FindAsync(id, viewer, ct);

    public Task<Page<ReviewView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct) => reading.ListOfMemberAsync(member, page, ct);

    public Task<Page<OpenReview>> ListOpenAsync(UserId member, ProductId? product, PageRequest page, CancellationToken ct) => purchases.ListOpenAsync(member, product, page, ct);

    public async Task<Result<ReviewView>> WriteAsync(ReviewDraft draft, ReviewAuthor author, CancellationToken ct)
    {
        var written = await writing.WriteAsync(draft, author, ct);
        return written.Succeeded ? (await reading.FindAsync(written.Value, author.User, ct))! : written.Failure!;
    }

    public async Task<Result<ReviewView>> EditAsync(ReviewId id, ReviewContent content, ReviewAuthor author, CancellationToken ct)
    {
        var edited = await writing.EditAsync(id, content, author, ct);
        return edited.Succeeded ? (await reading.FindAsync(id, author.User, ct))! : edited.Failure!;
    }

    public Task<Result<Done>> WithdrawAsync(ReviewId id, UserId author, CancellationToken ct) => writing.WithdrawAsync(id, author, ct);

    public Task<Result<int>> VoteAsync(ReviewId id, UserId voter, bool helpful, CancellationToken ct) => voices.VoteAsync("reviews", "review", id.Value, voter, helpful, ct);

    public Task<Result<Done>> ReportAsync(ReviewId id, UserId reporter, AbuseReport report, CancellationToken ct) =>
        voices.ReportAsync("reviews", "review", id.Value, reporter, report, ct);

    public Task<Result<ReviewPicture>> StorePictureAsync(UserId owner, byte[] content, CancellationToken ct) => pictures.StoreAsync(owner, content, ct);

    public Task<RatingProof> ProveRatingAsync(ProductId product, CancellationToken ct) => reading.ProveAsync(product, ct);
}
