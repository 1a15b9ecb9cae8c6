namespace Maru.Contracts.Reviews;

/// <summary>A review came in. Nothing of its text is in the log: it may name people.</summary>
[Event("reviews.review-written")]
public sealed record ReviewWritten(ReviewId ReviewId, ProductId ProductId, UserId? User, int Stars, bool Verified, bool WithPictures, ReviewState State, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>A review can be read by everybody from now on. <paramref name="First"/> is false when it was shown before (edited, approved again).</summary>
[Event("reviews.review-published")]
public sealed record ReviewPublished(
    ReviewId ReviewId, ProductId ProductId, UserId? User, int Stars, string Language, bool Verified, bool WithPictures, bool First, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>A review is not shown (any more).</summary>
/// <param name="Reason">withdrawn, or why a moderator rejected it.</param>
[Event("reviews.review-hidden")]
public sealed record ReviewHidden(ReviewId ReviewId, ProductId ProductId, UserId? User, string Reason, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

[Event("reviews.review-replied")]
public sealed record ReviewReplied(ReviewId ReviewId, ProductId ProductId, UserId? User, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>What a product is rated changed: for cards, search and ranking.</summary>
/// <param name="Average">With two decimals.</param>
[Event("reviews.rating-changed")]
public sealed record RatingChanged(ProductId ProductId, int Count, decimal Average, double Ranking, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

[Event("reviews.question-asked")]
public sealed record QuestionAsked(QuestionId QuestionId, ProductId ProductId, UserId? User, SellerId SellerId, ReviewState State, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}

/// <summary>An answer can be read. <paramref name="Asker"/> is who should hear of it.</summary>
[Event("reviews.question-answered")]
public sealed record QuestionAnswered(QuestionId QuestionId, AnswerId AnswerId, ProductId ProductId, UserId? Asker, bool BySeller, DateTimeOffset At) : IEvent
{
    public string Key => ProductId.ToString();
}
