namespace Maru.Contracts.Reviews;

/// <summary>What shoppers say of goods they bought. Only approved reviews are shown and counted; an author sees his own in any state.</summary>
public interface IReviews
{
    /// <summary>For cards and lists: the ratings of these products. One without reviews is absent.</summary>
    Task<IReadOnlyDictionary<ProductId, RatingSummary>> GetRatingsAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);

    Task<ReviewListing> ListAsync(ReviewQuery query, CancellationToken ct);

    Task<ReviewView?> FindAsync(ReviewId id, UserId? viewer, CancellationToken ct);

    /// <summary>The member's own, in every state, the newest first.</summary>
    Task<Page<ReviewView>> ListOfMemberAsync(UserId member, PageRequest page, CancellationToken ct);

    /// <summary>What the member bought and may still review, the newest first.</summary>
    /// <param name="product">Of this product only; null for all.</param>
    Task<Page<OpenReview>> ListOpenAsync(UserId member, ProductId? product, PageRequest page, CancellationToken ct);

    Task<Result<ReviewView>> WriteAsync(ReviewDraft draft, ReviewAuthor author, CancellationToken ct);

    /// <summary>Within the time an author has for it. The new text is looked at as a new review is.</summary>
    Task<Result<ReviewView>> EditAsync(ReviewId id, ReviewContent content, ReviewAuthor author, CancellationToken ct);

    Task<Result<Done>> WithdrawAsync(ReviewId id, UserId author, CancellationToken ct);

    /// <summary>Says that a review helped, or takes that back. One voice a member, none for one's own. Gives the number of voices.</summary>
    Task<Result<int>> VoteAsync(ReviewId id, UserId voter, bool helpful, CancellationToken ct);

    /// <summary>Tells the moderators about a review that should not be there. A member's second report of the same changes nothing.</summary>
    Task<Result<Done>> ReportAsync(ReviewId id, UserId reporter, AbuseReport report, CancellationToken ct);

    /// <summary>Keeps a picture that its owner may then put on a review.</summary>
    Task<Result<ReviewPicture>> StorePictureAsync(UserId owner, byte[] content, CancellationToken ct);

    /// <summary>Everything that counts and everything that does not, with the reason, so that anybody can add the rating up himself.</summary>
    Task<RatingProof> ProveRatingAsync(ProductId product, CancellationToken ct);
}

public enum ReviewState
{
    /// <summary>Waits for a moderator.</summary>
    Pending,
    Approved,
    Rejected,
}

/// <summary>How a garment fell against what its size promises.</summary>
public enum ReviewFit
{
    Small,
    True,
    Large,
}

public enum ReviewSort
{
    Newest,
    Helpful,
    Highest,
    Lowest,
}

/// <param name="Stars">Only reviews of one to five stars.</param>
/// <param name="Language">ko or en; null for both.</param>
/// <param name="Viewer">Whose votes and whose own reviews are marked.</param>
public sealed record ReviewQuery(
    ProductId Product, ReviewSort Sort, PageRequest Page, int? Stars = null, string? Language = null, bool WithPictures = false, bool VerifiedOnly = false, UserId? Viewer = null);

/// <param name="Average">Rounded to two decimals.</param>
/// <param name="Ranking">The average drawn towards that of the whole shop while there are few reviews: for sorting goods by how well they are liked.</param>
/// <param name="Distribution">How many gave one star, two, ... five.</param>
public sealed record RatingSummary(ProductId ProductId, int Count, decimal Average, double Ranking, IReadOnlyList<int> Distribution);

/// <param name="Rating">Null while there is no review.</param>
public sealed record ReviewListing(RatingSummary? Rating, ReviewCounts Counts, Page<ReviewView> Reviews);

/// <summary>Over all approved reviews of the product, whatever is filtered. The last three say how it fits, of those who told.</summary>
public sealed record ReviewCounts(int Verified, int WithPictures, int Korean, int English, int FitsSmall, int FitsTrue, int FitsLarge);

/// <param name="Author">As shown to everybody: shortened. Null for one who left.</param>
/// <param name="Mine">The viewer wrote it; only then state, reason and <paramref name="EditableUntil"/> say anything beyond "approved".</param>
/// <param name="Verified">Its author bought the product here.</param>
/// <param name="OptionText">Which one was bought.</param>
public sealed record ReviewView(
    ReviewId Id, ProductId ProductId, string? Author, bool Mine, int Stars, string? Title, string Text, string Language, IReadOnlyList<ReviewPicture> Pictures, bool Verified,
    LocalizedText? OptionText, ReviewFit? Fit, int HelpfulCount, bool FoundHelpful, ReviewReply? Reply, ReviewState State, string? Reason, DateTimeOffset WrittenAt,
    DateTimeOffset? EditedAt, DateTimeOffset? EditableUntil);

/// <summary>What the seller says to it.</summary>
public sealed record ReviewReply(string Text, DateTimeOffset At);

public sealed record ReviewPicture(string Hash, int Width, int Height)
{
    /// <summary>The address of the picture about this wide.</summary>
    public string At(int width) => Catalog.ProductPicture.AddressOf(Hash, width);
}

/// <param name="OrderNumber">Null where a member may write without having bought.</param>
public sealed record OpenReview(ProductId ProductId, OrderId? OrderId, string? OrderNumber, int? Line, string? Sku, LocalizedText? Name, DateTimeOffset? BoughtAt);

/// <param name="Order">The purchase it is about; null takes the latest that has no review yet.</param>
public sealed record ReviewDraft(ProductId Product, ReviewContent Content, OrderId? Order = null, int? Line = null);

/// <param name="Language">ko or en; null is told by the text.</param>
/// <param name="Pictures">Hashes of pictures the author stored before; six at most.</param>
public sealed record ReviewContent(int Stars, string? Title, string Text, string? Language = null, IReadOnlyList<string>? Pictures = null, ReviewFit? Fit = null);

/// <param name="ClientAddress">Where the request came from; kept only as a keyed hash, for some days, to see bursts.</param>
public sealed record ReviewAuthor(UserId User, string? ClientAddress);

/// <param name="Kind">spam, offensive, off-topic, personal-data or other.</param>
public sealed record AbuseReport(string Kind, string? Text);

/// <param name="Excluded">Those that do not count, without their text.</param>
public sealed record RatingProof(
    ProductId ProductId, int Count, int Sum, decimal Average, IReadOnlyList<CountedReview> Counted, IReadOnlyList<ExcludedReview> Excluded, double ShopAverage, double PriorWeight,
    double Ranking);

public sealed record CountedReview(ReviewId Id, int Stars, DateTimeOffset WrittenAt);

/// <param name="Reason">Why it does not count: waiting, withdrawn, or the moderator's reason.</param>
public sealed record ExcludedReview(ReviewId Id, int Stars, string Reason, DateTimeOffset WrittenAt);
